//! The common view of a finding that every format renders, for findings in schemas and differences between schemas.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Position, Sources, Span};

/// A finding to be rendered.
pub struct FindingView<'a> {
    /// The identifier of its kind: a code or the name of a rule.
    pub id: &'static str,
    /// The title of its kind.
    pub title: String,
    /// The page that explains its kind, in Markdown.
    pub page: String,
    /// The severity.
    pub level: Level,
    /// What is wrong.
    pub message: Cow<'a, str>,
    /// The location.
    pub span: Span,
    /// Related locations, each with a short text.
    pub labels: Vec<(Span, &'a str)>,
    /// Additional notes.
    pub notes: Vec<String>,
    /// How to fix it.
    pub help: Option<&'a str>,
    /// An identity that is stable between runs.
    pub fingerprint: Option<&'a str>,
    /// The reason why it is accepted, if it is.
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

/// Returns the start and end of a span, or `None` if it is in no file.
pub fn start_and_end<'s>(sources: &'s Sources, span: Span) -> Option<(Position<'s>, Position<'s>)> {
    let start = sources.position(span);
    (!start.path.is_empty()).then(|| (start, sources.end(span)))
}
