//! One exchange as a file: JSON, bodies that are no text in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::scrub;
use crate::received::Received;
use crate::route::Target;

/// An exchange without its secrets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exchange {
    pub(super) operation: String,
    pub(super) sent: Sent,
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) answered: Vec<u8>,
    /// What in it did not fit the schema.
    pub(super) findings: Vec<String>,
}

/// What makes two requests the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sent {
    pub(super) method: String,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Sent {
    pub(super) fn of(target: Target<'_>, request: &Received) -> Self {
        Self {
            method: request.method.clone(),
            host: request.host.clone(),
            path: request.path.clone(),
            query: scrub::query(Some(target), request),
            headers: scrub::headers(Some(target), &request.headers),
            body: scrub::sent(target, &request.body),
        }
    }
}

impl Exchange {
    pub(super) fn to_json(&self) -> String {
        let Sent { method, host, path, query, headers, body } = &self.sent;
        let mut sent = json!({ "method": method, "host": host, "path": path, "query": query, "headers": headers });
        let mut answered = json!({ "status": self.status, "content_type": self.content_type });
        put(&mut sent, body);
        put(&mut answered, &self.answered);
        let all = json!({
            "operation": self.operation, "sent": sent, "answered": answered, "findings": self.findings,
        });
        format!("{all:#}\n")
    }

    /// Reads a file; the error says what is missing.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let all: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let (sent, answered) = (object(&all, "sent")?, object(&all, "answered")?);
        let status = answered.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        Ok(Self {
            operation: all["operation"].as_str().unwrap_or_default().to_owned(),
            sent: Sent {
                method: text_of(sent, "method")?,
                host: text_of(sent, "host")?,
                path: text_of(sent, "path")?,
                query: pairs(sent, "query")?,
                headers: pairs(sent, "headers")?,
                body: body(sent)?,
            },
            status: status.ok_or("`status` is missing")?,
            content_type: text_of(answered, "content_type")?,
            answered: body(answered)?,
            findings: Vec::new(),
        })
    }

    pub(super) fn body(&self) -> Bytes {
        self.answered.clone().into()
    }
}

fn put(to: &mut Value, body: &[u8]) {
    let (name, text) = match std::str::from_utf8(body) {
        Ok(text) => ("body", text.to_owned()),
        Err(_) => ("body_base64", STANDARD.encode(body)),
    };
    to[name] = text.into();
}

fn object<'v>(all: &'v Value, name: &str) -> Result<&'v Map<String, Value>, String> {
    all.get(name).and_then(Value::as_object).ok_or_else(|| format!("`{name}` is missing"))
}

fn text_of(from: &Map<String, Value>, name: &str) -> Result<String, String> {
    from.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| format!("`{name}` is missing"))
}

fn pairs(from: &Map<String, Value>, name: &str) -> Result<Vec<(String, String)>, String> {
    let pair = |value: &Value| Some((value.get(0)?.as_str()?.to_owned(), value.get(1)?.as_str()?.to_owned()));
    let items = from.get(name).and_then(Value::as_array);
    items.and_then(|items| items.iter().map(pair).collect()).ok_or_else(|| format!("`{name}` is no list of pairs"))
}

fn body(from: &Map<String, Value>) -> Result<Vec<u8>, String> {
    match (from.get("body"), from.get("body_base64")) {
        (Some(Value::String(text)), _) => Ok(text.clone().into_bytes()),
        (_, Some(Value::String(text))) => STANDARD.decode(text).map_err(|error| error.to_string()),
        _ => Err("`body` is missing".to_owned()),
    }
}
