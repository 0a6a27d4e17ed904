//! Renders a report as JSON for programs. The format is an interface: keys are added, never renamed, and `version` increases
//! if old readers would misread the document. `schemas/diff.schema.json` describes it.

use serde::Serialize;

use crate::finding::Finding;
use crate::report::Report;
use crate::rule::{Bump, Severity, Verdicts};
use codegen_model::diagnostic::render::{start_and_end, to_text};
use codegen_model::source::{Sources, Span};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    verdict: Verdict,
    findings: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
struct Verdict {
    text: String,
    bump: Option<Bump>,
    verdicts: Verdicts,
    errors: usize,
    warnings: usize,
    notes: usize,
    docs: usize,
    accepted: usize,
    breaking: bool,
    comparable: bool,
    gate: String,
    fails: bool,
    touched: Option<usize>,
    versions: Option<Versions>,
}

#[derive(Serialize)]
struct Versions {
    base: String,
    head: String,
    needed: String,
    enough: bool,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    severity: Severity,
    verdicts: Verdicts,
    bump: Bump,
    place: &'a str,
    service: &'a str,
    operation: &'a str,
    message: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    base: Option<Position<'a>>,
    head: Option<Position<'a>>,
    fingerprint: &'a str,
    used_by: &'a [String],
    uses: &'a [String],
    edits: &'a [String],
    accepted: Option<&'a str>,
}

/// A position. Lines and columns count from 1; the end is behind the last character.
#[derive(Serialize)]
struct Position<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

pub(super) fn json(sources: &Sources, report: &Report) -> String {
    let findings = report.findings.iter().map(|finding| json_finding(sources, finding)).collect();
    to_text(&Document { version: 1, verdict: verdict(report), findings })
}

fn verdict(report: &Report) -> Verdict {
    let summary = &report.summary;
    let counts = summary.counts;
    let versions = summary.versions.as_ref().map(|versions| Versions {
        base: versions.base.to_string(),
        head: versions.head.to_string(),
        needed: versions.needed.to_string(),
        enough: versions.is_enough(),
    });
    Verdict {
        text: summary.to_string(),
        bump: summary.bump,
        verdicts: summary.verdicts,
        errors: counts.errors,
        warnings: counts.warnings,
        notes: counts.notes,
        docs: counts.docs,
        accepted: counts.accepted,
        breaking: summary.is_breaking,
        comparable: summary.is_comparable,
        gate: summary.gate.to_string(),
        fails: summary.fails(),
        touched: summary.touched,
        versions,
    }
}

fn json_finding<'a>(sources: &'a Sources, finding: &'a Finding) -> JsonFinding<'a> {
    JsonFinding {
        rule: finding.rule.id,
        severity: finding.severity,
        verdicts: finding.verdicts,
        bump: finding.bump,
        place: &finding.place,
        service: &finding.service,
        operation: &finding.operation,
        message: &finding.message,
        old: finding.old.as_deref(),
        new: finding.new.as_deref(),
        base: position(sources, finding.base),
        head: position(sources, finding.head),
        fingerprint: &finding.fingerprint,
        used_by: &finding.used_by,
        uses: &finding.uses,
        edits: &finding.edits,
        accepted: finding.accepted.as_deref(),
    }
}

fn position(sources: &Sources, span: Span) -> Option<Position<'_>> {
    let (start, end) = start_and_end(sources, span)?;
    Some(Position {
        path: start.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    })
}
