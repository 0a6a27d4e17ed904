//! Reads the expected differences, each with its reason: `tests/conformance/differences.json`. Any other difference
//! fails.

use std::cell::Cell;

use anyhow::{Context, Result};
use codegen_model::files::{self, MAX_FILE_BYTES};
use serde::Deserialize;

use super::install;
use super::plan::Call;

/// The list of expected differences.
#[derive(Deserialize)]
pub struct Known {
    entries: Vec<Entry>,
}

/// An expected difference, and how often it occurred.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The part that differs.
    pub what: String,
    /// The SDK; all if absent.
    pub sdk: Option<String>,
    /// The HTTP method; all if absent.
    pub method: Option<String>,
    /// The host, `cos`, `ci` or `pic`; all if absent.
    pub host: Option<String>,
    /// The operation; all if absent.
    pub operation: Option<String>,
    /// The example; all if absent.
    pub title: Option<String>,
    /// The reason.
    pub why: String,
    /// How often it occurred.
    #[serde(skip)]
    pub occurrences: Cell<usize>,
}

impl Known {
    /// Reads the list.
    pub fn read() -> Result<Self> {
        let path = install::drivers().join("differences.json");
        let text = files::read_text(&path, MAX_FILE_BYTES).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Returns whether a difference is expected, and counts it.
    pub fn contains(&self, what: &str, sdk: &str, call: &Call) -> bool {
        let found = self.entries.iter().find(|entry| entry.matches(what, sdk, call));
        found.inspect(|entry| entry.occurrences.set(entry.occurrences.get() + 1)).is_some()
    }

    /// Returns all entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    fn matches(&self, what: &str, sdk: &str, call: &Call) -> bool {
        let text = |key: &str| call.request[key].as_str().unwrap_or_default();
        let conditions = [
            (&self.sdk, sdk),
            (&self.method, text("method")),
            (&self.host, text("host")),
            (&self.operation, call.operation.as_str()),
            (&self.title, call.title.as_str()),
        ];
        let holds = |(wanted, actual): (&Option<String>, &str)| wanted.as_ref().is_none_or(|wanted| wanted == actual);
        what == self.what && conditions.into_iter().all(holds)
    }

    /// Returns where the difference is expected.
    pub fn scope(&self) -> String {
        let parts = [&self.sdk, &self.method, &self.host, &self.operation, &self.title].into_iter().flatten();
        let parts: Vec<_> = parts.map(String::as_str).collect();
        if parts.is_empty() { "everywhere".to_owned() } else { parts.join(", ") }
    }
}
