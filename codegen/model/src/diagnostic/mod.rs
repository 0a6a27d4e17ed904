//! Findings in schemas: a [`Diagnostic`] is collected in [`Diagnostics`] and printed by [`render`].
//!
//! A stage does not stop at the first finding. It reports the finding and continues, so that one run shows all of them.

mod codes;
mod printable;
pub mod render;
mod suggest;

use std::fmt;

use crate::source::{Sources, Span};

pub use codes::Code;
pub use printable::printable;
pub use suggest::did_you_mean;

/// How many findings of a run are kept, so that a hostile file cannot exhaust the memory.
const MAX_FINDINGS: usize = 10_000;

/// How many findings of a run may suggest a similar word. Each suggestion compares a word with up to a thousand others.
const MAX_SUGGESTING: usize = 50;

/// The longest message, label or help, in characters: each may quote a name of many megabytes.
const MAX_TEXT_CHARS: usize = 2_000;

/// The severity of a finding, in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Information; requires no action.
    Note,
    /// A probable mistake that does not prevent generation.
    Warning,
    /// A mistake that prevents generation.
    Error,
}

impl Level {
    /// Returns `note`, `warning` or `error`.
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

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The kind of finding.
    pub code: Code,
    /// The severity.
    pub level: Level,
    /// What is wrong: one sentence in lower case, without a full stop.
    pub message: String,
    /// The location.
    pub span: Span,
    /// Related locations, each with a short text.
    pub labels: Vec<(Span, String)>,
    /// How to fix it.
    pub help: Option<String>,
    /// Whether a similar word may be suggested.
    suggests: bool,
}

impl Diagnostic {
    /// Sets the help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(printable::truncated(help.into(), MAX_TEXT_CHARS));
        self
    }

    /// Sets a help that suggests the candidate most similar to `word`, if there is one, and if few findings came before.
    pub fn suggest<'c>(&mut self, word: &str, candidates: impl IntoIterator<Item = &'c str>) -> &mut Diagnostic {
        if !self.suggests {
            return self;
        }
        if let Some(similar) = did_you_mean(word, candidates).filter(|similar| *similar != word) {
            self.help(format!("did you mean `{similar}`?"));
        }
        self
    }

    /// Adds a related location.
    pub fn label(&mut self, span: Span, text: impl Into<String>) -> &mut Diagnostic {
        self.labels.push((span, printable::truncated(text.into(), MAX_TEXT_CHARS)));
        self
    }
}

/// The findings of a run, in the order of reporting.
#[derive(Debug, Default)]
pub struct Diagnostics {
    findings: Vec<Diagnostic>,
    worst: Option<Level>,
    /// The number of findings above the limit.
    dropped: usize,
    /// A finding that is not kept, which the caller can still modify.
    discarded: Option<Diagnostic>,
}

impl Diagnostics {
    /// Reports an error.
    pub fn error(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Error, code, span, message.into())
    }

    /// Reports a warning.
    pub fn warning(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Warning, code, span, message.into())
    }

    /// Reports a note.
    pub fn note(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.report(Level::Note, code, span, message.into())
    }

    fn report(&mut self, level: Level, code: Code, span: Span, message: String) -> &mut Diagnostic {
        let message = printable::truncated(message, MAX_TEXT_CHARS);
        let suggests = self.findings.len() < MAX_SUGGESTING;
        let finding = Diagnostic { code, level, message, span, labels: Vec::new(), help: None, suggests };
        self.worst = self.worst.max(Some(level));
        if self.findings.len() >= MAX_FINDINGS {
            self.dropped += 1;
            return self.discarded.insert(finding);
        }
        let index = self.findings.len();
        self.findings.push(finding);
        &mut self.findings[index]
    }

    /// Appends the findings of another stage.
    pub fn append(&mut self, other: Diagnostics) {
        let free = MAX_FINDINGS.saturating_sub(self.findings.len());
        let excess = other.findings.len().saturating_sub(free);
        self.worst = self.worst.max(other.worst);
        self.dropped += other.dropped + excess;
        self.findings.extend(other.findings.into_iter().take(free));
    }

    /// Appends the findings of input that is tolerated. Errors become warnings, and say what was done instead.
    pub fn append_tolerated(&mut self, other: Diagnostics, done: &str) {
        self.append_tolerated_with(other, |_| done);
    }

    /// Does the same with a text for each code.
    pub fn append_tolerated_with<'d>(&mut self, mut other: Diagnostics, done: impl Fn(Code) -> &'d str) {
        for finding in other.findings.iter_mut().filter(|finding| finding.level == Level::Error) {
            finding.level = Level::Warning;
            finding.message =
                printable::truncated(format!("{}; {}", finding.message, done(finding.code)), MAX_TEXT_CHARS);
        }
        other.worst = other.worst.min(Some(Level::Warning));
        self.append(other);
    }

    /// Turns errors with these codes into warnings, which say what was done instead. Returns them.
    pub fn tolerate(&mut self, codes: &[Code], done: &str) -> Vec<Diagnostic> {
        let is_tolerated = |finding: &&mut Diagnostic| finding.level == Level::Error && codes.contains(&finding.code);
        let mut tolerated = Vec::new();
        for finding in self.findings.iter_mut().filter(is_tolerated) {
            finding.level = Level::Warning;
            finding.message = printable::truncated(format!("{}; {done}", finding.message), MAX_TEXT_CHARS);
            tolerated.push(finding.clone());
        }
        if self.dropped == 0 {
            self.worst = self.findings.iter().map(|finding| finding.level).max();
        }
        tolerated
    }

    /// Turns warnings into errors.
    pub fn deny_warnings(&mut self) {
        for finding in self.findings.iter_mut().filter(|finding| finding.level == Level::Warning) {
            finding.level = Level::Error;
        }
        if self.worst == Some(Level::Warning) {
            self.worst = Some(Level::Error);
        }
    }

    /// Returns how many findings were reported.
    pub fn count(&self) -> usize {
        self.findings.len() + self.dropped
    }

    /// Returns whether an error was reported, which means that no Model can be built.
    pub fn has_errors(&self) -> bool {
        self.worst == Some(Level::Error)
    }

    /// Returns the highest level that was reported.
    pub fn worst(&self) -> Option<Level> {
        self.worst
    }

    /// Returns whether further findings are only counted, so that computing their help is useless.
    pub fn is_full(&self) -> bool {
        self.findings.len() >= MAX_FINDINGS
    }

    /// Returns whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.worst.is_none()
    }

    /// Returns the findings sorted by location, code and message, without duplicates.
    pub fn finish(mut self, sources: &Sources) -> Vec<Diagnostic> {
        self.findings.sort_by(|a, b| {
            let path = |finding: &Diagnostic| sources.path(finding.span.file);
            path(a).cmp(path(b)).then_with(|| sort_key(a).cmp(&sort_key(b)))
        });
        self.findings.dedup_by(|a, b| sort_key(a) == sort_key(b));
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

/// Returns what findings in one file are sorted and deduplicated by.
fn sort_key(finding: &Diagnostic) -> (Span, Code, &str, Level) {
    (finding.span, finding.code, &finding.message, finding.level)
}

#[cfg(test)]
mod tests;
