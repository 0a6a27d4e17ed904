//! What does not fit the schema in what passes by.

use bytes::Bytes;
use serde_json::Value;

use crate::body::Body;
use crate::book::Book;
use crate::host::Place;
use crate::kind::Kind;
use crate::log::Seen;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::route::{self, Target};
use crate::validate::{self, Answered};
use crate::xml;

/// Finds the operation of a request and notes what in it does not fit. What no schema knows is no reason to stop it.
pub(super) fn request<'m>(
    book: &'m Book,
    place: &Place,
    request: &Received,
    seen: &mut Seen,
) -> Result<Option<Target<'m>>, Refusal> {
    let target = match route::find(book, request, place) {
        Ok(target) => target,
        Err(refusal) if *place == Place::Nowhere => return Err(refusal),
        Err(refusal) => {
            seen.note(&format!("{}: {}", refusal.code(), refusal.message()));
            return Ok(None);
        }
    };
    seen.operation = Some(target.operation.name.clone());
    let findings = validate::check(target, request, &Body::read(target, request));
    findings.notes.iter().for_each(|note| seen.note(note));
    seen.violations = findings.violations;
    Ok(Some(target))
}

/// What in an answer does not fit.
pub(super) fn answer(target: Target<'_>, response: &http::Response<Bytes>) -> Vec<String> {
    if !response.status().is_success() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(response.body());
    let (violations, notes) = match Kind::of(target.operation) {
        Kind::Action(shape) => of_json(target, shape, &text, Some("Response")),
        Kind::Json(shape) => of_json(target, shape, &text, None),
        Kind::Xml(root, shape) if !root.is_empty() => of_xml(target, root, shape, &text),
        _ => return Vec::new(),
    };
    violations.into_iter().chain(notes).map(|finding| format!("the answer: {finding}")).collect()
}

type Found = (Vec<String>, Vec<String>);

fn of_json(target: Target<'_>, shape: &codegen_model::Shape, text: &str, inside: Option<&str>) -> Found {
    let mut document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => return (vec![format!("is no JSON: {error}")], Vec::new()),
    };
    let members = match inside {
        Some(name) => document.get_mut(name),
        None => Some(&mut document),
    };
    let Some(members) = members else { return (vec!["has no Response".to_owned()], Vec::new()) };
    if members.get("Error").is_some_and(|error| error.get("Code").is_some()) {
        return Found::default();
    }
    if let (Value::Object(entries), true) = (&mut *members, inside.is_some()) {
        entries.remove("RequestId");
    }
    found(validate::check_answer(target.service, shape, &Answered::Json(members)))
}

fn of_xml(target: Target<'_>, root: &str, shape: &codegen_model::Shape, text: &str) -> Found {
    let document = match xml::parse(text) {
        Ok(document) => document,
        Err(error) => return (vec![format!("is no XML: {error}")], Vec::new()),
    };
    let element = document.root_element();
    if element.tag_name().name() != root {
        return (vec![format!("has the root <{}>, not <{root}>", element.tag_name().name())], Vec::new());
    }
    found(validate::check_answer(target.service, shape, &Answered::Xml(element)))
}

fn found(findings: validate::Findings) -> Found {
    (findings.violations.iter().map(ToString::to_string).collect(), findings.notes)
}
