//! Differences that are known and right: `tests/conformance/differences.json`, each with its reason. Everything that is
//! not in it fails.

use std::cell::Cell;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::install;
use super::plan::Call;

/// The list.
#[derive(Deserialize)]
pub struct Known {
    entries: Vec<Entry>,
}

/// One difference, and how often it was met.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What differs.
    pub what: String,
    /// Of which SDK; of all where it is absent.
    pub sdk: Option<String>,
    /// With which HTTP method; with all where it is absent.
    pub method: Option<String>,
    /// On which host: `cos`, `ci`, `pic`; on all where it is absent.
    pub host: Option<String>,
    /// Of which operation; of all where it is absent.
    pub operation: Option<String>,
    /// Of which example; of all where it is absent.
    pub title: Option<String>,
    /// The reason.
    pub why: String,
    /// How often it was met.
    #[serde(skip)]
    pub met: Cell<usize>,
}

impl Known {
    /// Reads the list.
    pub fn read() -> Result<Self> {
        let path = install::drivers().join("differences.json");
        let text = std::fs::read_to_string(&path)?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Whether a difference is known. It counts as met then.
    pub fn has(&self, what: &str, sdk: &str, call: &Call) -> bool {
        let found = self.entries.iter().find(|entry| entry.is(what, sdk, call));
        found.inspect(|entry| entry.met.set(entry.met.get() + 1)).is_some()
    }

    /// Every entry.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

impl Entry {
    fn is(&self, what: &str, sdk: &str, call: &Call) -> bool {
        let text = |key: &str| call.asked[key].as_str().unwrap_or_default();
        let places = [
            (&self.sdk, sdk),
            (&self.method, text("method")),
            (&self.host, text("host")),
            (&self.operation, &call.operation),
            (&self.title, &call.title),
        ];
        what == self.what && places.into_iter().all(|(wanted, is)| wanted.as_ref().is_none_or(|wanted| wanted == is))
    }

    /// Where it is known.
    pub fn place(&self) -> String {
        let parts = [&self.sdk, &self.method, &self.host, &self.operation, &self.title].into_iter().flatten();
        let parts: Vec<_> = parts.map(String::as_str).collect();
        if parts.is_empty() { "everywhere".to_owned() } else { parts.join(", ") }
    }
}
