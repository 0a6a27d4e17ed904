//! The parts of a request that is no call of API 3.0: path, query, headers, document.

use codegen_model::route::{fixed_query, labels, rule_key};
use codegen_model::{Location, Member};
use roxmltree::Node;

use super::json::names;
use super::{Check, Flaw};
use crate::body::Body;
use crate::kind::root_of;
use crate::received::Received;
use crate::route::{Target, is_query, query_of};
use crate::xml;

impl Check<'_> {
    pub(super) fn rest(&mut self, target: Target<'_>, request: &Received, body: &Body) {
        let parts = Parts::of(target, request);
        self.queries(target, &parts);
        for member in &target.operation.input.members {
            match parts.value(member, request) {
                Some(value) => self.part(&value, member),
                None if member.location == Location::Body => {}
                None if member.required && parts.has_place(member) => {
                    self.report(&member.name, Flaw::Missing, "is required");
                }
                None => {}
            }
        }
        let body = self.document(target, request, body);
        let is_set = |name: &str| {
            let member = target.operation.input.member(name);
            body.iter().any(|found| found == name) || member.is_some_and(|it| parts.value(it, request).is_some())
        };
        self.groups("", &target.operation.input, is_set);
    }

    fn queries(&mut self, target: Target<'_>, parts: &Parts) {
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
                items.iter().for_each(|item| self.written(place, item, member));
            }
            _ => self.written(place, value, member),
        }
    }

    fn part_json(&mut self, place: &str, value: &str, member: &Member) {
        match serde_json::from_str(value) {
            Ok(value) => self.json_value(place, &value, member),
            Err(error) => self.report(place, Flaw::Unreadable, format!("is no JSON: {error}")),
        }
    }

    /// Checks the document, and gives the names of the members that it has.
    fn document(&mut self, target: Target<'_>, request: &Received, body: &Body) -> Vec<String> {
        if let Some(value) = body.json() {
            return self.json_body(value, &target.operation.input);
        }
        let root = root_of(target.operation);
        if root.is_empty() || target.operation.streams_body {
            return Vec::new();
        }
        if request.body.is_empty() {
            self.report("the body", Flaw::Missing, format!("must be a document <{root}>"));
            return Vec::new();
        }
        let parsed = std::str::from_utf8(&request.body).map_err(|error| error.to_string()).and_then(xml::parse);
        match parsed {
            Ok(document) => self.root(target, document.root_element(), root),
            Err(problem) => {
                self.report("the body", Flaw::Unreadable, format!("is no XML: {problem}"));
                Vec::new()
            }
        }
    }

    fn root(&mut self, target: Target<'_>, element: Node<'_, '_>, root: &str) -> Vec<String> {
        let found = element.tag_name().name();
        if found != root {
            let rule = format!("must have the root <{root}>, has <{}>", super::shown(found));
            self.report("the body", Flaw::Unreadable, rule);
            return Vec::new();
        }
        self.xml("", element, &target.operation.input);
        let children = element.children().filter(Node::is_element);
        children.map(|child| child.tag_name().name().to_owned()).collect()
    }
}

/// What stands in path and query.
struct Parts {
    labels: Vec<(String, String)>,
    query: Vec<(String, String)>,
    /// The part of the query that belongs to the way.
    fixed: Vec<(String, String)>,
    places: Vec<String>,
}

impl Parts {
    fn of(target: Target<'_>, request: &Received) -> Self {
        let way = target.way;
        let query = query_of(request);
        let rule = way.and_then(|way| rule_key(way, &query, target.operation));
        let mut fixed = way.map(fixed_query).unwrap_or_default();
        fixed.extend(rule.iter().map(|(_, key)| (key.clone(), String::new())));
        let in_path = way.and_then(|way| labels(way, &request.path)).unwrap_or_default();
        Self {
            labels: in_path.into_iter().chain(rule).collect(),
            query,
            fixed,
            places: way.iter().flat_map(|way| way.labels()).map(str::to_owned).collect(),
        }
    }

    fn value(&self, member: &Member, request: &Received) -> Option<String> {
        let find = |pairs: &[(String, String)]| {
            pairs.iter().find(|(key, _)| *key == member.name).map(|(_, value)| value.clone())
        };
        match member.location {
            Location::Label => find(&self.labels),
            // Clients write an empty value where there is none.
            Location::Query | Location::JsonQuery => find(&self.query).filter(|value| !value.is_empty()),
            Location::Header | Location::JsonHeader => {
                request.headers.get(&member.name).map(|_| request.header(&member.name).into_owned())
            }
            Location::Body => None,
        }
    }

    /// A label that the way has no place for need not be set.
    fn has_place(&self, member: &Member) -> bool {
        member.location != Location::Label || self.places.contains(&member.name)
    }
}
