//! Where the parts of a description stand in its file.

use super::span::Span;

/// The spans of the parts of a description, by key or attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    whole: Span,
    parts: Vec<(String, Span)>,
}

impl Places {
    /// Creates the places of a description from those of its parts.
    pub fn new(whole: Span, parts: impl IntoIterator<Item = (String, Span)>) -> Self {
        Self { whole, parts: parts.into_iter().collect() }
    }

    /// Returns the span of a part, or else of the whole description.
    pub fn of(&self, part: &str) -> Span {
        self.parts.iter().find(|(name, _)| name == part).map_or(self.whole, |(_, span)| *span)
    }
}
