//! Reading an error from an answer, in the many forms that the services use.
//!
//! Every answer yields an error: at least the status, the request id and the first bytes.

use http::header::LOCATION;
use http::response::Parts;
use serde_json::Value;

use super::salvage;
use crate::Timestamp;
use crate::codec::{
    excerpt as codec_excerpt, is_error_name, member_of, read_any, read_xml, root_of, scalar, states_error, text_of,
};
use crate::redact::{self, Secrets};

/// The facts that an answer states about an error.
pub(super) struct Fault {
    pub(super) code: Option<String>,
    pub(super) message: String,
    pub(super) request_id: Option<String>,
    /// The server's time, which object storage states if the clock is wrong.
    pub(super) server_time: Option<i64>,
    /// The target of a redirect.
    pub(super) target: Option<String>,
}

/// The number of characters of an unknown answer that the message quotes.
const EXCERPT_LENGTH: usize = 200;

pub(super) fn read(head: &Parts, body: &[u8]) -> Fault {
    let document = document(body).or_else(|| salvaged(head, body)).unwrap_or_default();
    let code = document.code.or_else(|| header_code(head));
    let message = document.message.unwrap_or_else(|| describe(head, body));
    let request_id =
        document.request_id.or_else(|| crate::response_headers::request_id(&head.headers).map(str::to_owned));
    let server_time = document.server_time.and_then(|time| time.unix_seconds());
    let location = head.headers.get(LOCATION).map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned());
    let target = location.or(document.endpoint).filter(|_| head.status.is_redirection());
    Fault { code, message, request_id, server_time, target }
}

/// Returns the first characters of an error in an unknown form, such as the page of a gateway, on one line and without
/// secrets.
fn excerpt(head: &Parts, body: &[u8]) -> String {
    cut(&redact::text(&start(head, body)))
}

/// Returns the first names of an answer that cannot be read, without its values.
pub(super) fn outline(head: &Parts, body: &[u8]) -> String {
    let start = redact::text(&start(head, body));
    cut(&if is_page(body) { start } else { redact::outline(&start) })
}

/// Returns enough of an answer for an excerpt, without the secrets of the call. A secret is masked as a whole before
/// the text is cut.
fn start(head: &Parts, body: &[u8]) -> String {
    let secrets = Secrets::of_response(head);
    let length = EXCERPT_LENGTH * 4 + secrets.map_or(0, Secrets::longest);
    let text = String::from_utf8_lossy(&body[..body.len().min(length)]);
    secrets.map_or_else(|| text.clone().into_owned(), |secrets| secrets.mask(&text))
}

fn cut(text: &str) -> String {
    let blank = |c: char| if c.is_whitespace() { ' ' } else { c };
    let line: String = text.trim().chars().map(blank).take(EXCERPT_LENGTH).collect();
    redact::on_one_line(line.trim_end())
}

/// Returns whether a document is an HTML page.
pub(crate) fn is_page(body: &[u8]) -> bool {
    root_of(body).is_some_and(|root| root.eq_ignore_ascii_case("html"))
}

fn describe(head: &Parts, body: &[u8]) -> String {
    let status = format!("HTTP {}", head.status);
    if let Some(encoding) = crate::response_headers::encoding(&head.headers) {
        return format!("{status}, content encoding {}", codec_excerpt(encoding));
    }
    match excerpt(head, body) {
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
    /// The text of an `<Error>` without elements.
    text: Option<String>,
    request_id: Option<String>,
    server_time: Option<Timestamp>,
    endpoint: Option<String>,
}

crate::shape! {
    Document {
        "Code" => code,
        "Message" => message,
        "#text" => text,
        "RequestId" => request_id,
        "ServerTime" => server_time,
        "Endpoint" => endpoint,
    }
}

/// Returns whether an answer states the code of an error as a member or in a header.
pub(crate) fn has_code(head: &Parts, body: &[u8]) -> bool {
    document(body).and_then(|document| document.code).or_else(|| header_code(head)).is_some_and(|code| code != "0")
}

fn document(body: &[u8]) -> Option<Document> {
    xml(body).or_else(|| tree(body))
}

/// Reads the error of a document that is not well-formed.
fn salvaged(head: &Parts, body: &[u8]) -> Option<Document> {
    let salvage::Salvaged { code, request_id } =
        salvage::find(body, head.status.is_success()).filter(|_| !is_page(body))?;
    Some(Document { code: Some(code), request_id, ..Document::default() })
}

/// Reads `<Error><Code/><Message/><RequestId/></Error>`. A truncated document counts if it has a code.
fn xml(body: &[u8]) -> Option<Document> {
    let mut document = Document::default();
    if !is_error_name(&root_of(body)?) {
        return None;
    }
    let complete = read_xml(body, &mut document).is_ok();
    let text = document.text.take().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    document.message = document.message.or(text);
    (document.code.is_some() || complete && document.message.is_some()).then_some(document)
}

/// Reads `{"code", "message", "request_id"}` in any letter case, the gateway's `codeDesc`, the API 3.0 envelope, the
/// `ErrorMsg` of an event, and an `Error` inside another XML document.
fn tree(body: &[u8]) -> Option<Document> {
    let value = read_any(body)?;
    let outer = enveloped(&value);
    let stated = |name| member_of(outer, name).filter(|error| states_error(error, false));
    let error = stated("Error").or_else(|| stated("ErrorMsg"));
    let error = error.map(|error| error.as_array().and_then(|errors| errors.first()).unwrap_or(error));
    let inner = error.unwrap_or(outer);
    let message = text_of(inner, &["Message", "errorMessage", "Msg"]).or_else(|| scalar(error?));
    let document = Document {
        code: text_of(inner, &["codeDesc", "Code"]),
        message,
        request_id: text_of(outer, &["RequestId", "request_id"]).or_else(|| text_of(inner, &["RequestId"])),
        server_time: text_of(inner, &["ServerTime"]).map(Timestamp::from),
        endpoint: text_of(inner, &["Endpoint"]),
        text: None,
    };
    (document.code.is_some() || document.message.is_some()).then_some(document)
}

fn enveloped(value: &Value) -> &Value {
    member_of(value, "Response").filter(|inner| inner.is_object()).unwrap_or(value)
}

/// Returns whether a document reports an error: its root or a member of it is an `Error`, or it is damaged and has the
/// code of one. `known` is whether it has members of the output.
pub(crate) fn is_reported(body: &[u8], known: bool) -> bool {
    if root_of(body).is_some_and(|root| is_error_name(&root)) {
        return true;
    }
    match read_any(body) {
        Some(value) => member_of(enveloped(&value), "Error").is_some_and(|error| states_error(error, known)),
        None => salvage::find(body, true).is_some(),
    }
}
