//! Knows the form in which code scanning services take findings: SARIF 2.1.0, the small part of it
//! that they need.

use std::collections::BTreeMap;

use serde::Serialize;

use super::json::to_text;
use super::view::{FindingView, start_and_end};
use crate::diagnostic::Diagnostic;
use crate::source::{Sources, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Message<'static>,
    help: Help,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Message<'a> {
    text: std::borrow::Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial_fingerprints: Option<Fingerprints<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "change/v1")]
    change: &'a str,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    justification: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// Prints findings as a SARIF log of one run.
pub fn sarif(sources: &Sources, findings: &[Diagnostic]) -> String {
    log(sources, &findings.iter().map(FindingView::from).collect::<Vec<_>>())
}

/// The log of one run.
pub fn log(sources: &Sources, findings: &[FindingView<'_>]) -> String {
    let kinds: BTreeMap<&str, &FindingView<'_>> = findings.iter().map(|finding| (finding.id, finding)).collect();
    let ids: Vec<&str> = kinds.keys().copied().collect();
    let results = findings.iter().map(|finding| result(sources, finding, &ids)).collect();
    let tool = Tool { driver: Driver { name: "cargo xtask", rules: kinds.into_values().map(rule).collect() } };
    let run = Run { tool, column_kind: "unicodeCodePoints", results };
    to_text(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn rule(finding: &FindingView<'_>) -> Descriptor {
    let short_description = Message { text: finding.title.clone().into() };
    let help = Help { text: finding.page.clone(), markdown: finding.page.clone() };
    Descriptor { id: finding.id, short_description, help }
}

fn result<'a>(sources: &Sources, finding: &'a FindingView<'_>, ids: &[&str]) -> Finding<'a> {
    let further = finding.notes.iter().map(|note| format!("\n{note}"));
    let further: String = further.chain(finding.help.map(|help| format!("\nhelp: {help}"))).collect();
    let related = |(span, label): &(Span, &'a str)| location(sources, *span, Some(label));
    let suppression = |justification| Suppression { kind: "external", justification };
    Finding {
        rule_id: finding.id,
        rule_index: ids.binary_search(&finding.id).unwrap_or_default(),
        level: finding.level.as_str(),
        message: Message { text: format!("{}{further}", finding.message).into() },
        locations: location(sources, finding.span, None).into_iter().collect(),
        related_locations: finding.labels.iter().filter_map(related).collect(),
        partial_fingerprints: finding.fingerprint.map(|change| Fingerprints { change }),
        suppressions: finding.accepted.map(suppression).into_iter().collect(),
    }
}

fn location<'a>(sources: &Sources, span: Span, label: Option<&'a str>) -> Option<Location<'a>> {
    let (start, end) = start_and_end(sources, span)?;
    let region =
        Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column };
    let artifact_location = Artifact { uri: uri(start.path) };
    let message = label.map(|label| Message { text: label.into() });
    Some(Location { physical_location: Physical { artifact_location, region }, message })
}

/// A relative path as a relative URI.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escape = |byte| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.bytes().map(escape).collect()
}
