//! Selects the example that answers a request.

use super::facts;
use super::overrides::ExampleOverrides;
use super::prepared::PreparedExample;
use crate::body::RequestBody;
use crate::request::ReceivedRequest;
use crate::target::Target;

/// Returns the example that a test selected for the operation, or else the one that fits the request best.
pub(crate) fn select<'m>(
    target: Target<'m>,
    request: &ReceivedRequest,
    body: &RequestBody,
    overrides: &ExampleOverrides,
) -> Option<&'m PreparedExample> {
    let title = overrides.title(target.name);
    let selected = title.and_then(|title| target.prepared.examples.iter().find(|example| example.title == title));
    selected.or_else(|| best_fit(target, request, body))
}

/// Returns the example with the most facts among those whose facts are all in the request. If there is none, returns the
/// successful example with the most facts in common with the request.
fn best_fit<'m>(target: Target<'m>, request: &ReceivedRequest, body: &RequestBody) -> Option<&'m PreparedExample> {
    let examples = &target.prepared.examples;
    if examples.is_empty() {
        return None;
    }
    let facts = facts::of_request(target.operation, target.binding, &target.prepared.fact_keys, request, body);
    let fitting = examples.iter().filter(|example| example.facts.is_subset(&facts));
    let exact = first_max(fitting.map(|example| (example.facts.len(), example)));
    let successes = examples.iter().filter(|example| example.success);
    exact.or_else(|| first_max(successes.map(|example| (example.facts.intersection(&facts).count(), example))))
}

/// Returns the first example with the greatest count.
fn first_max<'m>(counted: impl Iterator<Item = (usize, &'m PreparedExample)>) -> Option<&'m PreparedExample> {
    counted.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, example)| example)
}
