//! Decides whether an operation only reads.

use codegen_model::Operation;

/// Verbs of operations that change nothing.
const VERBS: &[&str] = &["Describe", "List", "Get", "Query", "Search", "Inquiry"];

/// Returns whether an operation is known to be repeatable, or has the name of one that only reads. The authorization
/// table and overlays take precedence over the name.
pub(super) fn is_read_only(operation: &Operation) -> bool {
    let is_classified = operation.access.is_some() || operation.idempotent.is_some();
    operation.repeatable() || !is_classified && VERBS.iter().any(|verb| operation.name.starts_with(verb))
}
