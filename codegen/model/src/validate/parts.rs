//! Checks the parts of a request to a bucket: path, query, headers and document.

use roxmltree::Node;
use serde_json::Value;

use super::check::{Check, quote};
use super::json::names;
use super::violation::{BODY, Flaw};
use crate::model::{HttpBinding, Location, Member, Operation};
use crate::route::{fixed_query, is_query, labels, request_root, rule_key};
use crate::syntax::xml;

/// How many elements and texts a document can have.
const MAX_NODES: u32 = 100_000;

/// A request to a bucket.
pub struct Request<'a> {
    /// The operation that the request is for.
    pub operation: &'a Operation,
    /// The HTTP binding that it matches.
    pub binding: Option<&'a HttpBinding>,
    /// The path, as in the request line.
    pub path: &'a str,
    /// The query, percent-decoded, without the parameters of a signature.
    pub query: Vec<(String, String)>,
    /// Returns the value of a header.
    pub header: &'a dyn Fn(&str) -> Option<String>,
    /// The body.
    pub body: Body<'a>,
}

/// The body of a request.
#[derive(Clone, Copy, Debug)]
pub enum Body<'a> {
    /// JSON.
    Json(&'a Value),
    /// An XML document, or the bytes of an object.
    Bytes(&'a [u8]),
}

impl Check<'_> {
    /// Checks path, query, headers and body of a request.
    pub fn parts(&mut self, request: &Request<'_>) {
        let input = &request.operation.input;
        let parts = Parts::of(request);
        self.query(request, &parts);
        for member in &input.members {
            match parts.value(member, request) {
                Some(value) => self.part(&value, member),
                None if member.location == Location::Body => {}
                None if member.enforced && parts.can_have(member) => {
                    self.report(&member.name, Flaw::Missing, "is required");
                }
                None => {}
            }
        }
        let in_body = self.document(request);
        let is_set = |name: &str| {
            let member = input.member(name);
            in_body.iter().any(|found| found == name) || member.is_some_and(|it| parts.value(it, request).is_some())
        };
        self.groups("", input, is_set);
    }

    fn query(&mut self, request: &Request<'_>, parts: &Parts) {
        let is_complete = !request.operation.input.incomplete;
        let unknown = request.query.iter().filter(|pair| is_complete && !parts.fixed.contains(pair));
        for (key, _) in unknown.filter(|(key, _)| !is_query(request.operation, key)) {
            self.unknown("", key, names(&request.operation.input));
        }
    }

    fn part(&mut self, value: &str, member: &Member) {
        let place = member.name.as_str();
        match member.location {
            Location::JsonHeader | Location::JsonQuery => self.part_json(place, value, member),
            Location::Label if value.is_empty() => self.report(place, Flaw::Missing, "must not be empty"),
            _ if member.list => {
                let items: Vec<_> = value.split(',').collect();
                self.count(place, items.len(), member);
                items.iter().for_each(|item| self.text_value(place, item, member));
            }
            _ => self.text_value(place, value, member),
        }
    }

    fn part_json(&mut self, place: &str, value: &str, member: &Member) {
        match serde_json::from_str(value) {
            Ok(value) => self.json_value(place, &value, member),
            Err(error) => self.report(place, Flaw::Unreadable, format!("is not valid JSON: {error}")),
        }
    }

    /// Checks the body, and returns the names of the members in it.
    fn document(&mut self, request: &Request<'_>) -> Vec<String> {
        let operation = request.operation;
        let bytes = match request.body {
            Body::Json(value) => return self.json_body(value, &operation.input),
            Body::Bytes(bytes) => bytes,
        };
        let size = bytes.len();
        if let Some(max) = operation.max_body.filter(|max| size as i128 > i128::from(*max)) {
            self.report(BODY, Flaw::Value, format!("must have at most {max} bytes, has {size}"));
        }
        let root = request_root(operation);
        if root.is_empty() || operation.streams_body {
            return Vec::new();
        }
        if bytes.is_empty() {
            self.report(BODY, Flaw::Missing, format!("must be a document with the root <{root}>"));
            return Vec::new();
        }
        let text = std::str::from_utf8(bytes).map_err(|error| error.to_string());
        match text.and_then(|text| xml::document(text, MAX_NODES).map_err(|error| error.message)) {
            Ok(document) => self.root(operation, document.root_element(), root),
            Err(problem) => {
                self.report(BODY, Flaw::Unreadable, format!("is not valid XML: {problem}"));
                Vec::new()
            }
        }
    }

    fn root(&mut self, operation: &Operation, element: Node<'_, '_>, root: &str) -> Vec<String> {
        let found = element.tag_name().name();
        if found != root {
            let rule = format!("must have the root <{root}>, has <{}>", quote(found));
            self.report(BODY, Flaw::Unreadable, rule);
            return Vec::new();
        }
        self.xml("", element, &operation.input);
        let children = element.children().filter(Node::is_element);
        children.map(|child| child.tag_name().name().to_owned()).collect()
    }
}

/// The labels and fixed parameters of the HTTP binding.
struct Parts {
    labels: Vec<(String, String)>,
    /// The parameters that belong to the HTTP binding.
    fixed: Vec<(String, String)>,
    /// The labels of the HTTP binding.
    label_names: Vec<String>,
}

impl Parts {
    fn of(request: &Request<'_>) -> Self {
        let (binding, query) = (request.binding, &request.query);
        let rule = binding.and_then(|binding| rule_key(binding, query, request.operation));
        let mut fixed = binding.map(fixed_query).unwrap_or_default();
        fixed.extend(rule.iter().map(|(_, key)| (key.clone(), String::new())));
        let in_path = binding.and_then(|binding| labels(binding, request.path)).unwrap_or_default();
        Self {
            labels: in_path.into_iter().chain(rule).collect(),
            fixed,
            label_names: binding.iter().flat_map(|binding| binding.labels()).map(str::to_owned).collect(),
        }
    }

    fn value(&self, member: &Member, request: &Request<'_>) -> Option<String> {
        let find = |pairs: &[(String, String)]| {
            pairs.iter().find(|(key, _)| *key == member.name).map(|(_, value)| value.clone())
        };
        match member.location {
            Location::Label => find(&self.labels),
            // Clients encode a missing value as an empty one.
            Location::Query | Location::JsonQuery => find(&request.query).filter(|value| !value.is_empty()),
            Location::Header | Location::JsonHeader => (request.header)(&member.name),
            Location::Body => None,
        }
    }

    /// Whether the request can have the member: a label may not be in the HTTP binding.
    fn can_have(&self, member: &Member) -> bool {
        member.location != Location::Label || self.label_names.contains(&member.name)
    }
}
