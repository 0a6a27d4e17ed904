//! Reading an error from an answer, in the many forms that the services use.
//!
//! Every answer yields an error: at least the status, the request id and the first bytes.

use http::response::Parts;
use serde_json::Value;

use crate::Timestamp;
use crate::codec::{read_any, read_xml, root_of};

/// The facts that an answer states about an error.
pub(super) struct Fault {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
    /// The server's time, which object storage states if the clock is wrong.
    pub(super) server_time: Option<i64>,
}

/// The number of characters of an unknown answer that the message quotes.
const EXCERPT_LENGTH: usize = 200;

pub(super) fn read(head: &Parts, body: &[u8]) -> Fault {
    let document = xml(body).or_else(|| json(body)).unwrap_or_default();
    let code = document.code.or_else(|| header_code(head));
    let message = document.message.unwrap_or_else(|| describe(head, body));
    let request_id =
        document.request_id.or_else(|| crate::response_headers::request_id(&head.headers).map(str::to_owned));
    let server_time = document.server_time.and_then(|time| time.unix_seconds());
    Fault { code, message, request_id, server_time }
}

/// Returns the first characters of an answer on one line.
pub(super) fn excerpt(body: &[u8]) -> String {
    let start = body.get(..body.len().min(EXCERPT_LENGTH * 4)).unwrap_or_default();
    let text = String::from_utf8_lossy(start);
    let line: String = text.trim().chars().take(EXCERPT_LENGTH).map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim_end().to_owned()
}

fn describe(head: &Parts, body: &[u8]) -> String {
    let status = format!("HTTP {}", head.status);
    if let Some(encoding) = crate::response_headers::encoding(&head.headers) {
        return format!("{status}, content encoding {encoding}");
    }
    match excerpt(body) {
        start if start.is_empty() => status,
        start => format!("{status}: {start}"),
    }
}

/// Returns the code in a header: image downloads have a number there, some gateways the code itself.
fn header_code(head: &Parts) -> Option<String> {
    let text = |name| head.headers.get(name)?.to_str().ok();
    let code = text("x-cos-error-code").or_else(|| text("x-errno"))?;
    (!code.is_empty()).then(|| code.to_owned())
}

#[derive(Default)]
struct Document {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    server_time: Option<Timestamp>,
}

crate::shape! {
    Document {
        "Code" => code,
        "Message" => message,
        "RequestId" => request_id,
        "ServerTime" => server_time,
    }
}

/// Reads `<Error><Code/><Message/><RequestId/></Error>`. A truncated document counts if it has a code.
fn xml(body: &[u8]) -> Option<Document> {
    let mut document = Document::default();
    if root_of(body)? != "Error" {
        return None;
    }
    let complete = read_xml(body, &mut document).is_ok();
    (complete || document.code.is_some()).then_some(document)
}

/// Reads `{"code", "message", "request_id"}`, also capitalised, the gateway's `codeDesc`, the API 3.0 envelope, and the
/// `ErrorMsg` of an event.
fn json(body: &[u8]) -> Option<Document> {
    let value = read_any(body)?;
    let outer = value.get("Response").unwrap_or(&value);
    let error = |name| outer.get(name).filter(|error| error.is_object());
    let inner = error("Error").or_else(|| error("ErrorMsg")).unwrap_or(outer);
    let document = Document {
        code: text(inner, &["Code", "codeDesc", "code"]),
        message: text(inner, &["Message", "message", "errorMessage", "Msg"]),
        request_id: text(outer, &["RequestId", "request_id", "requestId"]).or_else(|| text(inner, &["RequestId"])),
        server_time: None,
    };
    (document.code.is_some() || document.message.is_some()).then_some(document)
}

fn text(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match value.get(name)? {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}
