//! Renders findings in several formats. All formats show the same findings in the same order.

mod excerpt;
mod github;
mod json;
mod sarif;
mod text;
mod view;

use super::Diagnostic;
use crate::source::Sources;

pub use github::{command, github};
pub use json::{json, to_text};
pub use sarif::{log, log_cut, sarif};
pub use text::{coloured, draw, renderer, text};
pub use view::{FindingView, start_and_end};

/// An output format of findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: each finding with an excerpt of its source.
    #[default]
    Text,
    /// For programs: one JSON document.
    Json,
    /// For GitHub Actions: workflow commands that annotate lines.
    Github,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// All formats, by their name on the command line.
    pub const ALL: [(&'static str, Format); 4] =
        [("text", Format::Text), ("json", Format::Json), ("github", Format::Github), ("sarif", Format::Sarif)];

    /// Parses the name of a format.
    pub fn parse(name: &str) -> Option<Format> {
        Format::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, format)| format)
    }

    /// Renders findings in this format, without colours.
    pub fn render(self, sources: &Sources, findings: &[Diagnostic]) -> String {
        match self {
            Format::Text => text(sources, findings),
            Format::Json => json(sources, findings),
            Format::Github => github(sources, findings),
            Format::Sarif => sarif(sources, findings),
        }
    }
}
