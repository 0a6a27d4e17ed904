//! The rules for a comparison as a whole: what is wrong with the version, or with the list of accepted findings. No edit
//! breaks them, so none is judged by them.

use super::facet::Kind;
use super::finding::{Finding, fingerprint};
use super::how::ChangeKind;
use super::rule::{Bump, Example, Rule, Severity, Verdicts, Within};
use codegen_model::source::Span;

/// All of them.
pub const RULES: &[&Rule] = &[&VERSION_TOO_LOW, &VERSION_DECREASED, &ACCEPTED_EXPIRED, &ACCEPTED_UNUSED];

/// The version does not say what changed.
pub const VERSION_TOO_LOW: Rule = rule(
    "version-too-low",
    Severity::Warning,
    "the version is {new}, and what changed needs {old}",
    "Cargo takes every version up to the next breaking one for compatible: whoever updates gets the break unasked.",
    "Raise `version` in `client.toml` before the release. Until then the version of the last release may stand there.",
);

/// The version went back.
pub const VERSION_DECREASED: Rule = rule(
    "version-decreased",
    Severity::Error,
    "the version went back from {old} to {new}",
    "A registry takes each version once, and Cargo chooses the greatest.",
    "Take the greater version, or one after it.",
);

/// An acceptance is over.
pub const ACCEPTED_EXPIRED: Rule = rule(
    "accepted-expired",
    Severity::Warning,
    "what was accepted until {old} is not accepted any more",
    "The reason held for a time only, and that time is over.",
    "Remove the entry, or look at the finding again and set another date.",
);

/// An acceptance is for nothing.
pub const ACCEPTED_UNUSED: Rule = rule(
    "accepted-unused",
    Severity::Info,
    "no finding is accepted by this entry",
    "An entry that is for nothing today may be for a break of tomorrow that nobody has looked at.",
    "Remove the entry, unless the comparison with the last release still needs it.",
);

const fn rule(id: &'static str, severity: Severity, says: &'static str, why: &'static str, fix: &'static str) -> Rule {
    let example = Example { within: Within::Manifest, before: "", after: "", also: &[] };
    let (verdicts, bump) = (Verdicts::FINE, Bump::Patch);
    Rule {
        id,
        kinds: &[],
        facets: &[],
        hows: &[],
        flow: None,
        only: None,
        severity,
        verdicts,
        bump,
        says,
        why,
        fix,
        example,
    }
}

/// Whether a finding is of the comparison as a whole, and no change of the schemas.
pub fn is_whole(rule: &Rule) -> bool {
    RULES.iter().any(|whole| whole.id == rule.id)
}

/// A finding of the comparison as a whole.
pub fn finding(rule: &'static Rule, place: String, values: (&str, &str), spans: (Span, Span)) -> Finding {
    let (old, new) = (Some(values.0.to_owned()), Some(values.1.to_owned()));
    Finding {
        rule,
        severity: rule.severity,
        verdicts: rule.verdicts,
        bump: rule.bump,
        fingerprint: fingerprint(rule, &place, &old, &new),
        place,
        service: String::new(),
        operation: String::new(),
        kind: Kind::Crate,
        facet: None,
        how: ChangeKind::Changed,
        message: rule.says.replace("{old}", values.0).replace("{new}", values.1),
        old,
        new,
        base: spans.0,
        head: spans.1,
        edits: Vec::new(),
        accepted: None,
    }
}
