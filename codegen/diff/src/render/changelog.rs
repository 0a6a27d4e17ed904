//! A comparison for the people who use the crate: the sections of a changelog.

use super::group::texts;
use super::row;
use crate::facet::Facet;
use crate::finding::Finding;
use crate::how::ChangeKind;
use crate::report::Report;
use crate::rule::{Severity, Verdict};
use crate::summary::Summary;
use crate::whole::is_whole;

/// The sections, in their order.
const SECTIONS: [&str; 5] = ["Breaking", "Added", "Changed", "Deprecated", "Removed"];

pub(super) fn changelog(report: &Report) -> String {
    let changes = || report.findings.iter().filter(|finding| !is_whole(finding.rule));
    let mut out = String::new();
    for section in SECTIONS {
        let own = changes().filter(|finding| finding.severity > Severity::Docs && self::section(finding) == section);
        let mut lines: Vec<String> = own.map(line).collect();
        if section == "Changed" {
            lines.extend(texts(report).map(|texts| format!("- Documentation: {}.\n", shown(&texts))));
        }
        if !lines.is_empty() {
            out.push_str(&format!("### {section}\n\n{}\n", lines.concat()));
        }
    }
    if out.is_empty() { "Nothing changed.\n".to_owned() } else { out.trim_end().to_owned() + "\n" }
}

fn section(finding: &Finding) -> &'static str {
    let breaks = [finding.verdicts.wire, finding.verdicts.source].contains(&Verdict::Breaks);
    match (finding.facet, finding.how) {
        _ if breaks => "Breaking",
        (None, ChangeKind::Added) => "Added",
        (None, ChangeKind::Removed) => "Removed",
        (Some(Facet::Deprecated | Facet::Status), ChangeKind::Set) => "Deprecated",
        _ => "Changed",
    }
}

/// Text of a schema: what looks like HTML is shown.
fn shown(text: &str) -> String {
    row::line(text).replace('<', "&lt;")
}

/// The message as a sentence; of a break, also what it breaks.
fn line(finding: &Finding) -> String {
    let message = shown(&finding.message);
    let mut letters = message.chars();
    let message: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let breaks = match section(finding) {
        "Breaking" => format!(" ({})", Summary::breaks(finding.verdicts).join(", ")),
        _ => String::new(),
    };
    let service = if finding.service.is_empty() { String::new() } else { format!("`{}`: ", shown(&finding.service)) };
    format!("- {service}{message}{breaks}.\n")
}
