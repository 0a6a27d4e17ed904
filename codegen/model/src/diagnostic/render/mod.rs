//! Knows the forms in which findings are printed. All of them show the same findings in the same
//! order; what they print depends on nothing else.

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
pub use sarif::{log, sarif};
pub use text::{coloured, draw, renderer, text};
pub use view::{FindingView, start_and_end};

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
