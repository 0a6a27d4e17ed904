//! The reverse change is reported too: every rule has a mirror.

use std::collections::BTreeSet;

use codegen_diff::{Finding, rules};

use super::examples::findings;

/// Pairs of rules of which one reports the reverse of the other's change. Every other rule is its own mirror.
const MIRRORS: &[(&str, &str)] = &[
    ("authorization-added", "authorization-removed"),
    ("answered-value-added", "answered-value-removed"),
    ("callback-added", "callback-removed"),
    ("condition-loosened", "condition-tightened"),
    ("enumeration-added", "enumeration-removed"),
    ("enumeration-split", "enumeration-merged"),
    ("error-code-added", "error-code-removed"),
    ("label-added", "label-removed"),
    ("one-of-loosened", "one-of-tightened"),
    ("operation-added", "operation-removed"),
    ("operation-became-repeatable", "operation-not-repeatable"),
    ("operation-idempotency-token-added", "operation-idempotency-token-removed"),
    ("operation-became-rule", "operation-not-rule"),
    ("operation-events-added", "operation-events-removed"),
    ("operation-body-size-loosened", "operation-body-size-tightened"),
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
    ("service-became-optional", "service-became-default"),
    ("family-added", "family-removed"),
    ("sites-narrowed", "sites-widened"),
    ("some-of-loosened", "some-of-tightened"),
    ("structure-added", "structure-removed"),
    ("structure-posted", "structure-not-posted"),
    ("structure-opened", "structure-closed"),
    ("structure-sent", "structure-not-sent"),
    ("structure-split", "structure-merged"),
    ("together-loosened", "together-tightened"),
    ("value-added", "value-removed"),
    ("version-added", "version-removed"),
    ("waiter-added", "waiter-removed"),
    ("way-added", "way-removed"),
];

/// Rules whose mirror does not lead back: the rule, the rules that report the reverse change, and the reason.
const ONE_WAY: &[(&str, &[&str], &str)] = &[
    ("docs-text-damaged", &["docs-service-changed"], "A repaired text is an ordinary change of a text."),
    ("operation-offline", &["operation-online"], "An operation that is online again may have been deprecated instead."),
    ("operation-removed-deprecated", &["operation-added"], "An added item cannot have been deprecated before."),
    (
        "operation-status-changed",
        &["operation-online"],
        "An operation that is online again may have had any other status.",
    ),
    (
        "parameter-added-required",
        &["parameter-removed"],
        "Removing a parameter has the same effect whether it was required or not.",
    ),
    (
        "parameter-moved",
        &["parameter-added", "parameter-removed"],
        "Members of a removed structure are reported with the structure.",
    ),
    ("parameter-removed-deprecated", &["parameter-added"], "An added item cannot have been deprecated before."),
    ("permission-last-removed", &["permission-added"], "An added permission may be the first one or not."),
    ("response-added-first", &["response-removed"], "Removing the only member breaks as much as removing any other."),
    (
        "response-moved",
        &["response-added", "response-removed"],
        "Members of a removed structure are reported with the structure.",
    ),
    ("response-removed-deprecated", &["response-added"], "An added item cannot have been deprecated before."),
    (
        "way-preferred-host-changed",
        &["way-host-changed"],
        "The reverse of the example removes the alternative host that the change relied on.",
    ),
];

/// Returns the rules that report the reverse of a rule's change.
pub fn mirror(id: &'static str) -> Vec<&'static str> {
    if let Some((_, back, _)) = ONE_WAY.iter().find(|(known, ..)| *known == id) {
        return back.to_vec();
    }
    let pair = MIRRORS.iter().find(|(one, other)| [one, other].contains(&&id));
    vec![pair.map_or(id, |(one, other)| if *one == id { other } else { one })]
}

/// Returns the rules of findings.
pub fn ids(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn the_reverse_of_every_example_is_reported_by_the_mirrors() {
    for rule in rules::all() {
        let [there, back] = findings(rule).unwrap_or_else(|problem| panic!("{problem}"));
        let mirrored: BTreeSet<_> = ids(&there).into_iter().flat_map(mirror).collect();
        assert_eq!(mirrored, ids(&back), "{}", rule.id);
    }
}

#[test]
fn the_tables_list_rules_once_and_only_real_exceptions() {
    let mut seen = BTreeSet::new();
    let named = MIRRORS.iter().flat_map(|(one, other)| [*one, *other]).chain(ONE_WAY.iter().map(|(id, ..)| *id));
    for id in named {
        assert!(rules::find(id).is_some() && seen.insert(id), "{id} is not a rule, or is listed twice");
    }
    for (id, back, reason) in ONE_WAY {
        let leads_back = back.len() == 1 && mirror(back[0]) == [*id];
        assert!(!leads_back && reason.len() > 20, "{id} has a mirror and needs no exception");
    }
}
