//! An exchange taken through the types of an operation.

use serde::Serialize;
use tencentcloud_image::runtime::replay::Entry;
use tests::tree;

use crate::recording::Exchange;
use crate::route::{Route, routes};
use crate::verdict::Verdict;
use crate::{answer, request};

/// What became of an exchange.
#[derive(Serialize)]
pub struct Checked {
    /// What the recording calls it.
    pub exchange: String,
    /// The operation that it goes to.
    pub operation: &'static str,
    /// What became of the request.
    pub request: Verdict,
    /// What became of the answer.
    pub answer: Verdict,
    /// What is wrong.
    pub findings: Vec<String>,
}

impl Checked {
    /// Whether something is wrong.
    pub fn fails(&self) -> bool {
        self.request.fails() || self.answer.fails()
    }
}

/// What became of an exchange; `None` where no operation is described that it goes to. Where the recording does not tell
/// operations apart, it goes to the one that loses the least of it.
pub fn check(entries: &[Entry], exchange: &Exchange) -> Option<Checked> {
    let all = routes(entries, exchange).into_iter().map(|route| (through(&route, exchange), route));
    let told = all.filter(|(checked, route)| route.is_told(exchange) || proves(checked, route, exchange));
    told.map(|(checked, _)| checked).min_by_key(|checked| (checked.request.max(checked.answer), checked.findings.len()))
}

/// Whether documents that the operation takes as they are prove that it is the one.
fn proves(checked: &Checked, route: &Route<'_>, exchange: &Exchange) -> bool {
    let answered =
        checked.answer == Verdict::Same && route.has_answer(exchange) && exchange.answers.iter().any(is_telling);
    let sent = route.has_body(exchange) && exchange.body.iter().any(is_telling);
    !checked.fails() && (answered || sent)
}

/// Whether a document has more than what all have.
fn is_telling(document: &String) -> bool {
    let tree = tree::document(document.as_bytes()).unwrap_or_default();
    let roots = tree.as_object().into_iter().flatten();
    roots.filter_map(|(_, root)| root.as_object()).flatten().any(|(name, _)| name != "RequestId")
}

fn through(route: &Route<'_>, exchange: &Exchange) -> Checked {
    let (request, mut findings) = request::check(route, exchange);
    let (answer, of_answer) = answer::check(route.entry, exchange);
    findings.extend(of_answer);
    Checked { exchange: exchange.name.clone(), operation: route.entry.meta.name, request, answer, findings }
}
