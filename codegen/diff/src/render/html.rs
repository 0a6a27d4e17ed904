//! Renders a report as one HTML page without anything from elsewhere, with filters by service, axis and rule.

use std::collections::BTreeSet;

use super::diagnostic::{base_position, effects, line, position, touched, users, uses};
use super::groups::documentation;
use super::markdown::headline;
use super::options::Links;
use super::overview;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::{Severity, Verdict};
use codegen_model::source::Sources;

/// The page. Its comments mark where content is inserted.
const PAGE: &str = include_str!("page.html");

pub(super) fn html(sources: &Sources, report: &Report, links: &Links) -> String {
    let listed = || report.findings.iter().filter(|finding| finding.severity > Severity::Docs);
    let services: BTreeSet<&str> = listed().map(|finding| service(finding)).collect();
    let rules: BTreeSet<&str> = listed().map(|finding| finding.rule.id).collect();
    let touched = touched(report).map_or(String::new(), |line| format!("<p>{}</p>\n", escaped(&line)));
    let documentation = documentation(report);
    let documentation =
        documentation.map_or(String::new(), |text| format!("<p>Documentation: {}</p>\n", escaped(&text)));
    let parts = [
        ("<!--verdict-->", escaped(&headline(&report.summary))),
        ("<!--touched-->", touched),
        ("<!--services-->", overview::services(report).iter().map(row).collect()),
        ("<!--service options-->", services.into_iter().map(option).collect()),
        ("<!--rule options-->", rules.into_iter().map(option).collect()),
        ("<!--findings-->", listed().map(|finding| article(sources, finding, links)).collect()),
        ("<!--documentation-->", documentation),
    ];
    // The markers are in this order, and inserted text is not searched.
    let (mut page, mut rest) = (String::new(), PAGE);
    for (marker, text) in parts {
        let (before, after) = rest.split_once(marker).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(&text);
        rest = after;
    }
    page + rest
}

fn service(finding: &Finding) -> &str {
    if finding.service.is_empty() { "the crate" } else { &finding.service }
}

fn row(line: &overview::ServiceLine<'_>) -> String {
    let (name, verdict, counts) = (escaped(line.name()), escaped(&line.verdict()), line.counts);
    format!("<tr><td><code>{name}</code></td><td>{verdict}</td><td>{counts}</td></tr>\n")
}

fn option(value: &str) -> String {
    format!("<option>{}</option>", escaped(value))
}

fn article(sources: &Sources, finding: &Finding, links: &Links) -> String {
    let verdicts = finding.verdicts;
    let effects = Some(effects(finding)).filter(|effects| !effects.is_empty());
    let axes = [("wire", verdicts.wire), ("source", verdicts.source), ("behaviour", verdicts.behaviour)];
    let axes: Vec<_> = axes.iter().filter(|(_, verdict)| *verdict != Verdict::Fine).map(|(axis, _)| *axis).collect();
    let head = place(position(sources, finding.head), links.head(sources, finding.head));
    let base = place(base_position(sources, finding), links.base(sources, finding.base));
    let accepted = finding.accepted.as_ref().map(|reason| format!("accepted: {}", escaped(reason)));
    let details = [head, base.map(|base| format!("before {base}")), users(finding).map(|text| quoting(&text))];
    let more = [uses(finding).map(|text| escaped(&text)), finding.rule.fix.as_deref().map(quoting), accepted];
    let details: String = details.into_iter().chain(more).flatten().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<article class=\"{}\" data-service=\"{}\" data-axes=\"{}\" data-rule=\"{}\">\n<h2>{}</h2>\n\
         <p class=\"verdict\">{} · <code>{}</code>{} · <code>{}</code></p>\n{details}</article>\n",
        finding.severity,
        escaped(service(finding)),
        axes.join(" "),
        finding.rule.id,
        quoting(&finding.message),
        finding.severity,
        finding.rule.id,
        effects.map_or(String::new(), |effects| format!(" · {}", escaped(&effects))),
        finding.fingerprint,
    )
}

/// Returns a position as code, with a link if there is an address.
fn place(position: Option<String>, address: Option<String>) -> Option<String> {
    let shown = format!("<code>{}</code>", escaped(&position?));
    Some(address.map_or(shown.clone(), |address| format!("<a href=\"{}\">{shown}</a>", escaped(&address))))
}

/// Escapes a text for elements and attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in line(text).chars() {
        match c {
            '&' | '<' | '>' | '"' | '\'' => out.push_str(&format!("&#{};", u32::from(c))),
            _ => out.push(c),
        }
    }
    out
}

/// Does the same, and renders the text between backticks as code.
fn quoting(text: &str) -> String {
    let escaped = escaped(text);
    let parts = escaped.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 1 { format!("<code>{part}</code>") } else { part.to_owned() }).collect()
}
