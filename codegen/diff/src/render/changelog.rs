//! Renders a report as sections of a changelog, for users of the crate.

use super::diagnostic;
use super::groups::documentation;
use crate::change::ChangeKind;
use crate::comparison::is_about_comparison;
use crate::facet::Facet;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;

/// The sections in order.
const SECTIONS: [&str; 5] = ["Breaking", "Added", "Changed", "Deprecated", "Removed"];

pub(super) fn changelog(report: &Report) -> String {
    let changes = || report.findings.iter().filter(|finding| !is_about_comparison(finding.rule));
    let mut out = String::new();
    for section in SECTIONS {
        let own = changes().filter(|finding| finding.severity > Severity::Docs && self::section(finding) == section);
        let mut lines: Vec<String> = own.map(line).collect();
        if section == "Changed" {
            lines.extend(documentation(report).map(|changes| format!("- Documentation: {}.\n", escaped(&changes))));
        }
        if !lines.is_empty() {
            out.push_str(&format!("### {section}\n\n{}\n", lines.concat()));
        }
    }
    if out.is_empty() { "Nothing changed.\n".to_owned() } else { out.trim_end().to_owned() + "\n" }
}

fn section(finding: &Finding) -> &'static str {
    match (finding.facet, finding.change) {
        _ if finding.verdicts.is_breaking() => "Breaking",
        (None, ChangeKind::Added) => "Added",
        (None, ChangeKind::Removed) => "Removed",
        (Some(Facet::Deprecated | Facet::Status), ChangeKind::Set) => "Deprecated",
        _ => "Changed",
    }
}

/// Escapes HTML in the text of a schema.
fn escaped(text: &str) -> String {
    diagnostic::line(text).replace('<', "&lt;")
}

/// Returns the message as a sentence, and what a breaking change breaks.
fn line(finding: &Finding) -> String {
    let message = escaped(&finding.message);
    let mut letters = message.chars();
    let message: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let breaks = match section(finding) {
        "Breaking" => format!(" ({})", finding.verdicts.broken_axes().collect::<Vec<_>>().join(", ")),
        _ => String::new(),
    };
    let service = if finding.service.is_empty() { String::new() } else { format!("`{}`: ", escaped(&finding.service)) };
    format!("- {service}{message}{breaks}.\n")
}
