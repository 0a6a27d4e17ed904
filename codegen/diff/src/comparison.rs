//! Findings about a comparison as a whole: a version that is wrong, or an entry of the list of accepted findings.

use crate::change::ChangeKind;
use crate::facet::Kind;
use crate::finding::{Finding, fingerprint};
use crate::rule::Rule;
use crate::rules;
use codegen_model::source::Span;

/// The version does not reflect the changes.
pub const VERSION_TOO_LOW: &str = "version-too-low";

/// The version decreased.
pub const VERSION_DECREASED: &str = "version-decreased";

/// An accepted finding is no longer accepted.
pub const ACCEPTED_EXPIRED: &str = "accepted-expired";

/// An entry accepts no finding.
pub const ACCEPTED_UNUSED: &str = "accepted-unused";

/// An entry accepts whatever its rule reports.
pub const ACCEPTED_CATCH_ALL: &str = "accepted-catch-all";

/// A service of the base has errors.
pub const BASE_DOES_NOT_LOAD: &str = "base-does-not-load";

/// A service of the head has errors.
pub const HEAD_DOES_NOT_LOAD: &str = "head-does-not-load";

/// Whether a rule is about the comparison, rather than a change of the schemas.
pub fn is_about_comparison(rule: &Rule) -> bool {
    rules::about_comparison().any(|known| known.id == rule.id)
}

/// Returns a finding about the comparison.
pub fn finding(id: &str, place: String, [old, new]: [&str; 2], [base, head]: [Span; 2]) -> Finding {
    let rule = rules::for_comparison(id);
    Finding {
        rule,
        severity: rule.severity,
        verdicts: rule.verdicts,
        bump: rule.bump,
        fingerprint: fingerprint(rule, &place, Some(old), Some(new)),
        place,
        service: String::new(),
        operation: String::new(),
        kind: Kind::Crate,
        facet: None,
        change: ChangeKind::Changed,
        message: rule.message.replace("{old}", old).replace("{new}", new),
        old: Some(old.to_owned()),
        new: Some(new.to_owned()),
        base,
        head,
        is_after: false,
        rust_name: String::new(),
        used_by: Vec::new(),
        uses: Vec::new(),
        edits: Vec::new(),
        accepted: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_a_rule() {
        let about_entries = [ACCEPTED_EXPIRED, ACCEPTED_UNUSED, ACCEPTED_CATCH_ALL];
        let ids =
            [&[VERSION_TOO_LOW, VERSION_DECREASED][..], &about_entries, &[BASE_DOES_NOT_LOAD, HEAD_DOES_NOT_LOAD]];
        let ids = ids.concat();
        assert_eq!(rules::about_comparison().map(|rule| rule.id).collect::<Vec<_>>(), ids);
    }
}
