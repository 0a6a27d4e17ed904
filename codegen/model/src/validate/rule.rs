//! Checks processing rules: each is of a kind in the schema, or an operation with its parameters.

use super::check::{Check, quote};
use super::violation::Flaw;
use crate::model::{Location, Service};
use crate::route::{bindings, fixed_query, pairs};

impl Check<'_> {
    /// Checks one rule, or several separated by `|`.
    pub(super) fn rule(&mut self, place: &str, text: &str, location: Location) {
        let flaw = |rule| Some((rule, flaw(self.service, rule, location)?));
        if let Some((rule, flaw)) = text.split('|').find_map(flaw) {
            self.report(place, Flaw::Value, format!("{flaw} {}", quote(rule)));
        }
    }
}

/// Returns what is wrong with a rule. In the query a rule is one key, but an operation has a key for each parameter.
fn flaw(service: &Service, rule: &str, location: Location) -> Option<&'static str> {
    let kinds = &service.rules;
    if kinds.is_empty() || kinds.iter().any(|kind| kind.matches(rule)) {
        return None;
    }
    match (is_operation(service, rule), location) {
        (true, Location::Label) => Some("must be sent as separate parameters, is one key:"),
        (true, _) => None,
        (false, _) => Some("must be a processing rule, has"),
    }
}

/// Whether a rule such as `ci-process=AIEnhanceImage&denoise=3` names an operation by its fixed query.
fn is_operation(service: &Service, rule: &str) -> bool {
    let parameters = pairs(rule);
    let mut bindings = service.operations.iter().flat_map(bindings);
    bindings.any(|binding| fixed_query(binding).iter().any(|fixed| parameters.contains(fixed)))
}
