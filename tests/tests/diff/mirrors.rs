//! Going back is reported as well: every rule has its mirror.

use std::collections::BTreeSet;

use codegen_diff::{Finding, rules};

use crate::examples::findings;

/// Two rules of which one reports what goes back from what the other reports. Every other rule is its own mirror.
const MIRRORS: &[(&str, &str)] = &[
    ("authorization-added", "authorization-removed"),
    ("answered-value-added", "answered-value-removed"),
    ("callback-added", "callback-removed"),
    ("enumeration-added", "enumeration-removed"),
    ("enumeration-split", "enumeration-merged"),
    ("error-code-added", "error-code-removed"),
    ("label-added", "label-removed"),
    ("one-of-loosened", "one-of-tightened"),
    ("operation-added", "operation-removed"),
    ("operation-became-repeatable", "operation-not-repeatable"),
    ("operation-became-rule", "operation-not-rule"),
    ("operation-events-added", "operation-events-removed"),
    ("operation-deprecated", "operation-online"),
    ("pages-added", "pages-removed"),
    ("parameter-added", "parameter-removed"),
    ("parameter-became-enumeration", "parameter-enumeration-dropped"),
    ("parameter-became-list", "parameter-became-single"),
    ("parameter-became-required", "parameter-became-optional"),
    ("parameter-became-typed", "parameter-became-untyped"),
    ("parameter-bounds-loosened", "parameter-bounds-tightened"),
    ("parameter-characters-loosened", "parameter-characters-tightened"),
    ("parameter-deprecated", "parameter-reactivated"),
    ("parameter-type-widened", "parameter-type-narrowed"),
    ("permission-added", "permission-removed"),
    ("response-added", "response-removed"),
    ("response-became-enumeration", "response-enumeration-dropped"),
    ("response-became-list", "response-became-single"),
    ("response-became-nullable", "response-became-not-nullable"),
    ("response-became-optional", "response-became-required"),
    ("response-became-typed", "response-became-untyped"),
    ("response-bounds-narrowed", "response-bounds-widened"),
    ("response-characters-narrowed", "response-characters-widened"),
    ("response-deprecated", "response-reactivated"),
    ("response-other-names-gained", "response-other-names-lost"),
    ("response-type-widened", "response-type-narrowed"),
    ("rule-added", "rule-removed"),
    ("rule-argument-added", "rule-argument-removed"),
    ("rule-argument-bounds-loosened", "rule-argument-bounds-tightened"),
    ("rule-part-added", "rule-part-removed"),
    ("service-added", "service-removed"),
    ("some-of-loosened", "some-of-tightened"),
    ("structure-added", "structure-removed"),
    ("structure-posted", "structure-not-posted"),
    ("structure-sent", "structure-not-sent"),
    ("structure-split", "structure-merged"),
    ("together-loosened", "together-tightened"),
    ("value-added", "value-removed"),
    ("version-added", "version-removed"),
    ("waiter-added", "waiter-removed"),
    ("way-added", "way-removed"),
];

/// Rules that nothing leads back to, what reports going back, and why that is so.
const ONE_WAY: &[(&str, &[&str], &str)] = &[
    ("docs-text-damaged", &["docs-service-changed"], "A text that is mended is a text that changed."),
    ("operation-offline", &["operation-online"], "What is online again may have been deprecated as well."),
    ("operation-removed-deprecated", &["operation-added"], "What is new cannot have been deprecated before."),
    ("operation-status-changed", &["operation-online"], "What is online again had any other status."),
    ("parameter-added-required", &["parameter-removed"], "Nobody misses a parameter more because it was required."),
    ("parameter-moved", &["parameter-added", "parameter-removed"], "Out of an object that goes, nothing moves alone."),
    ("parameter-removed-deprecated", &["parameter-added"], "What is new cannot have been deprecated before."),
    ("permission-last-removed", &["permission-added"], "What is new may be the first or one more."),
    ("response-moved", &["response-added", "response-removed"], "Out of an object that goes, nothing moves alone."),
    ("response-removed-deprecated", &["response-added"], "What is new cannot have been deprecated before."),
];

/// The rules that report going back from what a rule reports.
pub fn mirror(id: &'static str) -> Vec<&'static str> {
    if let Some((_, back, _)) = ONE_WAY.iter().find(|(known, ..)| *known == id) {
        return back.to_vec();
    }
    let pair = MIRRORS.iter().find(|(one, other)| [one, other].contains(&&id));
    vec![pair.map_or(id, |(one, other)| if *one == id { other } else { one })]
}

/// The names of the rules that reported something.
pub fn ids(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn going_back_from_every_example_is_reported_by_the_mirrors() {
    for rule in rules::all() {
        let [there, back] = findings(rule).unwrap_or_else(|problem| panic!("{problem}"));
        let mirrored: BTreeSet<_> = ids(&there).into_iter().flat_map(mirror).collect();
        assert_eq!(mirrored, ids(&back), "{}", rule.id);
    }
}

#[test]
fn the_table_has_rules_once_and_no_exception_that_is_none() {
    let mut seen = BTreeSet::new();
    let named = MIRRORS.iter().flat_map(|(one, other)| [*one, *other]).chain(ONE_WAY.iter().map(|(id, ..)| *id));
    for id in named {
        assert!(rules::find(id).is_some() && seen.insert(id), "{id} is no rule, or is there twice");
    }
    for (id, back, reason) in ONE_WAY {
        let leads_back = back.len() == 1 && mirror(back[0]) == [*id];
        assert!(!leads_back && reason.len() > 20, "{id} has a mirror, and needs no exception");
    }
}
