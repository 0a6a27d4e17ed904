//! Renders a finding as a diagnostic: the head is its position, and the base is a note.

use crate::change::ChangeKind;
use crate::comparison::is_about_comparison;
use crate::explain;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;
use codegen_model::diagnostic::render::{FindingView, start_and_end};
use codegen_model::diagnostic::{Level, printable};
use codegen_model::source::{Sources, Span};

/// Returns the finding as a diagnostic.
pub(super) fn diagnostic<'a>(sources: &Sources, finding: &'a Finding) -> FindingView<'a> {
    let removed = finding.is_item_change(ChangeKind::Removed);
    let before = base_position(sources, finding).filter(|_| !removed).map(|position| format!("before: {position}"));
    let accepted = finding.accepted.as_ref().map(|reason| format!("accepted: {}", line(reason)));
    FindingView {
        id: finding.rule.id,
        title: explain::title(finding.rule),
        page: explain::page(finding.rule),
        level: level(finding.severity),
        message: line(&finding.message).into(),
        span: finding.head,
        labels: if removed { vec![(finding.base, "removed here")] } else { Vec::new() },
        notes: before
            .into_iter()
            .chain(users(finding))
            .chain(uses(finding))
            .chain([verdict(finding)])
            .chain(accepted)
            .collect(),
        help: finding.rule.fix.as_deref(),
        fingerprint: Some(&finding.fingerprint),
        accepted: finding.accepted.as_deref(),
    }
}

/// Returns the finding as a diagnostic for people: a removed item is underlined where it was. The place in the head, which
/// did nothing wrong, only says where the item is missing.
pub(super) fn excerpted<'a>(sources: &Sources, finding: &'a Finding) -> FindingView<'a> {
    let view = diagnostic(sources, finding);
    if !finding.is_item_change(ChangeKind::Removed) || position(sources, finding.base).is_none() {
        return view;
    }
    let missing = if finding.is_after { "removed after this" } else { "removed from this" };
    FindingView { span: finding.base, labels: vec![(finding.head, missing)], ..view }
}

/// Returns a text in one line without control characters.
pub(super) fn line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "), &[]).into_owned()
}

/// The number of operations or places that are named.
const MAX_NAMED: usize = 5;

/// Returns the operations that use the type of a finding, at most a few by name.
pub(super) fn users(finding: &Finding) -> Option<String> {
    let quoted: Vec<_> = finding.used_by.iter().map(|name| format!("`{}`", line(name))).collect();
    (!quoted.is_empty()).then(|| format!("used by {}", few(&quoted)))
}

/// Returns the places in applications that a finding touches, at most a few.
pub(super) fn uses(finding: &Finding) -> Option<String> {
    let places: Vec<_> = finding.uses.iter().map(|place| line(place)).collect();
    (!places.is_empty()).then(|| format!("touches {}", few(&places)))
}

/// Lists a few texts, and counts the others.
fn few(texts: &[String]) -> String {
    match texts.split_at_checked(MAX_NAMED) {
        Some((first, more)) if !more.is_empty() => format!("{} and {} more", first.join(", "), more.len()),
        _ => texts.join(", "),
    }
}

/// Returns how many findings touch the applications that were scanned; `None` if none was.
pub(super) fn touched(report: &Report) -> Option<String> {
    let count = report.summary.touched?;
    let all = report
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Docs && !is_about_comparison(finding.rule))
        .count();
    Some(format!("{count} of {all} findings touch this code"))
}

/// Returns what breaks, the bump, and the fingerprint.
fn verdict(finding: &Finding) -> String {
    format!("{} [{}]", effects(finding), finding.fingerprint).trim_start().to_owned()
}

/// Returns what breaks and the bump; empty for a finding about the comparison.
pub(super) fn effects(finding: &Finding) -> String {
    let bump = (!is_about_comparison(finding.rule)).then(|| finding.bump.word().to_owned());
    finding.verdicts.broken_axes().chain(bump).collect::<Vec<_>>().join(" · ")
}

/// Returns the position in the base, unless the item was added.
pub(super) fn base_position(sources: &Sources, finding: &Finding) -> Option<String> {
    position(sources, finding.base).filter(|_| !finding.is_item_change(ChangeKind::Added))
}

fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info | Severity::Docs => Level::Note,
    }
}

/// Returns a position: `schemas/ims/2020-12-29.json:12:5`.
pub(super) fn position(sources: &Sources, span: Span) -> Option<String> {
    start_and_end(sources, span).map(|(start, _)| start.to_string())
}
