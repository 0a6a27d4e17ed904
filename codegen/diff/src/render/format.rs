//! The output formats.

use super::options::Options;
use super::{changelog, github, html, json, markdown, sarif, text};
use crate::report::Report;
use codegen_model::source::Sources;

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    #[default]
    Text,
    /// One page for a browser.
    Html,
    /// Markdown for a pull request comment.
    Markdown,
    /// JSON for programs, as described by `schemas/diff.schema.json`.
    Json,
    /// Workflow commands of GitHub Actions, which annotate lines.
    Github,
    /// SARIF 2.1.0 for code scanning services.
    Sarif,
    /// A section of the changelog for users of the crate.
    Changelog,
}

impl Format {
    /// Every format with its name on the command line.
    pub const ALL: [(&'static str, Format); 7] = [
        ("text", Format::Text),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
        ("github", Format::Github),
        ("sarif", Format::Sarif),
        ("changelog", Format::Changelog),
        ("html", Format::Html),
    ];

    /// Returns the format with this name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Renders a report.
    pub fn render(self, sources: &Sources, report: &Report, options: &Options) -> String {
        match self {
            Format::Text => text::text(sources, report, options),
            Format::Markdown => markdown::markdown(sources, report, &options.links),
            Format::Json => json::json(sources, report),
            Format::Github => github::github(sources, report),
            Format::Sarif => sarif::sarif(sources, report),
            Format::Html => html::html(sources, report, &options.links),
            Format::Changelog => changelog::changelog(report),
        }
    }
}
