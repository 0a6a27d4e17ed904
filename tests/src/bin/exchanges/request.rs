//! Reads a recorded request into the operation's input and writes it again.

use serde_json::{Value, json};
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::request::Parts;
use tencentcloud_image::runtime::shape::Violation;
use tests::tree;

use crate::members::Members;
use crate::recording::Exchange;
use crate::route::Route;
use crate::verdict::Verdict;

/// Returns the verdict on the request of an exchange, with the findings.
pub fn check(route: &Route<'_>, exchange: &Exchange) -> (Verdict, Vec<String>) {
    let headers = exchange.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = exchange.body.as_deref().unwrap_or_default().as_bytes();
    let (method, path, query) = (&exchange.method, &exchange.path, route.query(exchange));
    let recorded = Recorded { method, path, query, headers, body };
    match route.entry.rewrite(&recorded) {
        Ok((parts, violations)) => judge(route, exchange, &parts, &violations),
        Err(error) if error.violations().is_empty() => {
            (Verdict::Differs, vec![format!("request: {}", error.message())])
        }
        Err(error) => refused(route, exchange, error.violations()).unwrap_or((Verdict::Read, Vec::new())),
    }
}

/// Judges a request that was written again. Constraints on parts that were not recorded do not count.
fn judge(route: &Route<'_>, exchange: &Exchange, parts: &Parts, violations: &[Violation]) -> (Verdict, Vec<String>) {
    if let Some(refused) = refused(route, exchange, violations) {
        return refused;
    }
    match (differences(route, exchange, parts), violations.is_empty()) {
        (found, _) if !found.is_empty() => (Verdict::Differs, found),
        (found, true) => (Verdict::Same, found),
        (found, false) => (Verdict::Read, found),
    }
}

fn differences(route: &Route<'_>, exchange: &Exchange, parts: &Parts) -> Vec<String> {
    let members = Members::of(route.entry);
    let written = parts.body.as_bytes().map(|bytes| &**bytes).unwrap_or_default();
    let body = exchange.body.as_deref().map(|body| (body_of(written), body_of(body.as_bytes())));
    let sides = [
        ("method", Some((json!(parts.method), json!(exchange.method)))),
        ("path", Some((json!(parts.decoded_path), json!(decoded(&exchange.path))))),
        ("query", exchange.query.as_ref().map(|query| (pairs(&parts.query), pairs(query)))),
        ("headers", Some((written_headers(parts, exchange), recorded_headers(exchange, &members)))),
        ("body", body),
    ];
    let difference = |(part, sides): (&str, Option<(Value, Value)>)| {
        let (written, recorded) = sides?;
        Some(format!("request: {}", tree::difference(&written, &recorded, &format!("the recorded {part}"))?))
    };
    sides.into_iter().filter_map(difference).collect()
}

/// Returns the refusal of a request that violates constraints on recorded parts.
fn refused(route: &Route<'_>, exchange: &Exchange, violations: &[Violation]) -> Option<(Verdict, Vec<String>)> {
    let members = Members::of(route.entry);
    let broken = violations.iter().filter(|broken| was_recorded(broken, &members, exchange));
    let findings: Vec<_> = broken.map(|broken| format!("request: {broken}")).collect();
    (!findings.is_empty()).then_some((Verdict::Refused, findings))
}

/// Whether all members that the violation names are in recorded parts of the request.
fn was_recorded(broken: &Violation, members: &Members, exchange: &Exchange) -> bool {
    let outermost = |member: &str| member.split(['.', '[']).next().unwrap_or_default().to_owned();
    broken.member.split(", ").map(outermost).all(|name| {
        let unrecorded = exchange.query.is_none() && members.has_query(&name)
            || exchange.body.is_none() && members.has_body(&name)
            || members.has_header(&name) && !exchange.headers.iter().any(|(key, _)| key.eq_ignore_ascii_case(&name));
        !unrecorded
    })
}

/// Returns the tree of a document, or other bytes as a string.
fn body_of(bytes: &[u8]) -> Value {
    tree::document(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into())
}

fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().into_owned()
}

fn pairs(query: &[(String, String)]) -> Value {
    let mut pairs: Vec<_> = query.iter().map(|(key, value)| format!("{key}={}", tree::scalar(value))).collect();
    pairs.sort();
    pairs.into()
}

/// Returns the written headers that were also recorded.
fn written_headers(parts: &Parts, exchange: &Exchange) -> Value {
    let was_recorded = |name: &str| exchange.headers.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
    headers(parts.headers.iter().map(|(name, value)| (&**name, value.as_str())).filter(|(name, _)| was_recorded(name)))
}

/// Returns the recorded headers that the schema describes. The others belong to the signature and the transport.
fn recorded_headers(exchange: &Exchange, members: &Members) -> Value {
    let all = exchange.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    headers(all.filter(|(name, _)| members.has_header(name)))
}

fn headers<'a>(all: impl Iterator<Item = (&'a str, &'a str)>) -> Value {
    let tree = |value: &str| tree::document(value.as_bytes()).unwrap_or_else(|| tree::scalar(value).into());
    all.map(|(name, value)| (name.to_ascii_lowercase(), tree(value))).collect::<serde_json::Map<_, _>>().into()
}
