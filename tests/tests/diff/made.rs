//! Findings to show: those of two folders in `tests/diff`, and made ones.

use std::path::PathBuf;

use codegen_diff::accepted::{self, Accepted, Date};
use codegen_diff::folder::{self, Folders, Side};
use codegen_diff::rule::{Bump, Example, Rule, Severity, Verdict, Verdicts, Within};
use codegen_diff::{ChangeKind, Finding, Kind, Report};
use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::{Sources, Span};

use crate::support::root;

/// The folder of the two states.
pub fn folder() -> PathBuf {
    root().join("tests/diff")
}

/// A day on which the list of accepted findings is as it should be.
pub const TODAY: Date = Date { year: 2030, month: 1, day: 31 };

/// The two states compared, as on this day.
pub fn states(today: Date) -> (Sources, Report) {
    let side = |name: &str| folder().join(name);
    let (base, head) = (side("base"), side("head"));
    let base = Side { root: &base, shown: "main:schemas/" };
    let head = Side { root: &head, shown: "schemas/" };
    let Folders { mut sources, base, head: after, problems } = folder::load(base, head);
    assert!(problems.is_empty(), "{problems:?}");
    let mut diagnostics = Diagnostics::default();
    let file = sources.read(&side("head"), accepted::FILE, &mut diagnostics).expect("a list");
    let accepted = accepted::load(&sources, file, &mut diagnostics);
    assert!(diagnostics.is_empty());
    let report = Report::of(&base.expect("a base"), &after.expect("a head"), &accepted, today);
    (sources, report)
}

/// A rule of this severity.
pub const fn rule(id: &'static str, severity: Severity, wire: Verdict) -> Rule {
    Rule {
        id,
        kinds: &[Kind::Member],
        facets: &[],
        hows: &[],
        flow: None,
        only: None,
        severity,
        verdicts: Verdicts { wire, source: Verdict::Fine, behaviour: Verdict::Fine },
        bump: Bump::Patch,
        says: "{subject} changed",
        why: "Somebody notices.",
        fix: "Look at it.",
        example: Example { within: Within::Parameters, before: "", after: "", also: &[] },
    }
}

/// One of each severity.
pub static ERROR: Rule = rule("made-error", Severity::Error, Verdict::Breaks);
/// A note.
pub static NOTE: Rule = rule("made-note", Severity::Info, Verdict::Fine);
/// A change of texts.
pub static DOCS: Rule = rule("made-docs", Severity::Docs, Verdict::Fine);

/// A finding of this rule, in no file.
pub fn finding(rule: &'static Rule, place: &str, message: &str) -> Finding {
    Finding {
        rule,
        severity: rule.severity,
        verdicts: rule.verdicts,
        bump: rule.bump,
        place: place.to_owned(),
        service: place.split('/').next().unwrap_or_default().to_owned(),
        operation: String::new(),
        kind: Kind::Member,
        facet: None,
        how: ChangeKind::Changed,
        message: message.to_owned(),
        old: None,
        new: None,
        base: Span::NOWHERE,
        head: Span::NOWHERE,
        fingerprint: "0123456789ab".to_owned(),
        edits: vec![format!("{place} member changed")],
        accepted: None,
    }
}

/// A report of made findings.
pub fn report(findings: Vec<Finding>) -> Report {
    Report::judged(findings, None, &Accepted::default(), TODAY)
}
