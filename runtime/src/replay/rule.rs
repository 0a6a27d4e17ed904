//! Replay of rules through their builders.

use std::str::FromStr;

use crate::Rule;
use crate::rule::ParseRuleError;

/// A builder of rules for replay.
#[derive(Clone, Copy)]
pub struct RuleEntry {
    /// The builder.
    pub name: &'static str,
    read: fn(&str) -> Result<Rule, ParseRuleError>,
}

impl RuleEntry {
    /// Returns the entry of a builder.
    pub fn of<R: FromStr<Err = ParseRuleError> + Into<Rule>>(name: &'static str) -> Self {
        Self { name, read: |text| text.parse::<R>().map(Into::into) }
    }

    /// Parses a rule with the builder and writes it again.
    ///
    /// # Errors
    ///
    /// Fails if the text is not a rule of this kind.
    pub fn reread(&self, text: &str) -> Result<Rule, ParseRuleError> {
        (self.read)(text)
    }
}
