//! Operations as rules.

use super::text::Rule;
use crate::meta::Protocol;
use crate::operation::Operation;
use crate::request::query_of;
use crate::shape::violations;
use crate::sign::encode;

/// Converts an operation into a rule: the query that it would have if it were called on an object.
pub fn rule_of<O: Operation>(operation: &O) -> Rule {
    let Protocol::Rest { bindings: [binding, ..], .. } = O::META.protocol else { return Rule::default() };
    let (path, fixed) = binding.path.split_once('?').unwrap_or((binding.path, ""));
    let mut text = fixed.to_owned();
    for (key, value) in query_of(operation) {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend([&*encode(&key), "=", &*encode(&value)]);
    }
    // The object is that of the request that contains the rule.
    let mut problems = violations(operation);
    problems.retain(|problem| !path.contains(&format!("{{{}", problem.member)));
    Rule { text, problems }
}
