//! Rules taken through their builders.

use std::str::FromStr;

use crate::Rule;
use crate::rule::ParseRuleError;

/// A kind of rule that texts can be read as.
#[derive(Clone, Copy)]
pub struct RuleEntry {
    /// The builder.
    pub name: &'static str,
    read: fn(&str) -> Result<Rule, ParseRuleError>,
}

impl RuleEntry {
    /// The entry of a builder.
    pub fn of<R: FromStr<Err = ParseRuleError> + Into<Rule>>(name: &'static str) -> Self {
        Self { name, read: |text| text.parse::<R>().map(Into::into) }
    }

    /// Reads a rule into the builder, and writes that again.
    ///
    /// # Errors
    ///
    /// Fails where the text is no rule of this kind.
    pub fn reread(&self, text: &str) -> Result<Rule, ParseRuleError> {
        (self.read)(text)
    }
}
