//! A rule: the edits that it matches, its verdicts, and its texts.
//!
//! Each rule is a TOML file in `codegen/diff/rules`; `rules` lists them.

mod condition;
mod verdict;

pub use condition::Condition;
pub use verdict::{Bump, Severity, Verdict, Verdicts};

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Flow, Kind};

/// A rule of the schema diff.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule's name: the name of its file.
    #[serde(skip)]
    pub id: &'static str,
    /// What happened, without a full stop. The placeholders are `{subject}`, `{old}` and `{new}`.
    #[serde(deserialize_with = "one_line")]
    pub message: String,
    /// Why the change matters, and for whom.
    #[serde(deserialize_with = "one_line")]
    pub why: String,
    /// What to do; `None` if no action is needed.
    #[serde(default, deserialize_with = "optional_line")]
    pub fix: Option<String>,
    /// How much attention findings need.
    pub severity: Severity,
    /// What the change breaks.
    pub verdicts: Verdicts,
    /// The version that the crate needs.
    pub bump: Bump,
    /// The edits that the rule matches. A rule about the comparison as a whole matches none.
    #[serde(rename = "match", default)]
    pub matcher: Matcher,
    /// The schema before and after. Every rule that matches edits has an example.
    pub example: Option<Example>,
}

/// Selects edits. An edit has to satisfy every field.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matcher {
    /// The kinds of items.
    pub kinds: Vec<Kind>,
    /// The facets; empty to match changes of items as a whole.
    #[serde(default)]
    pub facets: Vec<Facet>,
    /// The kinds of changes.
    pub changes: Vec<ChangeKind>,
    /// The direction; `None` matches both.
    pub flow: Option<Flow>,
    /// A condition on the edit.
    pub condition: Option<Condition>,
}

/// An example of a change: a piece of a schema, before and after.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The part of a schema that the piece belongs to.
    pub within: Within,
    /// The piece before the change.
    #[serde(deserialize_with = "piece")]
    pub before: String,
    /// The piece after the change.
    #[serde(deserialize_with = "piece")]
    pub after: String,
    /// Other rules that the example cannot avoid reporting, each with the reason.
    #[serde(default)]
    pub also: BTreeMap<String, String>,
}

/// The part of a schema that a piece belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// The parameters of an action in a descriptor.
    Parameters,
    /// The response of an action in a descriptor.
    Response,
    /// The actions of a descriptor.
    Actions,
    /// The keys of a descriptor.
    Descriptor,
    /// The entries of an overlay.
    Overlay,
    /// The authorization table of a service.
    Authorization,
    /// The manifest: its package table or one service.
    Manifest,
    /// Schemas of Cloud Infinite. A comment before a schema names its file.
    Operation,
    /// A file of processing rules.
    Rules,
    /// A file of error codes.
    Errors,
}

impl Rule {
    /// Parses a rule file.
    ///
    /// # Errors
    ///
    /// Returns a message with the line and column of the first mistake.
    pub fn parse(id: &'static str, text: &str) -> Result<Self, String> {
        toml::from_str(text).map(|rule| Self { id, ..rule }).map_err(|error| error.to_string())
    }
}

impl Matcher {
    /// Whether the rule judges this edit of an item that travels in this direction.
    pub fn matches(&self, edit: &Edit<'_, '_>, flow: Flow) -> bool {
        let facet = edit.facet.map_or(self.facets.is_empty(), |facet| self.facets.contains(&facet));
        facet
            && self.kinds.contains(&edit.kind())
            && self.changes.contains(&edit.change)
            && self.flow.is_none_or(|only| only == flow)
            && self.condition.is_none_or(|condition| condition.holds(edit))
    }
}

/// Reads a text that a file may wrap.
fn one_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn optional_line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    one_line(deserializer).map(Some)
}

/// Reads a piece of a schema without the line break before the closing quotes.
fn piece<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    String::deserialize(deserializer).map(|text| text.trim_end_matches('\n').to_owned())
}
