//! The list of accepted findings.

use super::date::Date;
use super::glob;
use crate::comparison;
use crate::finding::Finding;
use crate::rule::Rule;
use codegen_model::source::Span;

/// The file name of the list.
pub const FILE: &str = "accepted.toml";

/// The list.
#[derive(Debug, Default)]
pub struct Accepted {
    pub(super) entries: Vec<Entry>,
}

/// Accepts findings of one rule, with a reason.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rule: &'static Rule,
    pub(super) selector: Selector,
    pub(super) reason: String,
    /// The last day on which the entry is valid.
    pub(super) until: Option<Date>,
    pub(super) span: Span,
}

/// Selects findings of a rule.
#[derive(Debug)]
pub(super) enum Selector {
    /// The findings whose places match a pattern.
    Places(String),
    /// The finding with this fingerprint.
    Fingerprint(String),
}

impl Entry {
    fn accepts(&self, finding: &Finding) -> bool {
        self.rule.id == finding.rule.id
            && match &self.selector {
                Selector::Places(pattern) => glob::matches(pattern, &finding.place),
                Selector::Fingerprint(fingerprint) => *fingerprint == finding.fingerprint,
            }
    }

    /// Returns a finding if the entry accepts whatever its rule reports in a service, or anywhere.
    fn catch_all(&self) -> Option<Finding> {
        let Selector::Places(pattern) = &self.selector else { return None };
        let place = format!("{FILE}/{}/{pattern}", self.rule.id);
        let spans = [Span::NOWHERE, self.span];
        glob::is_catch_all(pattern)
            .then(|| comparison::finding(comparison::ACCEPTED_CATCH_ALL, place, [self.rule.id, pattern], spans))
    }

    /// Returns a finding about this entry.
    fn finding(&self, id: &str) -> Finding {
        let until = self.until.map_or(String::new(), |until| until.to_string());
        let (Selector::Places(selector) | Selector::Fingerprint(selector)) = &self.selector;
        let place = format!("{FILE}/{}/{selector}", self.rule.id);
        comparison::finding(id, place, [&until, ""], [Span::NOWHERE, self.span])
    }
}

impl Accepted {
    /// Marks the findings that are accepted today, and adds a finding for each expired or unused entry.
    pub fn apply(&self, findings: &mut Vec<Finding>, today: Date) {
        let mut about_entries = Vec::new();
        for entry in &self.entries {
            if entry.until.is_some_and(|until| until < today) {
                about_entries.push(entry.finding(comparison::ACCEPTED_EXPIRED));
                continue;
            }
            about_entries.extend(entry.catch_all());
            let mut used = false;
            for finding in findings.iter_mut().filter(|finding| entry.accepts(finding)) {
                finding.accepted.get_or_insert_with(|| entry.reason.clone());
                used = true;
            }
            about_entries.extend((!used).then(|| entry.finding(comparison::ACCEPTED_UNUSED)));
        }
        findings.append(&mut about_entries);
    }
}
