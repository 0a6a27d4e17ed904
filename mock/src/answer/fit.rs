//! Which example fits a request.

use std::collections::BTreeSet;

use codegen_model::route::{RequestText, bindings_of, labels};
use codegen_model::{Example, HttpBinding, Location, Operation};
use roxmltree::Node;
use serde_json::Value;

use super::sample::Sample;
use crate::body::Body;
use crate::kind::{is_action, root_of, takes_json};
use crate::received::Received;
use crate::route::Target;
use crate::xml;

/// Bodies beyond this size are not looked into; what they hold then fits no example.
const LIMIT: usize = 1 << 20;

/// Examples have shorter lists.
const MOST_ITEMS: usize = 100;

/// What a request states, each by its place: `query denoise` is `3`.
pub(super) type Facts = BTreeSet<(String, String)>;

/// The example of which every statement is in the request, and of several the one that states most. Where there is
/// none, an example of success, again the one that has most in common with the request.
pub(super) fn best<'m>(target: Target<'m>, request: &Received, body: &Body) -> Option<&'m Sample> {
    let samples = &target.prepared.samples;
    if samples.is_empty() {
        return None;
    }
    let sent = of_request(target, request, body);
    let fitting = samples.iter().filter(|sample| sample.facts.is_subset(&sent));
    let exact = most(fitting.map(|sample| (sample.facts.len(), sample)));
    let successes = samples.iter().filter(|sample| sample.success);
    exact.or_else(|| most(successes.map(|sample| (sample.facts.intersection(&sent).count(), sample))))
}

/// The first of those with the greatest number.
fn most<'m>(counted: impl Iterator<Item = (usize, &'m Sample)>) -> Option<&'m Sample> {
    counted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, sample)| sample)
}

/// Only what an example could repeat is gathered: a request may hold anything.
fn of_request(target: Target<'_>, request: &Received, body: &Body) -> Facts {
    let bytes = if request.body.len() > LIMIT { &[][..] } else { &request.body };
    let mut facts = Gathered { facts: Facts::new(), only: Some(&target.prepared.places) };
    match target.way {
        None if bytes.is_empty() => {}
        None => facts.add_json("", body.json().unwrap_or(&Value::Null)),
        Some(way) => {
            let header = |name: &str| request.headers.get(name).map(|_| request.header(name).into_owned());
            facts.add_parts(target.operation, way, &request.path, &request.pairs(), header);
            match body.json() {
                Some(value) => facts.add_json("", value),
                None => facts.add_body(target.operation, &String::from_utf8_lossy(bytes)),
            }
        }
    }
    facts.facts
}

/// What an example states.
pub(super) fn of_example(operation: &Operation, example: &Example) -> Facts {
    let mut facts = Gathered { facts: Facts::new(), only: None };
    if is_action(operation) {
        facts.add_json("", &serde_json::from_str(&example.request).unwrap_or_default());
        return facts.facts;
    }
    let Some(sent) = RequestText::parse(&example.request) else { return facts.facts };
    let Some(way) = bindings_of(operation, sent.method, sent.path, &sent.query).next() else { return facts.facts };
    let header = |name: &str| {
        let found = sent.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| (*value).to_owned())
    };
    facts.add_parts(operation, way, sent.path, &sent.query, header);
    match takes_json(operation) {
        true => facts.add_json("", &serde_json::from_str(sent.body).unwrap_or_default()),
        false => facts.add_body(operation, sent.body),
    }
    facts.facts
}

/// Facts as they are gathered.
struct Gathered<'a> {
    facts: Facts,
    /// The places that matter; all of them, where none are named.
    only: Option<&'a BTreeSet<String>>,
}

impl Gathered<'_> {
    fn add(&mut self, place: String, value: impl FnOnce() -> String) {
        if self.only.is_none_or(|only| only.contains(&place)) {
            self.facts.insert((place, value()));
        }
    }

    /// The way, and what travels in path, query and headers.
    fn add_parts(
        &mut self,
        operation: &Operation,
        way: &HttpBinding,
        path: &str,
        query: &[(String, String)],
        header: impl Fn(&str) -> Option<String>,
    ) {
        self.add("way".to_owned(), || way.path.clone());
        let labels = labels(way, path).unwrap_or_default();
        labels.into_iter().for_each(|(name, value)| self.add(format!("label {name}"), || value));
        query.iter().for_each(|(name, value)| self.add(format!("query {name}"), || value.clone()));
        for member in &operation.input.members {
            let place = format!("header {}", member.name);
            match (member.location, header(&member.name)) {
                (Location::Header, Some(value)) => self.add(place, || value),
                (Location::JsonHeader, Some(value)) => {
                    self.add_json(&place, &serde_json::from_str(&value).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    /// The bytes of an object state nothing; an XML document does.
    fn add_body(&mut self, operation: &Operation, body: &str) {
        if root_of(operation).is_empty() || operation.streams_body {
            return;
        }
        let Ok(document) = xml::parse(body) else { return };
        let leaves =
            document.descendants().filter(|node| node.is_element() && !node.children().any(|it| it.is_element()));
        leaves.for_each(|leaf| self.add(path_of(leaf), || leaf.text().unwrap_or_default().to_owned()));
    }

    fn add_json(&mut self, place: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(members) => {
                members.iter().for_each(|(name, value)| self.add_json(&format!("{place}/{name}"), value));
            }
            Value::Array(items) => {
                let items = items.iter().take(MOST_ITEMS).enumerate();
                items.for_each(|(index, item)| self.add_json(&format!("{place}/{index}"), item));
            }
            scalar => self.add(place.to_owned(), || scalar.to_string()),
        }
    }
}

/// Where a leaf stands. The elements around it are few: documents that nest deeper are not read.
fn path_of(leaf: Node<'_, '_>) -> String {
    let names: Vec<_> = leaf.ancestors().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    names.join(" in ")
}
