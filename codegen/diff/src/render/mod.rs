//! The forms in which a comparison is shown. All of them show the same findings, the worst first; what they print depends on
//! nothing else.

mod changelog;
mod edits;
mod escape;
mod github;
mod group;
mod json;
mod markdown;
mod row;
mod sarif;
mod text;

pub use edits::edits;
pub use markdown::LIMIT;

use super::report::Report;
use codegen_model::source::Sources;

/// A form in which a comparison can be asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    #[default]
    Text,
    /// For the people who look at a pull request.
    Markdown,
    /// For a program: one JSON document, as `schemas/diff.schema.json` describes it.
    Json,
    /// For GitHub Actions: commands that put findings beside their lines.
    Github,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
    /// For the people who use the crate: a section of the changelog.
    Changelog,
}

impl Format {
    /// Every form, with the name that the command line knows it by.
    pub const ALL: [(&'static str, Format); 6] = [
        ("text", Format::Text),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
        ("github", Format::Github),
        ("sarif", Format::Sarif),
        ("changelog", Format::Changelog),
    ];

    /// The form of this name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Shows a comparison in this form; `colour` is for the form that has any.
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
