//! Prints findings as SARIF 2.1.0, the part that code scanning services need.

use std::collections::BTreeMap;

use super::json::escape_hidden;
use super::view::{FindingView, start_and_end};
use crate::diagnostic::Diagnostic;
use crate::document::{Json, list, tall};
use crate::source::{Sources, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Prints findings as a SARIF log of one run.
pub fn sarif(sources: &Sources, findings: &[Diagnostic]) -> String {
    log(sources, &findings.iter().map(FindingView::from).collect::<Vec<_>>())
}

/// Prints rows as a SARIF log of one run.
pub fn log(sources: &Sources, findings: &[FindingView<'_>]) -> String {
    log_cut(sources, findings, None)
}

/// Does the same, and says what is left out.
pub fn log_cut(sources: &Sources, findings: &[FindingView<'_>], cut: Option<&str>) -> String {
    let kinds: BTreeMap<&str, &FindingView<'_>> = findings.iter().map(|finding| (finding.id, finding)).collect();
    let ids: Vec<&str> = kinds.keys().copied().collect();
    let driver = tall().put("name", "cargo xtask").put("rules", list(kinds.into_values().map(rule)));
    let run = tall()
        .put("tool", tall().put("driver", driver))
        .set("invocations", list(cut.map(invocation)))
        .put("columnKind", "unicodeCodePoints")
        .put("results", list(findings.iter().map(|finding| result(sources, finding, &ids))));
    let log = tall().put("$schema", SCHEMA).put("version", "2.1.0").put("runs", list([run]));
    escape_hidden(&log.document())
}

/// Returns a run that succeeded, with a warning.
fn invocation(warning: &str) -> Json {
    let notification = tall().put("level", "warning").put("message", message(warning));
    tall().put("executionSuccessful", true).put("toolExecutionNotifications", list([notification]))
}

fn rule(finding: &FindingView<'_>) -> Json {
    let help = tall().put("text", finding.page.as_str()).put("markdown", finding.page.as_str());
    tall().put("id", finding.id).put("shortDescription", message(&finding.title)).put("help", help)
}

fn result(sources: &Sources, finding: &FindingView<'_>, ids: &[&str]) -> Json {
    let further = finding.notes.iter().map(|note| format!("\n{note}"));
    let further: String = further.chain(finding.help.map(|help| format!("\nhelp: {help}"))).collect();
    let related = finding.labels.iter().filter_map(|(span, label)| location(sources, *span, Some(label)));
    let fingerprints = finding.fingerprint.map_or_else(tall, |change| tall().put("change/v1", change));
    let suppression = |reason: &str| tall().put("kind", "external").put("justification", reason);
    tall()
        .put("ruleId", finding.id)
        .put("ruleIndex", ids.binary_search(&finding.id).unwrap_or_default())
        .put("level", finding.level.as_str())
        .put("message", message(&format!("{}{further}", finding.message)))
        .set("locations", list(location(sources, finding.span, None)))
        .set("relatedLocations", list(related))
        .set("partialFingerprints", fingerprints)
        .set("suppressions", list(finding.accepted.map(suppression)))
}

fn message(text: &str) -> Json {
    tall().put("text", text)
}

fn location(sources: &Sources, span: Span, label: Option<&str>) -> Option<Json> {
    let (start, end) = start_and_end(sources, span)?;
    let region = tall()
        .put("startLine", start.line)
        .put("startColumn", start.column)
        .put("endLine", end.line)
        .put("endColumn", end.column);
    let artifact = tall().put("uri", uri(start.path));
    let physical = tall().put("artifactLocation", artifact).put("region", region);
    Some(tall().put("physicalLocation", physical).set("message", label.map_or_else(tall, message)))
}

/// Returns a relative path as a relative URI.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escape = |byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.bytes().map(escape).collect()
}
