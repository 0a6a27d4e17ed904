//! The output formats.

use super::{changelog, github, json, markdown, sarif, text};
use crate::report::Report;
use codegen_model::source::Sources;

/// An output format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Text for a terminal.
    #[default]
    Text,
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
    pub const ALL: [(&'static str, Format); 6] = [
        ("text", Format::Text),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
        ("github", Format::Github),
        ("sarif", Format::Sarif),
        ("changelog", Format::Changelog),
    ];

    /// Returns the format with this name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Renders a report. Only the text format uses `colour`.
    pub fn render(self, sources: &Sources, report: &Report, colour: bool) -> String {
        match self {
            Format::Text => text::text(sources, report, colour),
            Format::Markdown => markdown::markdown(sources, report),
            Format::Json => json::json(sources, report),
            Format::Github => github::github(sources, report),
            Format::Sarif => sarif::sarif(sources, report),
            Format::Changelog => changelog::changelog(report),
        }
    }
}
