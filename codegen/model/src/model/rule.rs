//! Image processing rules: texts with a grammar, such as `imageMogr2/thumbnail/!50p`.

use super::shape::Range;
use crate::source::Span;

/// A kind of rule: a head, followed by parts in any order.
#[derive(Clone, Debug)]
pub struct RuleKind {
    /// The name.
    pub name: String,
    /// The index of its schema file in the units of the service.
    pub unit: usize,
    /// The documentation.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// The words by which people search for it.
    pub search_words: Vec<String>,
    /// The head.
    pub head: RulePart,
    /// The parts that can follow.
    pub parts: Vec<RulePart>,
    /// Examples of whole rules.
    pub examples: Vec<RuleExample>,
    /// The name of the Rust type. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

/// A part of a rule.
#[derive(Clone, Debug, Default)]
pub struct RulePart {
    /// The name.
    pub name: String,
    /// The form, with parameters in braces: `thumbnail/{width}x{height}`.
    pub form: String,
    /// The documentation.
    pub doc: String,
    /// The parameters, in the order of the form.
    pub params: Vec<RuleParam>,
    /// The name of the Rust method. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

/// A parameter of a part.
#[derive(Clone, Debug)]
pub struct RuleParam {
    /// The name.
    pub name: String,
    /// The type.
    pub ty: RuleType,
    /// The meaning.
    pub doc: String,
    /// The name of the Rust argument. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

/// The type of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleType {
    /// An integer.
    Integer(Range),
    /// False or true, written as 0 or 1.
    Flag,
    /// A number.
    Float(Range),
    /// A word.
    Word,
    /// A value of an enumeration.
    Enum(String),
    /// Text of a maximum length, as URL-safe base64.
    Base64(Option<i64>),
}

/// An example of a whole rule.
#[derive(Clone, Debug)]
pub struct RuleExample {
    /// The rule.
    pub rule: String,
    /// The span.
    pub span: Span,
}

impl RuleKind {
    /// Returns whether a text is the head of this kind followed by parts of it.
    pub fn matches(&self, text: &str) -> bool {
        let Some(mut rest) = self.head.strip_from(text) else { return false };
        while !rest.is_empty() {
            let Some(next) = self.parts.iter().find_map(|part| part.strip_from(rest)) else { return false };
            rest = next;
        }
        true
    }
}

impl RulePart {
    /// Returns the names of the parameters in the form.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.form.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
    }

    /// Strips this part from the beginning of a text.
    fn strip_from<'t>(&self, text: &'t str) -> Option<&'t str> {
        let segments = self.form.split('/').count();
        let end = text.match_indices('/').nth(segments - 1).map_or(text.len(), |(at, _)| at);
        let (own, rest) = text.split_at(end);
        let mut literals =
            self.form.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, literal)| literal));
        let mut left = own.strip_prefix(literals.next()?)?;
        for literal in literals {
            let end = if literal.is_empty() { left.len() } else { left.find(literal)? };
            if end == 0 {
                return None;
            }
            left = &left[end + literal.len()..];
        }
        left.is_empty().then(|| rest.strip_prefix('/').unwrap_or(rest))
    }
}
