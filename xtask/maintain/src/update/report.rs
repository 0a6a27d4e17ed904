//! The report of an update, in Markdown: the body of a pull request. Texts of findings stand in fences, so that nothing in
//! them is markup.

use codegen_diff::render::{Format, Options};
use codegen_diff::{Report, Versions};
use codegen_model::Package;
use codegen_model::diagnostic::{Diagnostic, render};
use codegen_model::source::Sources;
use codegen_upstream::lock::{Changes, Key, Lock};
use codegen_upstream::release::{Release, Site};

use crate::published::PublishedService;

/// How many files or facts a list names.
const MAX_LINES: usize = 100;

/// The maximum size of the body of a pull request, in bytes. It can have 65,536 characters.
const MAX_BODY: usize = 65_000;

/// Returns the releases, and the files that changed.
pub fn heading(lock: &Lock, releases: &[Release], changes: &Changes) -> String {
    let mut text = "# Update of the published metadata\n\n".to_owned();
    for site in Site::ALL {
        let Some(release) = releases.iter().find(|release| release.site == site) else { continue };
        let old = lock.entries().filter(|(key, _)| key.site == site).map(|(_, pin)| pin.release.as_deref());
        let mut old: Vec<_> = old.map(|version| version.unwrap_or("an unknown release")).collect();
        old.sort_unstable();
        old.dedup();
        let old = if old.is_empty() { "nothing".to_owned() } else { old.join(", ") };
        let new = release.version.as_deref().unwrap_or("an unknown release");
        let site = title(site);
        text += &format!("- {site} site, `{}`: from {old} to {new}\n", release.site.package());
    }
    let key = |key: &Key| format!("`{}` {} on the {} site", key.service, key.version, title(key.site));
    let lists = [("Changed", &changes.changed), ("New", &changes.new), ("No longer published", &changes.gone)];
    for (title, keys) in lists {
        text += &list(title, keys.iter().map(key).collect());
    }
    if *changes == Changes::default() {
        text += "\nNothing newer is published for the services in use.\n";
    }
    text
}

/// Returns the versions of the services in use that are published, but were never added.
pub fn others(others: &[PublishedService]) -> String {
    let line = |found: &PublishedService| {
        let service = &found.service;
        format!("`{}` {}", service.name, service.version.as_deref().unwrap_or_default())
    };
    list("Other versions that are published", others.iter().map(line).collect())
}

/// Returns the findings because of which no model could be built.
pub fn problems(findings: &str) -> String {
    format!("\n## The schemas have errors\n\n{}", fenced(findings))
}

/// Returns the overlay entries that no longer apply.
pub fn stale(sources: &Sources, findings: &[Diagnostic]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let findings = fenced(&render::text(sources, findings));
    format!("\n## Overlay entries that no longer apply\n\nCorrect or remove them before merging.\n\n{findings}")
}

/// Returns what is published, and kept descriptors lack.
pub fn kept(facts: &[(String, Vec<String>)]) -> String {
    let section = |(version, missing): &(String, Vec<String>)| {
        let title = format!("Published, but neither in the kept descriptor of {version} nor in its overlay");
        list(&title, missing.iter().map(|path| format!("`{path}`")).collect())
    };
    facts.iter().map(section).collect()
}

/// Returns what the changes break, the proposed version, and the section of the changelog.
pub fn verdict(sources: &Sources, report: &Report, base: &Package, head: &Package) -> String {
    let verdict = Format::Markdown.render(sources, report, &Options::default());
    let mut text = format!("\n## Verdict\n\n{verdict}");
    if report.summary.bump.is_none() {
        return text;
    }
    let versions = Versions::of(base, head, report.summary.bump);
    if let Some(needed) = versions.map(|versions| versions.needed) {
        text += &format!(
            "\n## Proposed version: {needed}\n\n{}",
            Format::Changelog.render(sources, report, &Options::default())
        );
    }
    text
}

/// Returns a report that fits into the body of a pull request: without its last lines if it is too long.
pub fn body(report: &str) -> String {
    if report.len() <= MAX_BODY {
        return report.to_owned();
    }
    let kept: String = report
        .split_inclusive('\n')
        .scan(0, |size, line| {
            *size += line.len();
            (*size <= MAX_BODY).then_some(line)
        })
        .collect();
    format!("{kept}\nThe rest does not fit here: `cargo xtask diff` prints all of it.\n")
}

/// Returns the name of a site for people.
fn title(site: Site) -> &'static str {
    match site {
        Site::China => "China",
        Site::International => "international",
    }
}

fn list(title: &str, lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let rest = lines.len().saturating_sub(MAX_LINES);
    let more = if rest > 0 { format!("- and {rest} more\n") } else { String::new() };
    let lines: String = lines.iter().take(MAX_LINES).map(|line| format!("- {line}\n")).collect();
    format!("\n## {title}\n\n{lines}{more}")
}

/// Returns a text in a fence that is longer than any in it.
fn fenced(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", text.trim_end())
}
