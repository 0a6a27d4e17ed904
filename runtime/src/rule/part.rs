//! A part of a rule: a template such as `thumbnail/{width}x{height}` and its parameters. Writes and parses the part,
//! without knowledge of the rule.

use std::borrow::Cow;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::shape::{Token, Value, out_of_range};

/// A part of a rule.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    /// The method of the builder.
    pub name: &'static str,
    /// The template, with parameters in braces: `cut/{width}x{height}x{dx}x{dy}`.
    pub template: &'static str,
    /// The parameters.
    pub params: &'static [(&'static str, Param)],
}

/// The type of a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Param {
    /// An integer from the first to the second value, inclusive.
    Integer(i64, i64),
    /// False or true, written as 0 or 1.
    Flag,
    /// A number from the first to the second value, inclusive.
    Float(i64, i64),
    /// A word without characters that have a meaning in a rule.
    Word,
    /// Any text up to this number of characters, which travels as URL-safe base64.
    Base64(usize),
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// An integer.
    Integer(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(String),
}

/// Converts a flag.
impl From<bool> for Argument {
    fn from(value: bool) -> Self {
        Self::Integer(value.into())
    }
}

impl Part {
    /// Returns the keyword that the part starts with. Two parts with the same keyword are mutually exclusive.
    pub(super) fn keyword(&self) -> &'static str {
        self.template.split('/').next().unwrap_or_default()
    }

    /// Writes the part.
    pub(super) fn write(&self, arguments: &[Argument]) -> String {
        let mut text = String::new();
        let mut arguments = arguments.iter().zip(self.params);
        let mut rest = self.template;
        while let Some((before, behind)) = rest.split_once('{') {
            text.push_str(before);
            if let Some((argument, (_, param))) = arguments.next() {
                text.push_str(&written(argument, *param));
            }
            rest = behind.split_once('}').map_or("", |(_, rest)| rest);
        }
        text + rest
    }

    /// Parses the part at the start of `text`. Returns the arguments and the rest.
    pub(super) fn read<'t>(&self, text: &'t str) -> Option<(Vec<Argument>, &'t str)> {
        let segments = self.template.split('/').count();
        let end = text.match_indices('/').nth(segments - 1).map_or(text.len(), |(at, _)| at);
        let (own, rest) = text.split_at(end);
        Some((self.read_whole(own)?, rest.strip_prefix('/').unwrap_or(rest)))
    }

    fn read_whole(&self, text: &str) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        let (mut template, mut text) = (self.template, text);
        for (_, param) in self.params {
            let (before, behind) = template.split_once('{')?;
            template = behind.split_once('}')?.1;
            text = text.strip_prefix(before)?;
            let end = match template.chars().next() {
                Some(next) if next != '{' => text.find(next)?,
                _ => text.len(),
            };
            arguments.push(read(&text[..end], *param)?);
            text = &text[end..];
        }
        (text == template).then_some(arguments)
    }

    /// Returns the problems of the arguments, each with the parameter's name.
    pub(super) fn problems(&self, arguments: &[Argument]) -> Vec<(&'static str, String)> {
        let pairs = self.params.iter().zip(arguments);
        pairs.filter_map(|((name, param), argument)| Some((*name, problem(argument, *param)?))).collect()
    }
}

fn written(argument: &Argument, param: Param) -> Cow<'_, str> {
    match (argument, param) {
        (Argument::Text(text), Param::Base64(_)) => URL_SAFE_NO_PAD.encode(text).into(),
        (Argument::Text(text), _) => text.into(),
        (Argument::Integer(number), _) => number.to_string().into(),
        (Argument::Float(number), _) => number.to_string().into(),
    }
}

fn read(text: &str, param: Param) -> Option<Argument> {
    match param {
        Param::Integer(..) => text.parse().ok().map(Argument::Integer),
        Param::Flag => bool::read(Token::Text(text)).ok().map(Argument::from),
        Param::Float(..) => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Argument::Float),
        Param::Word => Some(Argument::Text(text.to_owned())),
        Param::Base64(_) => {
            let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
            String::from_utf8(bytes).ok().map(Argument::Text)
        }
    }
}

fn problem(argument: &Argument, param: Param) -> Option<String> {
    match (argument, param) {
        (Argument::Integer(number), Param::Integer(min, max)) if !(min..=max).contains(number) => {
            Some(out_of_range(min, max, number))
        }
        (Argument::Float(number), Param::Float(min, max)) if !(*number >= min as f64 && *number <= max as f64) => {
            Some(out_of_range(min, max, number))
        }
        (Argument::Text(word), Param::Word) if word.is_empty() || !word.chars().all(is_word_char) => {
            Some("must be a word of letters, digits, `-`, `_`, `.` and `!`".to_owned())
        }
        (Argument::Text(text), Param::Base64(_)) if text.is_empty() => Some("must not be empty".to_owned()),
        (Argument::Text(text), Param::Base64(max)) if text.chars().count() > max => {
            Some(format!("must have at most {max} characters, found {}", text.chars().count()))
        }
        _ => None,
    }
}

/// Returns whether a character has no meaning in a rule or a query.
fn is_word_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '!')
}
