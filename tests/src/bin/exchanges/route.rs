//! Finds the operation of a recorded request. A recording may lack the query and never has the host, so several operations
//! may match.

use tencentcloud_image::runtime::replay::Entry;
use tencentcloud_image::runtime::{Answer, Content, HttpBinding, Protocol};
use tests::tree;

use crate::members::Members;
use crate::recording::Exchange;

/// Root elements that half of the operations share.
const COMMON_ROOTS: [&str; 2] = ["Request", "Response"];

/// An operation, with one of its HTTP bindings that may match a request.
#[derive(Clone, Copy)]
pub struct Route<'e> {
    /// The operation.
    pub entry: &'e Entry,
    /// The HTTP binding.
    pub binding: &'static HttpBinding,
}

/// How well a route matches, compared from first to last. Larger is better.
type Rank = (bool, isize, bool, bool, bool, usize, bool);

/// Returns the best routes: usually one, or several if the recording does not distinguish them.
pub fn routes<'e>(entries: &'e [Entry], exchange: &Exchange) -> Vec<Route<'e>> {
    let fitting = entries.iter().flat_map(routes_of).filter(|route| route.fits(exchange));
    let mut ranked: Vec<_> = fitting.map(|route| (route.rank(exchange), route)).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).max();
    ranked.retain(|(rank, _)| Some(*rank) == best);
    ranked.into_iter().map(|(_, route)| route).collect()
}

fn routes_of(entry: &Entry) -> Vec<Route<'_>> {
    let Protocol::Rest { bindings, .. } = entry.meta.protocol else { return Vec::new() };
    bindings.iter().map(|binding| Route { entry, binding }).collect()
}

impl Route<'_> {
    /// Returns the fixed query, without labels.
    pub fn fixed(&self) -> Vec<(String, String)> {
        let query = self.binding.path.split_once('?').map_or("", |(_, query)| query);
        let parts = query.split('&').filter(|part| !part.is_empty() && !part.starts_with('{'));
        let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    /// Returns the recorded query. If it was not recorded, returns the fixed query and a placeholder for the required
    /// member.
    pub fn query(&self, exchange: &Exchange) -> Vec<(String, String)> {
        let required = Some(self.binding.requires).filter(|name| !name.is_empty());
        let placeholder = required.map(|name| (name.to_owned(), "1".to_owned()));
        exchange.query.clone().unwrap_or_else(|| self.fixed().into_iter().chain(placeholder).collect())
    }

    fn has_rule(&self) -> bool {
        self.binding.path.contains("?{") || self.binding.path.contains("&{")
    }

    /// Returns the number of literal segments in the path.
    fn literals(&self) -> usize {
        let path = self.binding.path.split('?').next().unwrap_or_default();
        path.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{')).count()
    }

    fn fits(&self, exchange: &Exchange) -> bool {
        if self.binding.method != exchange.method || !matches_template(self.binding.path, &exchange.path) {
            return false;
        }
        match &exchange.query {
            Some(query) => self.fits_query(query),
            None => !self.has_rule(),
        }
    }

    /// Whether the query has the fixed part and the required member. A binding without literal parts in path or query
    /// matches known members only; otherwise it would match every operation that is not described.
    fn fits_query(&self, query: &[(String, String)]) -> bool {
        let (fixed, members) = (self.fixed(), Members::of(self.entry));
        let known = |pair: &(String, String)| fixed.contains(pair) || members.has_query(&pair.0);
        let is_rule = |pair: &(String, String)| pair.1.is_empty() && pair.0.contains('/') && !known(pair);
        let required = self.binding.requires.is_empty() || query.iter().any(|(key, _)| key == self.binding.requires);
        let is_specific = fixed.len() + self.literals() > 0 || self.has_rule();
        fixed.iter().all(|pair| query.contains(pair))
            && required
            && (!self.has_rule() || query.iter().any(is_rule))
            && (is_specific || query.iter().all(known))
    }

    fn rank(&self, exchange: &Exchange) -> Option<Rank> {
        let (fixed, literals) = (self.fixed().len().cast_signed(), self.literals().cast_signed());
        let (name, body, answer) = (self.is_named(exchange), self.has_body(exchange), self.has_answer(exchange));
        let headers = self.known_headers(exchange);
        match exchange.query {
            Some(_) => Some((false, fixed + literals, !self.has_rule(), body, answer, headers, name)),
            // An unrecorded query was probably empty, so fixed parts count against a route.
            None if self.is_identified(exchange) => {
                Some((name, literals - fixed, body, answer, self.binding.requires.is_empty(), headers, false))
            }
            None => None,
        }
    }

    /// Returns how many recorded headers the operation has members for.
    fn known_headers(&self, exchange: &Exchange) -> usize {
        let members = Members::of(self.entry);
        exchange.headers.iter().filter(|(name, _)| members.has_header(name)).count()
    }

    /// Whether the recording identifies this operation. Without a query, a request could set any bucket option or run any
    /// operation on an object, unless the call, the path or a root element names the operation.
    pub fn is_identified(&self, exchange: &Exchange) -> bool {
        let is_specific = |root: Option<&str>| root.is_some_and(|root| !COMMON_ROOTS.contains(&root));
        exchange.query.is_some()
            || self.literals() > 0
            || self.is_named(exchange)
            || is_specific(self.root_of_body(exchange))
            || is_specific(self.root_of_answer(exchange))
    }

    fn is_named(&self, exchange: &Exchange) -> bool {
        exchange.calls.iter().any(|call| call.eq_ignore_ascii_case(&self.entry.meta.name))
    }

    /// Whether the recorded body has the root element of this operation.
    pub fn has_body(&self, exchange: &Exchange) -> bool {
        self.root_of_body(exchange).is_some()
    }

    /// Whether a recorded answer has the root element of this operation.
    pub fn has_answer(&self, exchange: &Exchange) -> bool {
        self.root_of_answer(exchange).is_some()
    }

    /// Returns the root element of the operation's body if the recorded body has it too.
    fn root_of_body(&self, exchange: &Exchange) -> Option<&'static str> {
        let Protocol::Rest { content: Content::Xml(root), .. } = self.entry.meta.protocol else { return None };
        is_root(root, exchange.body.as_deref()?).then_some(root)
    }

    /// Returns the root element of the operation's answer if a recorded answer has it too.
    fn root_of_answer(&self, exchange: &Exchange) -> Option<&'static str> {
        let Protocol::Rest { answer: Answer::Xml(root), .. } = self.entry.meta.protocol else { return None };
        exchange.answers.iter().any(|answer| is_root(root, answer)).then_some(root)
    }
}

fn is_root(root: &str, document: &str) -> bool {
    tree::document(document.as_bytes()).is_some_and(|tree| tree.get(root).is_some())
}

/// Whether a path matches a template: `{Id}` matches one segment, `{Key+}` at least one.
fn matches_template(template: &str, path: &str) -> bool {
    let template = template.split('?').next().unwrap_or_default();
    let (mut expected, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (expected.next(), found.next()) {
            (None, None) => return true,
            (Some(expected), Some(found)) if expected.ends_with("+}") => return !found.is_empty(),
            (Some(expected), Some(found)) if expected == found || expected.starts_with('{') && !found.is_empty() => {}
            _ => return false,
        }
    }
}

#[test]
fn templates_match_paths() {
    for (template, path, expected) in [
        ("/", "/", true),
        ("/", "/a", false),
        ("/{Key+}?x=y", "/a/b", true),
        ("/{Key+}", "/", false),
        ("/jobs/{Id}", "/jobs/1", true),
        ("/jobs/{Id}", "/jobs/1/2", false),
        ("/jobs/{Id}", "/jobs/", false),
    ] {
        assert_eq!(matches_template(template, path), expected, "{template} {path}");
    }
}
