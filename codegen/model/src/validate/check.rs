//! Collects the findings of one check.

use super::violation::{Findings, Flaw, Violation};
use crate::diagnostic::did_you_mean;
use crate::model::Service;
use crate::text::is_hidden;

/// The maximum number of violations, and of notes.
const MAX_FINDINGS: usize = 100;

/// The maximum length of a quoted value, in characters.
const MAX_QUOTE: usize = 60;

/// A check in progress.
#[derive(Debug)]
pub struct Check<'m> {
    pub(super) service: &'m Service,
    /// Whether groups of members are checked.
    pub(super) has_groups: bool,
    /// What was found so far.
    pub findings: Findings,
}

impl<'m> Check<'m> {
    /// Creates a check of documents of a service.
    pub fn new(service: &'m Service) -> Self {
        Self { service, has_groups: true, findings: Findings::default() }
    }

    /// Creates a check of responses: groups say what a request may set.
    pub fn of_responses(service: &'m Service) -> Self {
        Self { has_groups: false, ..Self::new(service) }
    }

    /// Reports a violation.
    pub fn report(&mut self, place: impl Into<String>, flaw: Flaw, rule: impl Into<String>) {
        if self.findings.violations.len() < MAX_FINDINGS {
            self.findings.violations.push(Violation { place: place.into(), flaw, rule: rule.into() });
        }
    }

    /// Reports a value that is not in the schema, but that the service may have added.
    pub(super) fn note(&mut self, place: &str, rule: String) {
        if self.findings.notes.len() < MAX_FINDINGS {
            self.findings.notes.push(Violation { place: place.to_owned(), flaw: Flaw::Value, rule });
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

    /// Checks a content type, unless it is empty.
    pub fn content_type(&mut self, header: &str, expected: &str) {
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
