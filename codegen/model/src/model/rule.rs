//! Rules of image processing: texts with a grammar, such as `imageMogr2/thumbnail/!50p`.

use serde::Serialize;

use super::shape::Range;
use crate::source::Span;

/// A kind of rule: a head, and parts that can stand behind it in any order.
#[derive(Clone, Debug, Serialize)]
pub struct RuleKind {
    /// Its name.
    pub name: String,
    /// The index of the schema file that it comes from in the service's units.
    #[serde(skip)]
    pub unit: usize,
    /// What it does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The documentation page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// How it begins.
    pub head: RulePart,
    /// What can stand behind that.
    pub parts: Vec<RulePart>,
    /// Whole rules, as samples.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<RuleExample>,
    /// The type's name in Rust. Filled by resolve.
    #[serde(skip)]
    pub rust_name: String,
    /// Where it is described.
    #[serde(skip)]
    pub span: Span,
}

/// A part of a rule.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RulePart {
    /// Its name.
    pub name: String,
    /// Its form, with parameters in braces: `thumbnail/{width}x{height}`.
    pub form: String,
    /// What it does.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// Its parameters, in the order of the form.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<RuleParam>,
    /// The method's name in Rust. Filled by resolve.
    #[serde(skip)]
    pub rust_name: String,
    /// Where it is described.
    #[serde(skip)]
    pub span: Span,
}

/// A parameter of a part.
#[derive(Clone, Debug, Serialize)]
pub struct RuleParam {
    /// Its name.
    pub name: String,
    /// What it may be.
    #[serde(rename = "type")]
    pub ty: RuleType,
    /// What it means.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doc: String,
    /// The argument's name in Rust. Filled by resolve.
    #[serde(skip)]
    pub rust_name: String,
    /// Where it is described.
    #[serde(skip)]
    pub span: Span,
}

/// What a parameter may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Clone, Debug, Serialize)]
pub struct RuleExample {
    /// The rule.
    pub rule: String,
    /// Where it stands.
    #[serde(skip)]
    pub span: Span,
}

impl RulePart {
    /// The names of the parameters in the form.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.form.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
    }
}
