//! The many forms in which the services say what went wrong.
//!
//! Whatever arrives, something is made of it: status, request id and the first bytes are always worth having.

use http::response::Parts;
use serde_json::Value;

use crate::Timestamp;
use crate::codec::{read_xml, root_of};

/// What an answer says about an error.
pub(super) struct Fault {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
    /// The server's time, which object storage states where the clock is what is wrong.
    pub(super) server_time: Option<i64>,
}

/// How much of an answer that is no error document goes into the message.
const BEGINNING: usize = 200;

pub(super) fn read(head: &Parts, body: &[u8]) -> Fault {
    let said = xml(body).or_else(|| json(body)).unwrap_or_default();
    let code = said.code.or_else(|| header_code(head));
    let message = said.message.unwrap_or_else(|| describe(head, body));
    let request_id = said.request_id.or_else(|| crate::answer::request_id(&head.headers).map(str::to_owned));
    let server_time = said.server_time.and_then(|time| time.unix_seconds());
    Fault { code, message, request_id, server_time }
}

/// The first characters of an answer, on one line.
pub(super) fn beginning(body: &[u8]) -> String {
    let start = body.get(..body.len().min(BEGINNING * 4)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let line: String = text.trim().chars().take(BEGINNING).map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim_end().to_owned()
}

fn describe(head: &Parts, body: &[u8]) -> String {
    let status = format!("HTTP {}", head.status);
    if let Some(encoding) = crate::answer::encoding(&head.headers) {
        return format!("{status}, encoded with {encoding}");
    }
    match beginning(body) {
        start if start.is_empty() => status,
        start => format!("{status}: {start}"),
    }
}

/// Image downloads give a number in a header; some gateways the code itself.
fn header_code(head: &Parts) -> Option<String> {
    let text = |name| head.headers.get(name)?.to_str().ok();
    let code = text("x-cos-error-code").or_else(|| text("x-errno"))?;
    (!code.is_empty()).then(|| code.to_owned())
}

#[derive(Default)]
struct Said {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    server_time: Option<Timestamp>,
}

crate::shape! {
    Said {
        "Code" => code,
        "Message" => message,
        "RequestId" => request_id,
        "ServerTime" => server_time,
    }
}

/// `<Error><Code/><Message/><RequestId/></Error>`. What was read before the document broke off is kept.
fn xml(body: &[u8]) -> Option<Said> {
    let mut said = Said::default();
    if root_of(body)? != "Error" {
        return None;
    }
    let complete = read_xml(body, &mut said).is_ok();
    (complete || said.code.is_some()).then_some(said)
}

/// `{"code", "message", "request_id"}`, the same capitalised, the gateway's `codeDesc`, the API 3.0 envelope, and
/// the `ErrorMsg` of an event.
fn json(body: &[u8]) -> Option<Said> {
    let value: Value = serde_json::from_slice(body).ok()?;
    let outer = value.get("Response").unwrap_or(&value);
    let error = |name| outer.get(name).filter(|error| error.is_object());
    let inner = error("Error").or_else(|| error("ErrorMsg")).unwrap_or(outer);
    let said = Said {
        code: text(inner, &["Code", "codeDesc", "code"]),
        message: text(inner, &["Message", "message", "errorMessage", "Msg"]),
        request_id: text(outer, &["RequestId", "request_id", "requestId"]).or_else(|| text(inner, &["RequestId"])),
        server_time: None,
    };
    (said.code.is_some() || said.message.is_some()).then_some(said)
}

fn text(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match value.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
