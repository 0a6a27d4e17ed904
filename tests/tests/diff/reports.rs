//! Reports to render: that of two folders in `tests/diff`, and artificial ones.

use std::path::PathBuf;
use std::sync::LazyLock;

use codegen_diff::accepted::{self, Date};
use codegen_diff::folder::{self, Side};
use codegen_diff::rule::Rule;
use codegen_diff::{Agreed, ChangeKind, Finding, Kind, Report};
use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::{Sources, Span};

use crate::support::root;

/// Returns the folder that contains both states.
pub fn folder() -> PathBuf {
    root().join("tests/diff")
}

/// A day on which no entry of the list of accepted findings has expired.
pub const TODAY: Date = Date { year: 2030, month: 1, day: 31 };

/// Compares the two states on this day.
pub fn states(today: Date) -> (Sources, Report) {
    let side = |name: &str| folder().join(name);
    let (base, head) = (side("base"), side("head"));
    let base = Side { root: &base, shown: "main:schemas/" };
    let head = Side { root: &head, shown: "schemas/" };
    let mut folders = folder::load(base, head);
    assert!(folders.excluded.is_empty(), "{:?}", folders.excluded);
    let mut diagnostics = Diagnostics::default();
    let file = folders.sources.read(&side("head"), accepted::FILE, &mut diagnostics).expect("a list");
    let accepted = accepted::load(&folders.sources, file, &mut diagnostics);
    assert!(diagnostics.is_empty());
    let report = folders.report(true, &Agreed { accepted, ..Agreed::none(today) });
    (folders.sources, report)
}

fn rule(id: &'static str, severity: &str, wire: &str) -> Rule {
    let text = format!(
        r#"
        message = "{{subject}} changed"
        why = "Somebody notices."
        fix = "Look at it."
        severity = "{severity}"
        verdicts = {{ wire = "{wire}", source = "fine", behaviour = "fine" }}
        bump = "patch"
        "#
    );
    Rule::parse(id, &text).unwrap_or_else(|error| panic!("{error}"))
}

/// A rule for errors.
pub static ERROR: LazyLock<Rule> = LazyLock::new(|| rule("test-error", "error", "breaks"));
/// A rule for notes.
pub static NOTE: LazyLock<Rule> = LazyLock::new(|| rule("test-note", "info", "fine"));
/// A rule for changes of documentation.
pub static DOCS: LazyLock<Rule> = LazyLock::new(|| rule("test-docs", "docs", "fine"));

/// Returns a finding of this rule without a position.
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
        change: ChangeKind::Changed,
        message: message.to_owned(),
        old: None,
        new: None,
        base: Span::NOWHERE,
        head: Span::NOWHERE,
        is_after: false,
        fingerprint: "0123456789ab".to_owned(),
        rust_name: String::new(),
        used_by: Vec::new(),
        uses: Vec::new(),
        edits: vec![format!("{place} member changed")],
        accepted: None,
    }
}

/// Returns a report of artificial findings.
pub fn report(findings: Vec<Finding>) -> Report {
    Report::judged(findings, None, &Agreed::none(TODAY))
}
