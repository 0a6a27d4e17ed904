//! Which operation a recorded request goes to. The recording may have left out the query, and never has a host, so
//! several may come into question.

use tencentcloud_image::runtime::replay::Entry;
use tencentcloud_image::runtime::{Answer, Content, HttpBinding, Protocol};
use tests::tree;

use crate::members::Members;
use crate::recording::Exchange;

/// Roots that half of the operations have.
const SAY_NOTHING: [&str; 2] = ["Request", "Response"];

/// An operation and the way to it that a request could take.
#[derive(Clone, Copy)]
pub struct Route<'e> {
    /// The operation.
    pub entry: &'e Entry,
    /// The way.
    pub way: &'static HttpBinding,
}

/// How much speaks for a route; more is better, from the first to the last.
type Rank = (bool, isize, bool, bool, bool, bool);

/// The routes for which most speaks: usually one, more where the recording does not tell them apart.
pub fn routes<'e>(entries: &'e [Entry], exchange: &Exchange) -> Vec<Route<'e>> {
    let fitting = entries.iter().flat_map(ways).filter(|route| route.fits(exchange));
    let mut ranked: Vec<_> = fitting.map(|route| (route.rank(exchange), route)).collect();
    let best = ranked.iter().map(|(rank, _)| *rank).max();
    ranked.retain(|(rank, _)| Some(*rank) == best);
    ranked.into_iter().map(|(_, route)| route).collect()
}

fn ways(entry: &Entry) -> Vec<Route<'_>> {
    let Protocol::Rest { bindings, .. } = entry.meta.protocol else { return Vec::new() };
    bindings.iter().map(|way| Route { entry, way }).collect()
}

impl Route<'_> {
    /// The fixed query, without labels.
    pub fn fixed(&self) -> Vec<(String, String)> {
        let query = self.way.path.split_once('?').map_or("", |(_, query)| query);
        let parts = query.split('&').filter(|part| !part.is_empty() && !part.starts_with('{'));
        let pairs = parts.map(|part| part.split_once('=').unwrap_or((part, "")));
        pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    /// The query of a request that took this way, as far as it is known; the required member has a value made up where
    /// none was recorded.
    pub fn query(&self, exchange: &Exchange) -> Vec<(String, String)> {
        let required = Some(self.way.requires).filter(|name| !name.is_empty());
        let made_up = required.map(|name| (name.to_owned(), "1".to_owned()));
        exchange.query.clone().unwrap_or_else(|| self.fixed().into_iter().chain(made_up).collect())
    }

    fn has_rule(&self) -> bool {
        self.way.path.contains("?{") || self.way.path.contains("&{")
    }

    /// How many segments of the path are text.
    fn literals(&self) -> usize {
        let path = self.way.path.split('?').next().unwrap_or_default();
        path.split('/').filter(|segment| !segment.is_empty() && !segment.starts_with('{')).count()
    }

    fn fits(&self, exchange: &Exchange) -> bool {
        if self.way.method != exchange.method || !has_form(self.way.path, &exchange.path) {
            return false;
        }
        match &exchange.query {
            Some(query) => self.fits_query(query),
            None => !self.has_rule(),
        }
    }

    /// The fixed part must be there. A way that fixes nothing, neither in path nor query, takes only what it knows: else
    /// it would take every operation that is not described yet.
    fn fits_query(&self, query: &[(String, String)]) -> bool {
        let (fixed, members) = (self.fixed(), Members::of(self.entry));
        let known = |pair: &(String, String)| fixed.contains(pair) || members.has_query(&pair.0);
        let is_rule = |pair: &(String, String)| pair.1.is_empty() && pair.0.contains('/') && !known(pair);
        let required = self.way.requires.is_empty() || query.iter().any(|(key, _)| key == self.way.requires);
        let tells = fixed.len() + self.literals() > 0 || self.has_rule();
        fixed.iter().all(|pair| query.contains(pair))
            && required
            && (!self.has_rule() || query.iter().any(is_rule))
            && (tells || query.iter().all(known))
    }

    fn rank(&self, exchange: &Exchange) -> Option<Rank> {
        let (fixed, literals) = (self.fixed().len().cast_signed(), self.literals().cast_signed());
        let (name, body, answer) = (self.is_named(exchange), self.has_body(exchange), self.has_answer(exchange));
        match exchange.query {
            Some(_) => Some((false, fixed + literals, !self.has_rule(), body, answer, name)),
            // What is not recorded was hardly there.
            None if self.is_told(exchange) => {
                Some((name, literals - fixed, body, answer, self.way.requires.is_empty(), false))
            }
            None => None,
        }
    }

    /// Whether the recording tells that this operation is meant. Without a query, any bucket setting could be, and any
    /// operation on an object, unless it is named in some way.
    pub fn is_told(&self, exchange: &Exchange) -> bool {
        let tells = |root: Option<&str>| root.is_some_and(|root| !SAY_NOTHING.contains(&root));
        exchange.query.is_some()
            || self.literals() > 0
            || self.is_named(exchange)
            || tells(self.root_of_body(exchange))
            || tells(self.root_of_answer(exchange))
    }

    fn is_named(&self, exchange: &Exchange) -> bool {
        exchange.calls.iter().any(|call| call.eq_ignore_ascii_case(self.entry.meta.name))
    }

    /// Whether the request has the body of this operation, by its root.
    pub fn has_body(&self, exchange: &Exchange) -> bool {
        self.root_of_body(exchange).is_some()
    }

    /// Whether it was answered with the document of this operation, by its root.
    pub fn has_answer(&self, exchange: &Exchange) -> bool {
        self.root_of_answer(exchange).is_some()
    }

    /// The root of the request's body, where it is also the recorded one's.
    fn root_of_body(&self, exchange: &Exchange) -> Option<&'static str> {
        let Protocol::Rest { content: Content::Xml(root), .. } = self.entry.meta.protocol else { return None };
        is_root(root, exchange.body.as_deref()?).then_some(root)
    }

    /// The root of the answer, where it is also a recorded one's.
    fn root_of_answer(&self, exchange: &Exchange) -> Option<&'static str> {
        let Protocol::Rest { answer: Answer::Xml(root), .. } = self.entry.meta.protocol else { return None };
        exchange.answers.iter().any(|answer| is_root(root, answer)).then_some(root)
    }
}

fn is_root(root: &str, document: &str) -> bool {
    tree::document(document.as_bytes()).is_some_and(|tree| tree.get(root).is_some())
}

/// Whether a path is what a template makes: `{Id}` is one segment, `{Key+}` any number.
fn has_form(template: &str, path: &str) -> bool {
    let template = template.split('?').next().unwrap_or_default();
    let (mut wanted, mut found) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), found.next()) {
            (None, None) => return true,
            (Some(wanted), Some(found)) if wanted.ends_with("+}") => return !found.is_empty(),
            (Some(wanted), Some(found)) if wanted == found || wanted.starts_with('{') && !found.is_empty() => {}
            _ => return false,
        }
    }
}

#[test]
fn a_path_has_the_form_of_its_template() {
    for (template, path, expected) in [
        ("/", "/", true),
        ("/", "/a", false),
        ("/{Key+}?x=y", "/a/b", true),
        ("/{Key+}", "/", false),
        ("/jobs/{Id}", "/jobs/1", true),
        ("/jobs/{Id}", "/jobs/1/2", false),
        ("/jobs/{Id}", "/jobs/", false),
    ] {
        assert_eq!(has_form(template, path), expected, "{template} {path}");
    }
}
