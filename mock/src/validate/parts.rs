//! Checks the parts of a request to a bucket: path, query, headers and document.

use codegen_model::route::{fixed_query, labels, rule_key};
use codegen_model::{Location, Member};
use roxmltree::Node;

use super::check::{Check, quote};
use super::json::names;
use super::violation::{BODY, Flaw};
use crate::body::RequestBody;
use crate::operation::request_root;
use crate::request::ReceivedRequest;
use crate::routing::is_query;
use crate::target::Target;
use crate::xml;

impl Check<'_> {
    /// Checks path, query, headers and body of a request.
    pub(super) fn parts(&mut self, target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) {
        let parts = Parts::of(target, request);
        self.query(target, &parts);
        for member in &target.operation.input.members {
            match parts.value(member, request) {
                Some(value) => self.part(&value, member),
                None if member.location == Location::Body => {}
                None if member.enforced && parts.can_have(member) => {
                    self.report(&member.name, Flaw::Missing, "is required");
                }
                None => {}
            }
        }
        let in_body = self.document(target, request, body);
        let is_set = |name: &str| {
            let member = target.operation.input.member(name);
            in_body.iter().any(|found| found == name) || member.is_some_and(|it| parts.value(it, request).is_some())
        };
        self.groups("", &target.operation.input, is_set);
    }

    fn query(&mut self, target: Target<'_>, parts: &Parts) {
        let unknown = parts.query.iter().filter(|pair| !parts.fixed.contains(pair));
        for (key, _) in unknown.filter(|(key, _)| !is_query(target.operation, key)) {
            self.unknown("", key, names(&target.operation.input));
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
    fn document(&mut self, target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) -> Vec<String> {
        if let Some(value) = body.json() {
            return self.json_body(value, &target.operation.input);
        }
        let size = request.body.len();
        if let Some(max) = target.operation.max_body.filter(|max| size as i128 > i128::from(*max)) {
            self.report(BODY, Flaw::Value, format!("must have at most {max} bytes, has {size}"));
        }
        let root = request_root(target.operation);
        if root.is_empty() || target.operation.streams_body {
            return Vec::new();
        }
        if request.body.is_empty() {
            self.report(BODY, Flaw::Missing, format!("must be a document with the root <{root}>"));
            return Vec::new();
        }
        let document = std::str::from_utf8(&request.body).map_err(|error| error.to_string()).and_then(xml::parse);
        match document {
            Ok(document) => self.root(target, document.root_element(), root),
            Err(problem) => {
                self.report(BODY, Flaw::Unreadable, format!("is not valid XML: {problem}"));
                Vec::new()
            }
        }
    }

    fn root(&mut self, target: Target<'_>, element: Node<'_, '_>, root: &str) -> Vec<String> {
        let found = element.tag_name().name();
        if found != root {
            let rule = format!("must have the root <{root}>, has <{}>", quote(found));
            self.report(BODY, Flaw::Unreadable, rule);
            return Vec::new();
        }
        self.xml("", element, &target.operation.input);
        let children = element.children().filter(Node::is_element);
        children.map(|child| child.tag_name().name().to_owned()).collect()
    }
}

/// The path and the query, split into labels and parameters.
struct Parts {
    labels: Vec<(String, String)>,
    query: Vec<(String, String)>,
    /// The parameters that belong to the HTTP binding.
    fixed: Vec<(String, String)>,
    /// The labels of the HTTP binding.
    label_names: Vec<String>,
}

impl Parts {
    fn of(target: Target<'_>, request: &ReceivedRequest) -> Self {
        let binding = target.binding;
        let query = request.operation_parameters();
        let rule = binding.and_then(|binding| rule_key(binding, &query, target.operation));
        let mut fixed = binding.map(fixed_query).unwrap_or_default();
        fixed.extend(rule.iter().map(|(_, key)| (key.clone(), String::new())));
        let in_path = binding.and_then(|binding| labels(binding, &request.path)).unwrap_or_default();
        Self {
            labels: in_path.into_iter().chain(rule).collect(),
            query,
            fixed,
            label_names: binding.iter().flat_map(|binding| binding.labels()).map(str::to_owned).collect(),
        }
    }

    fn value(&self, member: &Member, request: &ReceivedRequest) -> Option<String> {
        let find = |pairs: &[(String, String)]| {
            pairs.iter().find(|(key, _)| *key == member.name).map(|(_, value)| value.clone())
        };
        match member.location {
            Location::Label => find(&self.labels),
            // Clients encode a missing value as an empty one.
            Location::Query | Location::JsonQuery => find(&self.query).filter(|value| !value.is_empty()),
            Location::Header | Location::JsonHeader => {
                request.headers.get(&member.name).map(|_| request.header(&member.name).into_owned())
            }
            Location::Body => None,
        }
    }

    /// Whether the request can have the member: a label may not be in the HTTP binding.
    fn can_have(&self, member: &Member) -> bool {
        member.location != Location::Label || self.label_names.contains(&member.name)
    }
}
