//! What things may be called. Names end up in paths, identifiers and string literals: whatever could mean something
//! else there is refused.

use super::fields::At;
use crate::diagnostic::{Code, Diagnostics};

const MAX: usize = 128;

/// A module: a lower-case word that can name a folder.
pub fn module(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    check(name, fits, "a service", "lower-case letters, digits and `_`, a letter first", diagnostics)
}

/// A version: a date.
pub fn version(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        let pattern = |(index, c): (usize, char)| if index == 4 || index == 7 { c == '-' } else { c.is_ascii_digit() };
        text.len() == 10 && text.chars().enumerate().all(pattern)
    };
    check(name, fits, "a version", "a date such as `2020-12-29`", diagnostics)
}

/// An operation.
pub fn operation(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "an operation", "letters, digits and `_`, at least one letter", diagnostics)
}

/// A shape or enumeration.
pub fn shape(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "a shape", "letters, digits and `_`, at least one letter", diagnostics)
}

/// A member: whatever can stand as a JSON key, an XML element, a query key and a header.
pub fn member(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        let mut characters = text.chars();
        text == "#text"
            || characters.any(|c| c.is_ascii_alphanumeric())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    check(name, fits, "a member", "letters, digits, `_`, `-` and `.`", diagnostics)
}

/// A host name.
pub fn host(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits =
        |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.'));
    check(name, fits, "a host", "lower-case letters, digits, `-` and `.`", diagnostics)
}

/// A package of the registry.
pub fn package(name: &At<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    check(name, fits, "a package", "lower-case letters, digits and `-`, a letter first", diagnostics)
}

fn is_word(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn check(
    name: &At<String>,
    fits: impl Fn(&str) -> bool,
    what: &str,
    rule: &str,
    diagnostics: &mut Diagnostics,
) -> bool {
    let good = !name.value.is_empty() && name.value.len() <= MAX && fits(&name.value);
    if !good {
        let shown: String = name.value.chars().take(40).collect();
        let message = format!("{what} cannot be called {shown:?}");
        diagnostics.error(Code::NAME_NOT_ALLOWED, name.span, message).help(format!("allowed: {rule}"));
    }
    good
}
