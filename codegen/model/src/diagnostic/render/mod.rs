//! Knows the forms in which findings are printed. All of them show the same findings in the same
//! order; what they print depends on nothing else.

mod excerpt;
mod github;
mod json;
mod row;
mod sarif;
mod text;

use super::{Diagnostic, Level};
use crate::source::{Position, Sources, Span};

pub use github::github;
pub use json::json;
pub use sarif::sarif;
pub use text::{coloured, text};

pub use github::command;
pub use json::to_text;
pub use row::Row;
pub use sarif::log;
pub use text::{draw, renderer};

/// A form in which findings can be asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For a person: each finding with the lines of source it is about.
    #[default]
    Text,
    /// For a program: one JSON document.
    Json,
    /// For GitHub Actions: commands that put each finding beside its line.
    Github,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// Every form, with the name that the command line knows it by.
    pub const ALL: [(&'static str, Format); 4] =
        [("text", Format::Text), ("json", Format::Json), ("github", Format::Github), ("sarif", Format::Sarif)];

    /// The form of this name.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Prints findings in this form, without colour.
    pub fn render(self, sources: &Sources, findings: &[Diagnostic]) -> String {
        match self {
            Format::Text => text(sources, findings),
            Format::Json => json(sources, findings),
            Format::Github => github(sources, findings),
            Format::Sarif => sarif(sources, findings),
        }
    }
}

/// Where a span begins and ends, unless it is in no file.
pub fn places<'s>(sources: &'s Sources, span: Span) -> Option<(Position<'s>, Position<'s>)> {
    let start = sources.position(span);
    (!start.path.is_empty()).then(|| (start, sources.end(span)))
}

/// How many findings there are of each level that occurs, the worst first: `2 errors, 1 note`.
fn counts(findings: &[Diagnostic]) -> String {
    let levels = [Level::Error, Level::Warning, Level::Note].into_iter();
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let parts = levels.filter_map(|level| match count(level) {
        0 => None,
        1 => Some(format!("1 {level}")),
        many => Some(format!("{many} {level}s")),
    });
    parts.collect::<Vec<_>>().join(", ")
}
