//! What all rules of the schema diff have in common.

use std::collections::BTreeSet;

use codegen_diff::ChangeKind;
use codegen_diff::rule::{Bump, Rule, Severity, Verdict, Verdicts};
use codegen_diff::{rules, rules::all};

/// Fails for the rules of which `holds` does not hold.
#[track_caller]
fn each(holds: impl Fn(&Rule) -> bool) {
    let wrong: Vec<_> = all().filter(|rule| !holds(rule)).map(|rule| rule.id).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_rule_has_a_name_of_its_own() {
    let mut seen = BTreeSet::new();
    each(|rule| rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    assert!(all().all(|rule| seen.insert(rule.id) && rules::find(rule.id).is_some_and(|found| found.id == rule.id)));
}

#[test]
fn the_version_follows_from_what_breaks() {
    each(|rule| (rule.bump == Bump::Major) == (rule.verdicts.source == Verdict::Breaks));
    // Whoever is called by old clients that fail needs a release that says so.
    each(|rule| rule.verdicts.wire < Verdict::Breaks || rule.bump >= Bump::Minor);
    // What is neither new nor tightened is a patch.
    let new = [ChangeKind::Added, ChangeKind::Set, ChangeKind::Gained, ChangeKind::Split];
    each(|rule| {
        let is_new = rule.hows.iter().any(|how| new.contains(how));
        rule.bump != Bump::Minor || rule.verdicts.wire == Verdict::Breaks || is_new
    });
}

#[test]
fn the_severity_follows_from_what_breaks() {
    each(|rule| {
        let Verdicts { wire, source, behaviour } = rule.verdicts;
        let worst = wire.max(source).max(behaviour);
        match rule.severity {
            Severity::Error => worst == Verdict::Breaks || wire.max(source) == Verdict::May,
            Severity::Warning => true,
            Severity::Info => worst < Verdict::Breaks,
            Severity::Docs => worst == Verdict::Fine && rule.bump == Bump::Patch,
        }
    });
    each(|rule| rule.verdicts.wire < Verdict::Breaks || rule.severity >= Severity::Warning);
    each(|rule| rule.verdicts.source < Verdict::Breaks || rule.severity >= Severity::Warning);
}

#[test]
fn a_rule_speaks_in_sentences() {
    each(|rule| !rule.says.ends_with('.') && rule.says.contains("{subject}"));
    each(|rule| {
        [rule.why, rule.fix]
            .iter()
            .all(|text| text.ends_with(['.', '?']) && text.starts_with(|c: char| !c.is_lowercase()))
    });
    each(|rule| rule.example.before != rule.example.after);
}
