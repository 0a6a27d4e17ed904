//! Checks processing rules: each is of a kind in the schema, or an operation with its parameters.

use codegen_model::Service;
use codegen_model::route::{fixed_query, pairs};

use super::check::{Check, quote};
use super::violation::Flaw;
use crate::operation::bindings;

impl Check<'_> {
    /// Checks one rule, or several separated by `|`.
    pub(super) fn rule(&mut self, place: &str, text: &str) {
        let kinds = &self.service.rules;
        let is_known = |rule: &str| kinds.iter().any(|kind| kind.matches(rule)) || is_operation(self.service, rule);
        if let Some(unknown) = text.split('|').find(|rule| !kinds.is_empty() && !is_known(rule)) {
            self.report(place, Flaw::Value, format!("must be a processing rule, has {}", quote(unknown)));
        }
    }
}

/// Whether a rule such as `ci-process=AIEnhanceImage&denoise=3` names an operation by its fixed query.
fn is_operation(service: &Service, rule: &str) -> bool {
    let parameters = pairs(rule);
    let mut bindings = service.operations.iter().flat_map(bindings);
    bindings.any(|binding| fixed_query(binding).iter().any(|fixed| parameters.contains(fixed)))
}
