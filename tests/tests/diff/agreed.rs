//! The gate, and the levels of rules.

use codegen_diff::levels::{self, Levels};
use codegen_diff::rule::Severity;
use codegen_diff::{Agreed, Finding, Gate, Report, rules};
use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::source::Sources;

use super::reports::{self, TODAY};

fn finding(rule: &str) -> Finding {
    reports::finding(rules::find(rule).expect("the rule"), "look/2024-01-01/Look/request/Url", "it changed")
}

fn summary(rules: &[&str], gate: &str) -> codegen_diff::Summary {
    let agreed = Agreed { gate: Gate::parse(gate).expect("a gate"), ..Agreed::none(TODAY) };
    Report::judged(rules.iter().map(|rule| finding(rule)).collect(), None, &agreed).summary
}

#[test]
fn a_gate_fails_on_axes_and_bumps() {
    // A warning that breaks source, an error that breaks the wire only, and one that breaks behaviour only.
    let (source, wire, behaviour) = ("structure-not-sent", "parameter-became-required", "parameter-default-changed");
    for (rule, gate, fails) in [
        (source, "error", false),
        (source, "warning", true),
        (source, "source", true),
        (source, "wire", false),
        (source, "major", true),
        (wire, "wire", true),
        (wire, "source", false),
        (wire, "major", false),
        (wire, "minor", true),
        (behaviour, "wire,source", false),
        (behaviour, "behaviour", true),
        (behaviour, "never", false),
        ("parameter-added", "minor", true),
        ("parameter-added", "error,wire,source,behaviour,major", false),
    ] {
        assert_eq!(summary(&[rule], gate).fails(), fails, "{rule} {gate}");
    }
}

#[test]
fn headline_and_gate_say_the_same() {
    let default = Gate::default().to_string();
    for rule in rules::all() {
        let summary = summary(&[rule.id], &default);
        let is_error = summary.counts.errors > 0;
        assert_eq!(summary.fails(), summary.word() == "Breaking" || is_error, "{}", rule.id);
        assert_eq!(summary.to_string().contains("fails on"), summary.fails(), "{summary}");
    }
    let open = summary(&["structure-not-sent"], "never");
    assert!(open.word() == "Breaking" && open.to_string().ends_with("passes, because the gate is never"), "{open}");
}

fn levels(text: &str) -> (Levels, Vec<(Code, String)>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(levels::FILE, text);
    let levels = levels::load(&sources, file, &mut diagnostics);
    let found = diagnostics.finish(&sources).into_iter();
    (levels, found.map(|found| (found.code, sources.position(found.span).to_string())).collect())
}

fn judged(text: &str) -> Report {
    let (levels, wrong) = levels(text);
    assert!(wrong.is_empty(), "{wrong:?}");
    Report::judged(vec![finding("parameter-removed")], None, &Agreed { levels, ..Agreed::none(TODAY) })
}

const ENTRY: &str = "[[level]]\nrule = \"parameter-removed\"\nlevel = \"note\"\nreason = \"Nobody has it.\"\n";

#[test]
fn a_rule_has_another_level() {
    for (more, severity) in [
        ("", Severity::Info),
        ("place = \"look/**\"\n", Severity::Info),
        ("place = \"watch/**\"\n", Severity::Error),
        ("preview = true\n", Severity::Error),
        ("preview = true\n[[preview]]\nservice = \"look\"\nreason = \"Announced.\"\n", Severity::Info),
    ] {
        assert_eq!(judged(&format!("{ENTRY}{more}")).findings[0].severity, severity, "{more}");
    }
    // The last entry that selects a finding decides.
    let twice = format!("{ENTRY}{}", ENTRY.replace("note", "warning"));
    assert_eq!(judged(&twice).findings[0].severity, Severity::Warning);
}

#[test]
fn a_rule_that_is_off_still_counts_for_the_version() {
    let report = judged(&ENTRY.replace("note", "off"));
    assert_eq!(report.findings[0].accepted.as_deref(), Some("off: Nobody has it."));
    assert_eq!((report.summary.fails(), report.summary.word()), (false, "Breaking, accepted"));
    assert_eq!(report.summary.bump, Some(codegen_diff::rule::Bump::Major));
}

#[test]
fn errors_in_levels_have_positions() {
    for (text, code, place) in [
        (ENTRY.replace("note", "info"), Code::UNKNOWN_VALUE, "diff.toml:3:9"),
        (ENTRY.replace("removed", "remvoed"), Code::UNKNOWN_VALUE, "diff.toml:2:8"),
        (ENTRY.replace("reason", "why"), Code::UNKNOWN_KEY, "diff.toml:4:1"),
        (ENTRY.replace("Nobody has it.", ""), Code::UNKNOWN_VALUE, "diff.toml:4:10"),
        (format!("{ENTRY}preview = 1\n"), Code::WRONG_TYPE, "diff.toml:5:11"),
        ("[[preview]]\nservice = \"look\"\n".to_owned(), Code::MISSING_KEY, "diff.toml:1:1"),
    ] {
        let (_, wrong) = levels(&text);
        assert!(wrong.iter().any(|(found, at)| (*found, at.as_str()) == (code, place)), "{text}: {wrong:?}");
    }
}

#[test]
fn an_acceptance_of_everything_is_a_finding() {
    let list = |place: &str| {
        let text = format!("[[accepted]]\nrule = \"parameter-removed\"\nplace = \"{place}\"\nreason = \"So.\"\n");
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let file = sources.add(codegen_diff::accepted::FILE, text);
        let accepted = codegen_diff::accepted::load(&sources, file, &mut diagnostics);
        let agreed = Agreed { accepted, ..Agreed::none(TODAY) };
        let report = Report::judged(vec![finding("parameter-removed")], None, &agreed);
        report.findings.iter().map(|finding| finding.rule.id).collect::<Vec<_>>()
    };
    assert_eq!(list("look/**"), ["parameter-removed", "accepted-catch-all"]);
    assert_eq!(list("look/*/Look/**"), ["parameter-removed"]);
}
