//! The file format of a recorded exchange: JSON, with binary bodies in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::scrub;
use crate::request::ReceivedRequest;
use crate::target::Target;

/// A request and its response, without secrets.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Exchange {
    pub(super) operation: String,
    pub(super) request: RecordedRequest,
    pub(super) status: u16,
    pub(super) content_type: String,
    pub(super) response_body: Vec<u8>,
    /// The violations of the schema, in words.
    pub(super) findings: Vec<String>,
}

/// A request, without secrets. Equal requests have equal responses on replay.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RecordedRequest {
    pub(super) method: String,
    pub(super) host: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl RecordedRequest {
    /// Removes the secrets of a request. Returns the reason where it cannot be parsed.
    pub(super) fn of(target: Target<'_>, request: &ReceivedRequest) -> Result<Self, String> {
        Ok(Self {
            method: request.method.clone(),
            host: request.host.clone(),
            path: request.path.clone(),
            query: scrub::query(target, request)?,
            headers: scrub::headers(target, &request.headers)?,
            body: scrub::request_body(target, request)?,
        })
    }
}

impl Exchange {
    pub(super) fn to_json(&self) -> String {
        let RecordedRequest { method, host, path, query, headers, body } = &self.request;
        let mut request = json!({ "method": method, "host": host, "path": path, "query": query, "headers": headers });
        let mut response = json!({ "status": self.status, "content_type": self.content_type });
        set_body(&mut request, body);
        set_body(&mut response, &self.response_body);
        let all = json!({
            "operation": self.operation, "sent": request, "answered": response, "findings": self.findings,
        });
        format!("{all:#}\n")
    }

    /// Parses a file.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let all: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let (request, response) = (object(&all, "sent")?, object(&all, "answered")?);
        let status = response.get("status").and_then(Value::as_u64).and_then(|status| u16::try_from(status).ok());
        Ok(Self {
            operation: all["operation"].as_str().unwrap_or_default().to_owned(),
            request: RecordedRequest {
                method: text_of(request, "method")?,
                host: text_of(request, "host")?,
                path: text_of(request, "path")?,
                query: pairs(request, "query")?,
                headers: pairs(request, "headers")?,
                body: body(request)?,
            },
            status: status.ok_or("missing key `status`")?,
            content_type: text_of(response, "content_type")?,
            response_body: body(response)?,
            findings: Vec::new(),
        })
    }

    pub(super) fn body(&self) -> Bytes {
        self.response_body.clone().into()
    }
}

fn set_body(message: &mut Value, body: &[u8]) {
    let (name, text) = match std::str::from_utf8(body) {
        Ok(text) => ("body", text.to_owned()),
        Err(_) => ("body_base64", STANDARD.encode(body)),
    };
    message[name] = text.into();
}

fn missing(name: &str) -> String {
    format!("missing key `{name}`")
}

fn object<'v>(all: &'v Value, name: &str) -> Result<&'v Map<String, Value>, String> {
    all.get(name).and_then(Value::as_object).ok_or_else(|| missing(name))
}

fn text_of(message: &Map<String, Value>, name: &str) -> Result<String, String> {
    message.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| missing(name))
}

fn pairs(message: &Map<String, Value>, name: &str) -> Result<Vec<(String, String)>, String> {
    let pair = |value: &Value| Some((value.get(0)?.as_str()?.to_owned(), value.get(1)?.as_str()?.to_owned()));
    let items = message.get(name).and_then(Value::as_array);
    items.and_then(|items| items.iter().map(pair).collect()).ok_or_else(|| format!("`{name}` must be a list of pairs"))
}

fn body(message: &Map<String, Value>) -> Result<Vec<u8>, String> {
    match (message.get("body"), message.get("body_base64")) {
        (Some(Value::String(text)), _) => Ok(text.clone().into_bytes()),
        (_, Some(Value::String(text))) => STANDARD.decode(text).map_err(|error| error.to_string()),
        _ => Err(missing("body")),
    }
}
