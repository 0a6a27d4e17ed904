//! Knows which findings are accepted, why, and until when: the list of it beside the schemas.

mod date;
mod glob;
mod read;
mod write;

pub use date::Date;
pub use read::{KEYS, load};
pub use write::entries;

use super::finding::Finding;
use super::rule::Rule;
use super::whole;
use codegen_model::source::Span;

/// The list's name.
pub const FILE: &str = "accepted.toml";

/// The list.
#[derive(Debug, Default)]
pub struct Accepted {
    pub(super) entries: Vec<Entry>,
}

/// What is accepted, and why.
#[derive(Debug)]
pub(super) struct Entry {
    rule: &'static Rule,
    of: Of,
    reason: String,
    until: Option<Date>,
    span: Span,
}

/// Which findings of a rule an entry is for.
#[derive(Debug)]
enum Of {
    /// Those at places that a pattern is for.
    Places(String),
    /// This one.
    Fingerprint(String),
}

impl Entry {
    fn is_for(&self, finding: &Finding) -> bool {
        self.rule.id == finding.rule.id
            && match &self.of {
                Of::Places(pattern) => glob::matches(pattern, &finding.place),
                Of::Fingerprint(fingerprint) => *fingerprint == finding.fingerprint,
            }
    }

    fn finding(&self, rule: &'static Rule) -> Finding {
        let until = self.until.map_or(String::new(), |until| until.to_string());
        let (Of::Places(of) | Of::Fingerprint(of)) = &self.of;
        let place = format!("{FILE}/{}/{of}", self.rule.id);
        whole::finding(rule, place, (&until, ""), (Span::NOWHERE, self.span))
    }
}

impl Accepted {
    /// Marks the findings that are accepted today. What is wrong with the list becomes findings as well.
    pub fn apply(&self, findings: &mut Vec<Finding>, today: Date) {
        let mut wrong = Vec::new();
        for entry in &self.entries {
            if entry.until.is_some_and(|until| until < today) {
                wrong.push(entry.finding(&whole::ACCEPTED_EXPIRED));
                continue;
            }
            let mut used = false;
            for finding in findings.iter_mut().filter(|finding| entry.is_for(finding)) {
                finding.accepted.get_or_insert_with(|| entry.reason.clone());
                used = true;
            }
            wrong.extend((!used).then(|| entry.finding(&whole::ACCEPTED_UNUSED)));
        }
        findings.append(&mut wrong);
    }
}
