//! Rules of image processing: texts with a grammar, such as `imageMogr2/thumbnail/!50p`.

use super::shape::Range;
use crate::source::Span;

/// A kind of rule: a head, and parts that can stand behind it in any order.
#[derive(Clone, Debug)]
pub struct RuleKind {
    /// Its name.
    pub name: String,
    /// The index of the schema file that it comes from in the service's units.
    pub unit: usize,
    /// What it does.
    pub doc: String,
    /// The documentation page.
    pub page: Option<String>,
    /// How it begins.
    pub head: RulePart,
    /// What can stand behind that.
    pub parts: Vec<RulePart>,
    /// Whole rules, as samples.
    pub examples: Vec<RuleExample>,
    /// The type's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

/// A part of a rule.
#[derive(Clone, Debug, Default)]
pub struct RulePart {
    /// Its name.
    pub name: String,
    /// Its form, with parameters in braces: `thumbnail/{width}x{height}`.
    pub form: String,
    /// What it does.
    pub doc: String,
    /// Its parameters, in the order of the form.
    pub params: Vec<RuleParam>,
    /// The method's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

/// A parameter of a part.
#[derive(Clone, Debug)]
pub struct RuleParam {
    /// Its name.
    pub name: String,
    /// What it may be.
    pub ty: RuleType,
    /// What it means.
    pub doc: String,
    /// The argument's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

/// What a parameter may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleType {
    /// A whole number.
    Integer(Range),
    /// A number.
    Float(Range),
    /// A word.
    Word,
    /// A value of an enumeration.
    Enum(String),
    /// Any text of so many characters at most, as URL-safe base64.
    Base64(Option<i64>),
}

/// A whole rule, as a sample.
#[derive(Clone, Debug)]
pub struct RuleExample {
    /// The rule.
    pub rule: String,
    /// Where it stands.
    pub span: Span,
}

impl RuleKind {
    /// Whether a text is the head of this kind and parts of it.
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
    /// The names of the parameters in the form.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.form.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
    }

    /// Returns what follows this part in a text that begins with it.
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
