//! Properties that all rules of the schema diff share.

use std::collections::BTreeSet;

use codegen_diff::ChangeKind;
use codegen_diff::rule::{Bump, Rule, Severity, Verdict, Verdicts};
use codegen_diff::{catalogue, rules, rules::all};

/// Fails for the rules that do not satisfy `holds`.
#[track_caller]
fn each(holds: impl Fn(&Rule) -> bool) {
    let wrong: Vec<_> = all().filter(|rule| !holds(rule)).map(|rule| rule.id).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn names_are_unique() {
    each(|rule| rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
    let mut seen = BTreeSet::new();
    assert!(catalogue().all(|rule| seen.insert(rule.id)));
    each(|rule| rules::find(rule.id).is_some_and(|found| found.id == rule.id));
}

#[test]
fn the_version_follows_from_the_verdicts() {
    each(|rule| (rule.bump == Bump::Major) == (rule.verdicts.source == Verdict::Breaks));
    // If old clients fail, users need a release that says so.
    each(|rule| rule.verdicts.wire < Verdict::Breaks || rule.bump >= Bump::Minor);
    // A change that adds nothing and breaks nothing is a patch.
    let additions = [ChangeKind::Added, ChangeKind::Set, ChangeKind::Gained, ChangeKind::Split];
    each(|rule| {
        let adds = rule.matcher.changes.iter().any(|change| additions.contains(change));
        rule.bump != Bump::Minor || rule.verdicts.wire == Verdict::Breaks || adds
    });
}

#[test]
fn the_severity_follows_from_the_verdicts() {
    each(|rule| {
        let Verdicts { wire, source, behaviour } = rule.verdicts;
        let worst = wire.max(source).max(behaviour);
        match rule.severity {
            Severity::Error => worst == Verdict::Breaks || wire.max(source) == Verdict::MayBreak,
            Severity::Warning => true,
            Severity::Info => worst < Verdict::Breaks,
            Severity::Docs => worst == Verdict::Fine && rule.bump == Bump::Patch,
        }
    });
    each(|rule| !rule.verdicts.is_breaking() || rule.severity >= Severity::Warning);
}

#[test]
fn texts_are_sentences() {
    each(|rule| !rule.message.ends_with('.') && rule.message.contains("{subject}"));
    each(|rule| {
        let reasons = rule.example.iter().flat_map(|example| example.also.values());
        let mut texts = [&rule.why].into_iter().chain(&rule.fix).chain(reasons);
        texts.all(|text| text.ends_with('.') && !text.starts_with(char::is_lowercase))
    });
}

#[test]
fn placeholders_are_known() {
    let known = ["subject", "what", "change", "old", "new", "other"];
    let names = |message: &str| {
        message.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert!(catalogue().all(|rule| names(&rule.message).iter().all(|name| known.contains(&name.as_str()))));
}

#[test]
fn every_rule_that_judges_edits_has_an_example() {
    each(|rule| rule.example.as_ref().is_some_and(|example| example.before != example.after));
    each(|rule| !rule.matcher.kinds.is_empty() && !rule.matcher.changes.is_empty());
}
