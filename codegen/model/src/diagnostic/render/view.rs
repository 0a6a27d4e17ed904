//! Knows what every form needs of a finding, whichever kind of finding it is.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Position, Sources, Span};

/// A finding as it is printed.
pub struct FindingView<'a> {
    /// Its kind, in a word that can be looked up.
    pub id: &'static str,
    /// What its kind is, in a line.
    pub title: String,
    /// The page that explains its kind, as Markdown.
    pub page: String,
    /// How bad it is.
    pub level: Level,
    /// What is wrong.
    pub message: Cow<'a, str>,
    /// Where.
    pub span: Span,
    /// Other places, each with a few words.
    pub labels: Vec<(Span, &'a str)>,
    /// What else is to be said.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<&'a str>,
    /// What stays the same of it from run to run.
    pub fingerprint: Option<&'a str>,
    /// Why it is accepted, where it is.
    pub accepted: Option<&'a str>,
}

impl<'a> From<&'a Diagnostic> for FindingView<'a> {
    fn from(finding: &'a Diagnostic) -> Self {
        Self {
            id: finding.code.id(),
            title: finding.code.title().to_owned(),
            page: finding.code.explain().to_owned(),
            level: finding.level,
            message: finding.message.as_str().into(),
            span: finding.span,
            labels: finding.labels.iter().map(|(span, label)| (*span, label.as_str())).collect(),
            notes: Vec::new(),
            help: finding.help.as_deref(),
            fingerprint: None,
            accepted: None,
        }
    }
}

/// Where a span begins and ends, unless it is in no file.
pub fn start_and_end<'s>(sources: &'s Sources, span: Span) -> Option<(Position<'s>, Position<'s>)> {
    let start = sources.position(span);
    (!start.path.is_empty()).then(|| (start, sources.end(span)))
}
