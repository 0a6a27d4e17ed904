//! A finding of a comparison as a row: the head is where it is, the base stands beside it.

use crate::explain;
use crate::finding::Finding;
use crate::how::ChangeKind;
use crate::rule::Severity;
use crate::summary::Summary;
use crate::whole;
use codegen_model::diagnostic::render::{FindingView, start_and_end};
use codegen_model::diagnostic::{Level, printable};
use codegen_model::source::{Sources, Span};

/// The finding, with everything that is said of it.
pub(super) fn row<'a>(sources: &Sources, finding: &'a Finding) -> FindingView<'a> {
    let gone = is_whole(finding, ChangeKind::Removed);
    let before = before(sources, finding).filter(|_| !gone).map(|place| format!("before: {place}"));
    let accepted = finding.accepted.as_ref().map(|reason| format!("accepted: {}", line(reason)));
    FindingView {
        id: finding.rule.id,
        title: explain::title(finding.rule),
        page: explain::page(finding.rule),
        level: level(finding.severity),
        message: line(&finding.message).into(),
        span: finding.head,
        labels: if gone { vec![(finding.base, "it was here")] } else { Vec::new() },
        notes: before.into_iter().chain([verdict(finding)]).chain(accepted).collect(),
        help: Some(finding.rule.fix).filter(|fix| *fix != "Nothing."),
        fingerprint: Some(&finding.fingerprint),
        accepted: finding.accepted.as_deref(),
    }
}

/// A text in one line. Names cannot break lines, but whoever prints should not have to know that.
pub(super) fn line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" "), &[]).into_owned()
}

/// What breaks, how much of a version that is, and what to call the finding by.
fn verdict(finding: &Finding) -> String {
    format!("{} [{}]", said(finding), finding.fingerprint).trim_start().to_owned()
}

/// What breaks, and how much of a version that is; nothing of what is no change.
pub(super) fn said(finding: &Finding) -> String {
    let bump = (!whole::is_whole(finding.rule)).then(|| finding.bump.word().to_owned());
    Summary::breaks(finding.verdicts).into_iter().chain(bump).collect::<Vec<_>>().join(" · ")
}

/// Where it was, unless it is new.
pub(super) fn before(sources: &Sources, finding: &Finding) -> Option<String> {
    place(sources, finding.base).filter(|_| !is_whole(finding, ChangeKind::Added))
}

/// Whether a thing as a whole, and not a facet of it, came or went.
fn is_whole(finding: &Finding, how: ChangeKind) -> bool {
    finding.facet.is_none() && finding.how == how
}

/// The level of a finding in forms that know of three.
pub(super) fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Info | Severity::Docs => Level::Note,
    }
}

/// `schemas/ims/2020-12-29.json:12:5`, unless it is in no file.
pub(super) fn place(sources: &Sources, span: Span) -> Option<String> {
    start_and_end(sources, span).map(|(start, _)| start.to_string())
}
