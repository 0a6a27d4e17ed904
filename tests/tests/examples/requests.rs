//! The request of an example, read into the operation's input and written again.

use std::borrow::Cow;

use codegen_model::route::{RequestText, decode};
use codegen_model::{Location, Protocol};
use serde_json::Value;
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::request::Parts;

use super::{Case, tree};

/// Checks the request of an example.
pub fn check(case: &Case<'_>) {
    match &case.operation.protocol {
        Protocol::Action => action(case),
        Protocol::Rest { json: true, .. } => rest(case, Some(tree::json)),
        Protocol::Rest { root, .. } => rest(case, (!root.is_empty()).then_some(tree::xml)),
    }
}

fn resend(case: &Case<'_>, recorded: &Recorded<'_>) -> Parts {
    assert!(case.entry.matches(recorded), "{case} does not reach its operation");
    case.entry.resend(recorded).unwrap_or_else(|error| panic!("{case}: {error}"))
}

fn action(case: &Case<'_>) {
    let headers = vec![("X-TC-Action", case.operation.name.as_str())];
    let body = case.example.request.as_bytes();
    let parts = resend(case, &Recorded { method: "POST", path: "/", query: Vec::new(), headers, body });
    assert_eq!((parts.method, parts.path.as_str(), parts.query.len()), ("POST", "/", 0), "{case}");
    tree::assert_same(&tree::json(bytes(&parts)), &tree::json(body), case);
}

fn rest(case: &Case<'_>, document: Option<fn(&[u8]) -> Value>) {
    let sent = RequestText::parse(&case.example.request).expect("a request line");
    let (query, headers, body) = (sent.query.clone(), sent.headers.clone(), sent.body.as_bytes());
    let parts = resend(case, &Recorded { method: sent.method, path: sent.path, query, headers, body });
    assert_eq!((parts.method, parts.decoded_path.as_str()), (sent.method, &*decode(sent.path)), "{case}");
    assert_eq!(sorted(parts.query.clone()), sorted(sent.query.clone()), "{case}");
    assert_eq!(written_headers(&parts), sent_headers(case, &sent), "{case}");
    match document.filter(|_| !body.is_empty()) {
        Some(tree) => tree::assert_same(&tree(bytes(&parts)), &tree(body), case),
        None => assert_eq!(bytes(&parts), body, "{case}"),
    }
}

fn bytes(parts: &Parts) -> &[u8] {
    parts.body.as_bytes().expect("a body in memory")
}

fn sorted<T: Ord>(mut items: Vec<T>) -> Vec<T> {
    items.sort();
    items
}

/// Returns the written headers, without the types of the bodies, which no schema lists.
fn written_headers(parts: &Parts) -> Vec<(String, String)> {
    let is_body_type = |(name, value): &&(Cow<'static, str>, String)| {
        matches!(
            (&**name, &**value),
            ("content-type", "application/xml") | ("content-type" | "accept", "application/json")
        )
    };
    let headers = parts.headers.iter().filter(|header| !is_body_type(header));
    sorted(headers.map(|(name, value)| (name.clone().into_owned(), normalized(value))).collect())
}

/// Returns the headers of the example that the schema describes, with the schema's names.
fn sent_headers(case: &Case<'_>, sent: &RequestText<'_>) -> Vec<(String, String)> {
    let is_header = |location| matches!(location, Location::Header | Location::JsonHeader);
    let known = case.operation.input.members.iter().filter(|member| is_header(member.location));
    let found = known.filter_map(|member| {
        let (_, value) = sent.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(&member.name))?;
        Some((member.name.clone(), normalized(value)))
    });
    sorted(found.collect())
}

/// Normalizes a value if it is a JSON object.
fn normalized(value: &str) -> String {
    let parsed = serde_json::from_str::<Value>(value).ok().filter(Value::is_object);
    parsed.map_or_else(|| value.to_owned(), |value| tree::normalized(value).to_string())
}
