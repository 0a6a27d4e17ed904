//! Knows what a finding is. Every finding, from a file that cannot be read to a change that breaks
//! callers, is one [`Diagnostic`], gathered in [`Diagnostics`] and printed by [`render`].
//!
//! Nothing stops at the first finding: a stage reports and carries on with what it can still use,
//! so that one run shows everything that is wrong.

mod codes;
mod printable;
pub mod render;
mod suggest;

use std::fmt;

use crate::source::{Sources, Span};

pub use codes::Code;
pub use printable::printable;
pub use suggest::did_you_mean;

/// How many findings of one run are kept. A hostile file must not fill the memory with findings,
/// and nobody reads the next one.
const LIMIT: usize = 10_000;

/// How many characters of a message, a label or a help are kept: each may quote a schema, which
/// may hold a name of many megabytes.
const LONGEST: usize = 2_000;

/// How bad a finding is; ordered, the worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; nothing to do.
    Note,
    /// The crate can be generated, but something is probably not as meant.
    Warning,
    /// No crate can be generated from this.
    Error,
}

impl Level {
    /// The word for it: `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of finding it is.
    pub code: Code,
    /// How bad it is.
    pub level: Level,
    /// What is wrong here, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub span: Span,
    /// Other places that have to do with it, each with a few words.
    pub labels: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Says what to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(printable::clipped(help.into(), LONGEST));
        self
    }

    /// Points at another place.
    pub fn label(&mut self, span: Span, text: impl Into<String>) -> &mut Diagnostic {
        self.labels.push((span, printable::clipped(text.into(), LONGEST)));
        self
    }
}

/// The findings of a run, as they come in.
#[derive(Debug, Default)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
    worst: Option<Level>,
    /// How many findings came after the limit.
    dropped: usize,
    /// Where the caller completes a finding that is not kept.
    spare: Option<Diagnostic>,
}

impl Diagnostics {
    /// Reports an error.
    pub fn error(&mut self, code: Code, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Error, code, at, message.into())
    }

    /// Reports a warning.
    pub fn warning(&mut self, code: Code, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Warning, code, at, message.into())
    }

    /// Reports a note.
    pub fn note(&mut self, code: Code, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Note, code, at, message.into())
    }

    fn report(&mut self, level: Level, code: Code, span: Span, message: String) -> &mut Diagnostic {
        let message = printable::clipped(message, LONGEST);
        let finding = Diagnostic { code, level, message, span, labels: Vec::new(), help: None };
        self.worst = self.worst.max(Some(level));
        if self.findings.len() >= LIMIT {
            self.dropped += 1;
            return self.spare.insert(finding);
        }
        let at = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[at]
    }

    /// Takes over the findings of another stage.
    pub fn append(&mut self, other: Diagnostics) {
        let room = LIMIT.saturating_sub(self.findings.len());
        let too_many = other.findings.len().saturating_sub(room);
        self.worst = self.worst.max(other.worst);
        self.dropped += other.dropped + too_many;
        self.findings.extend(other.findings.into_iter().take(room));
    }

    /// Whether an error was reported: then no Model may be built from what was read.
    pub fn has_errors(&self) -> bool {
        self.worst == Some(Level::Error)
    }

    /// The worst level that was reported.
    pub fn worst(&self) -> Option<Level> {
        self.worst
    }

    /// Whether what is reported now is counted only: there is no use in working out what to do about it.
    pub fn is_full(&self) -> bool {
        self.findings.len() >= LIMIT
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.worst.is_none()
    }

    /// The findings in the order in which every run lists them: by place, then code, then
    /// message. The same finding, reported twice on different ways through the schemas, is there
    /// once.
    pub fn finish(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.findings.sort_by(|a, b| {
            let path = |finding: &Diagnostic| sources.path(finding.span.file);
            path(a).cmp(path(b)).then_with(|| order(a).cmp(&order(b)))
        });
        self.findings.dedup_by(|a, b| order(a) == order(b));
        if self.dropped > 0 {
            let level = self.worst.unwrap_or(Level::Note);
            let message = format!("{} more findings are not shown", self.dropped);
            let mut last = Diagnostics::default();
            last.report(level, Code::TOO_MANY_FINDINGS, Span::default(), message);
            self.findings.append(&mut last.findings);
        }
        self.findings
    }
}

/// What the order of findings, and their sameness, rests on within a path.
fn order(finding: &Diagnostic) -> (Span, Code, &str, Level) {
    (finding.span, finding.code, &finding.message, finding.level)
}

#[cfg(test)]
mod tests;
