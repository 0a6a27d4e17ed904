//! Collects the findings of one check.

use codegen_model::Service;
use codegen_model::diagnostic::did_you_mean;
use codegen_model::text::is_hidden;

use super::violation::{Findings, Flaw, Violation};
use crate::request::ReceivedRequest;

/// The maximum number of violations, and of notes.
const MAX_FINDINGS: usize = 100;

/// The maximum length of a quoted value, in characters.
const MAX_QUOTE: usize = 60;

/// A check in progress.
pub(super) struct Check<'m> {
    pub(super) service: &'m Service,
    pub(super) findings: Findings,
}

impl<'m> Check<'m> {
    pub(super) fn new(service: &'m Service) -> Self {
        Self { service, findings: Findings::default() }
    }

    pub(super) fn report(&mut self, place: impl Into<String>, flaw: Flaw, rule: impl Into<String>) {
        if self.findings.violations.len() < MAX_FINDINGS {
            self.findings.violations.push(Violation { place: place.into(), flaw, rule: rule.into() });
        }
    }

    pub(super) fn note(&mut self, note: String) {
        if self.findings.notes.len() < MAX_FINDINGS {
            self.findings.notes.push(note);
        }
    }

    pub(super) fn unknown<'k>(&mut self, place: &str, name: &str, known: impl Iterator<Item = &'k str>) {
        // The search for similar names is expensive, so it is bounded too.
        if self.findings.violations.len() >= MAX_FINDINGS {
            return;
        }
        let help = did_you_mean(name, known).map(|similar| format!(", did you mean `{similar}`?"));
        self.report(join(place, &quote(name)), Flaw::Unknown, format!("is unknown{}", help.unwrap_or_default()));
    }

    /// Checks the content type, where there is one.
    pub(super) fn content_type(&mut self, request: &ReceivedRequest, expected: &str) {
        let header = request.header("content-type");
        let found = header.split(';').next().unwrap_or_default().trim();
        if !header.is_empty() && !found.eq_ignore_ascii_case(expected) {
            self.report("Content-Type", Flaw::Type, format!("must be {expected}, is {}", quote(found)));
        }
    }
}

/// Returns the place of a member.
pub(super) fn join(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

/// Shortens untrusted text for a message, and replaces its hidden characters.
pub(super) fn quote(text: &str) -> String {
    let mut start: String = text.chars().take(MAX_QUOTE).map(|c| if is_hidden(c) { '\u{fffd}' } else { c }).collect();
    if text.chars().nth(MAX_QUOTE).is_some() {
        start.push('…');
    }
    start
}
