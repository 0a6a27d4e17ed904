//! Checks an exchange with the types of its operation.

use serde::Serialize;
use tencentcloud_image::runtime::replay::Entry;
use tests::tree;

use crate::recording::Exchange;
use crate::route::{Route, routes};
use crate::verdict::Verdict;
use crate::{answer, request};

/// The outcome for an exchange.
#[derive(Serialize)]
pub struct Checked {
    /// The name in the recording.
    pub exchange: String,
    /// The operation.
    pub operation: String,
    /// The verdict on the request.
    pub request: Verdict,
    /// The verdict on the answer.
    pub answer: Verdict,
    /// The differences and violations.
    pub findings: Vec<String>,
}

impl Checked {
    /// Whether one of the verdicts is a failure.
    pub fn fails(&self) -> bool {
        self.request.fails() || self.answer.fails()
    }
}

/// Checks an exchange; `None` if no described operation matches it. If several operations match equally well, the one that
/// loses the least is chosen.
pub fn check(entries: &[Entry], exchange: &Exchange) -> Option<Checked> {
    let candidates = routes(entries, exchange).into_iter().map(|route| (check_route(&route, exchange), route));
    let certain = candidates
        .filter(|(checked, route)| route.is_identified(exchange) || documents_match(checked, route, exchange));
    certain
        .map(|(checked, _)| checked)
        .min_by_key(|checked| (checked.request.max(checked.answer), checked.findings.len()))
}

/// Whether the documents identify the operation: it reads them without loss, and they have members of their own.
fn documents_match(checked: &Checked, route: &Route<'_>, exchange: &Exchange) -> bool {
    let answered =
        checked.answer == Verdict::Same && route.has_answer(exchange) && exchange.answers.iter().any(is_specific);
    let sent = route.has_body(exchange) && exchange.body.iter().any(is_specific);
    !checked.fails() && (answered || sent)
}

/// Whether a document has more than the members that all documents have.
fn is_specific(document: &String) -> bool {
    let tree = tree::document(document.as_bytes()).unwrap_or_default();
    let roots = tree.as_object().into_iter().flatten();
    roots.filter_map(|(_, root)| root.as_object()).flatten().any(|(name, _)| name != "RequestId")
}

fn check_route(route: &Route<'_>, exchange: &Exchange) -> Checked {
    let (request, mut findings) = request::check(route, exchange);
    let (answer, answer_findings) = answer::check(route.entry, exchange);
    findings.extend(answer_findings);
    Checked { exchange: exchange.name.clone(), operation: route.entry.meta.name.to_string(), request, answer, findings }
}
