//! Which example fits a request.

use std::collections::BTreeSet;

use codegen::model::{Example, Location, Operation, Protocol, Way};
use codegen::route::{Sent, labels, ways_of};
use roxmltree::{Document, Node};
use serde_json::Value;

use crate::received::Received;
use crate::route::Target;

/// Bodies beyond this size are not looked into; what they hold then fits no example.
const LIMIT: usize = 1 << 20;

/// What a request states, each by its place: `query denoise` is `3`.
type Facts = BTreeSet<(String, String)>;

/// The example of which every statement is in the request, and of several the one that states most. Where there is
/// none, an example of success, again the one that has most in common with the request.
pub(super) fn best<'m>(examples: &[&'m Example], target: Target<'_>, request: &Received) -> Option<&'m Example> {
    let sent = of_request(target, request);
    let stated = |example: &Example| of_example(target.operation, example);
    let fitting =
        examples.iter().map(|example| (stated(example), *example)).filter(|(facts, _)| facts.is_subset(&sent));
    let exact = most(fitting.map(|(facts, example)| (facts.len(), example)));
    let successes = examples.iter().filter(|example| succeeds(target.operation, example));
    exact.or_else(|| most(successes.map(|example| (stated(example).intersection(&sent).count(), *example))))
}

/// The first of those with the greatest number.
fn most<'m>(counted: impl Iterator<Item = (usize, &'m Example)>) -> Option<&'m Example> {
    counted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, example)| example)
}

fn succeeds(operation: &Operation, example: &Example) -> bool {
    let is_error = |document: Value| document.pointer("/Response/Error").is_some();
    match operation.protocol {
        Protocol::Action => !serde_json::from_str(&example.answered).is_ok_and(is_error),
        Protocol::Rest { .. } => example.status < 300,
    }
}

fn of_request(target: Target<'_>, request: &Received) -> Facts {
    let body = if request.body.len() > LIMIT { &[][..] } else { &request.body };
    let mut facts = Facts::new();
    match target.way {
        None => add_json(&mut facts, "", &serde_json::from_slice(body).unwrap_or_default()),
        Some(way) => {
            let header = |name: &str| request.headers.get(name).map(|_| request.header(name));
            add_parts(&mut facts, target.operation, way, &request.path, &request.pairs(), header);
            add_body(&mut facts, target.operation, &String::from_utf8_lossy(body));
        }
    }
    facts
}

fn of_example(operation: &Operation, example: &Example) -> Facts {
    let mut facts = Facts::new();
    if let Protocol::Action = operation.protocol {
        add_json(&mut facts, "", &serde_json::from_str(&example.sent).unwrap_or_default());
        return facts;
    }
    let Some(sent) = Sent::parse(&example.sent) else { return facts };
    let Some(way) = ways_of(operation, sent.method, sent.path, &sent.query).next() else { return facts };
    let header = |name: &str| {
        let found = sent.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| (*value).to_owned())
    };
    add_parts(&mut facts, operation, way, sent.path, &sent.query, header);
    add_body(&mut facts, operation, sent.body);
    facts
}

/// The way, and what travels in path, query and headers.
fn add_parts(
    facts: &mut Facts,
    operation: &Operation,
    way: &Way,
    path: &str,
    query: &[(String, String)],
    header: impl Fn(&str) -> Option<String>,
) {
    facts.insert(("way".to_owned(), way.path.clone()));
    let labels = labels(way, path).unwrap_or_default().into_iter();
    facts.extend(labels.map(|(name, value)| (format!("label {name}"), value)));
    facts.extend(query.iter().map(|(name, value)| (format!("query {name}"), value.clone())));
    for member in &operation.input.members {
        let place = format!("header {}", member.name);
        match (member.location, header(&member.name)) {
            (Location::Header, Some(value)) => drop(facts.insert((place, value))),
            (Location::JsonHeader, Some(value)) => {
                add_json(facts, &place, &serde_json::from_str(&value).unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// The bytes of an object state nothing; an XML document does.
fn add_body(facts: &mut Facts, operation: &Operation, body: &str) {
    let Protocol::Rest { root, .. } = &operation.protocol else { return };
    if root.is_empty() || operation.streams_body {
        return;
    }
    let Ok(document) = Document::parse(body) else { return };
    let leaves = document.descendants().filter(|node| node.is_element() && !node.children().any(|it| it.is_element()));
    facts.extend(leaves.map(|leaf| (path_of(leaf), leaf.text().unwrap_or_default().to_owned())));
}

fn path_of(leaf: Node<'_, '_>) -> String {
    let names: Vec<_> = leaf.ancestors().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    names.join(" in ")
}

fn add_json(facts: &mut Facts, place: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| add_json(facts, &format!("{place}/{name}"), value));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| add_json(facts, &format!("{place}/{index}"), item));
        }
        scalar => drop(facts.insert((place.to_owned(), scalar.to_string()))),
    }
}
