//! The levels of rules: the file beside the schemas that turns a rule off, or sets another level for it.

mod read;

pub use read::{KEYS, PREVIEW_KEYS, load};

use std::collections::BTreeMap;

use crate::accepted::matches;
use crate::finding::Finding;
use crate::rule::{Rule, Severity};

/// The file name of the levels.
pub const FILE: &str = "diff.toml";

/// The levels. Later entries come before earlier ones.
#[derive(Debug, Default)]
pub struct Levels {
    entries: Vec<Entry>,
    /// The modules of the services in preview, each with the reason.
    previews: BTreeMap<String, String>,
}

/// A level of one rule.
#[derive(Debug)]
struct Entry {
    rule: &'static Rule,
    /// The severity; `None` if the rule is off.
    level: Option<Severity>,
    /// The pattern of the places; `None` for any place.
    place: Option<String>,
    /// Whether it is only about services in preview.
    preview: bool,
    reason: String,
}

impl Levels {
    /// Sets the severity of findings. A finding of a rule that is off is accepted, so that it still counts for the version.
    pub(crate) fn apply(&self, findings: &mut [Finding]) {
        for finding in findings {
            let Some(entry) = self.entries.iter().rev().find(|entry| self.selects(entry, finding)) else { continue };
            match entry.level {
                Some(severity) => finding.severity = severity,
                None => finding.accepted = Some(self.reason(entry, finding)),
            }
        }
    }

    fn selects(&self, entry: &Entry, finding: &Finding) -> bool {
        entry.rule.id == finding.rule.id
            && entry.place.as_ref().is_none_or(|pattern| matches(pattern, &finding.place))
            && (!entry.preview || self.previews.contains_key(&finding.service))
    }

    fn reason(&self, entry: &Entry, finding: &Finding) -> String {
        let preview = self.previews.get(&finding.service).filter(|_| entry.preview);
        let preview = preview.map_or(String::new(), |reason| format!(" (in preview: {reason})"));
        format!("off: {}{preview}", entry.reason)
    }
}
