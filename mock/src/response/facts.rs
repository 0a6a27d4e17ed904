//! Facts about a request: the values in its path, query, headers and body. They decide which example fits a request.

use std::collections::BTreeSet;

use codegen_model::route::{RequestText, bindings_of, labels};
use codegen_model::{Example, HttpBinding, Location, Operation};
use roxmltree::Node;
use serde_json::Value;

use crate::body::RequestBody;
use crate::operation::{is_action, request_root, takes_json};
use crate::request::ReceivedRequest;
use crate::xml;

/// The largest body that is searched for facts.
const MAX_BODY: usize = 1 << 20;

/// The maximum number of list items that become facts. Examples have shorter lists.
const MAX_ITEMS: usize = 100;

/// Pairs of a key and a value, such as `query denoise` and `3`.
pub(super) type Facts = BTreeSet<(String, String)>;

/// Collects the facts of a request that have one of these keys: a request may contain anything.
pub(super) fn of_request(
    operation: &Operation,
    binding: Option<&HttpBinding>,
    keys: &BTreeSet<String>,
    request: &ReceivedRequest,
    body: &RequestBody,
) -> Facts {
    let bytes = if request.body.len() > MAX_BODY { &[][..] } else { &request.body };
    let mut collector = Collector { facts: Facts::new(), keys: Some(keys) };
    match binding {
        None if bytes.is_empty() => {}
        None => collector.add_json("", body.json().unwrap_or(&Value::Null)),
        Some(binding) => {
            let header = |name: &str| request.headers.get(name).map(|_| request.header(name).into_owned());
            collector.add_parts(operation, binding, &request.path, &request.query_parameters(), header);
            match body.json() {
                Some(value) => collector.add_json("", value),
                None => collector.add_body(operation, &String::from_utf8_lossy(bytes)),
            }
        }
    }
    collector.facts
}

/// Collects the facts of an example's request.
pub(super) fn of_example(operation: &Operation, example: &Example) -> Facts {
    let mut collector = Collector { facts: Facts::new(), keys: None };
    if is_action(operation) {
        collector.add_json("", &serde_json::from_str(&example.request).unwrap_or_default());
        return collector.facts;
    }
    let Some(request) = RequestText::parse(&example.request) else { return collector.facts };
    let mut bindings = bindings_of(operation, request.method, request.path, &request.query);
    let Some(binding) = bindings.next() else { return collector.facts };
    let header = |name: &str| {
        let found = request.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| (*value).to_owned())
    };
    collector.add_parts(operation, binding, request.path, &request.query, header);
    match takes_json(operation) {
        true => collector.add_json("", &serde_json::from_str(request.body).unwrap_or_default()),
        false => collector.add_body(operation, request.body),
    }
    collector.facts
}

struct Collector<'a> {
    facts: Facts,
    /// The keys to collect; all where absent.
    keys: Option<&'a BTreeSet<String>>,
}

impl Collector<'_> {
    fn add(&mut self, key: String, value: impl FnOnce() -> String) {
        if self.keys.is_none_or(|keys| keys.contains(&key)) {
            self.facts.insert((key, value()));
        }
    }

    /// Adds the HTTP binding and the values of path, query and headers.
    fn add_parts(
        &mut self,
        operation: &Operation,
        binding: &HttpBinding,
        path: &str,
        query: &[(String, String)],
        header: impl Fn(&str) -> Option<String>,
    ) {
        self.add("binding".to_owned(), || binding.path.clone());
        let labels = labels(binding, path).unwrap_or_default();
        labels.into_iter().for_each(|(name, value)| self.add(format!("label {name}"), || value));
        query.iter().for_each(|(name, value)| self.add(format!("query {name}"), || value.clone()));
        for member in &operation.input.members {
            let key = format!("header {}", member.name);
            match (member.location, header(&member.name)) {
                (Location::Header, Some(value)) => self.add(key, || value),
                (Location::JsonHeader, Some(value)) => {
                    self.add_json(&key, &serde_json::from_str(&value).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    /// Adds the elements of an XML document. The bytes of an object have no facts.
    fn add_body(&mut self, operation: &Operation, body: &str) {
        if request_root(operation).is_empty() || operation.streams_body {
            return;
        }
        let Ok(document) = xml::parse(body) else { return };
        let leaves =
            document.descendants().filter(|node| node.is_element() && !node.children().any(|it| it.is_element()));
        leaves.for_each(|leaf| self.add(element_path(leaf), || leaf.text().unwrap_or_default().to_owned()));
    }

    fn add_json(&mut self, key: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(members) => {
                members.iter().for_each(|(name, value)| self.add_json(&format!("{key}/{name}"), value));
            }
            Value::Array(items) => {
                let items = items.iter().take(MAX_ITEMS).enumerate();
                items.for_each(|(index, item)| self.add_json(&format!("{key}/{index}"), item));
            }
            scalar => self.add(key.to_owned(), || scalar.to_string()),
        }
    }
}

/// Joins the names of an element and its ancestors, whose number the parser bounds.
fn element_path(leaf: Node<'_, '_>) -> String {
    let names: Vec<_> = leaf.ancestors().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    names.join(" in ")
}
