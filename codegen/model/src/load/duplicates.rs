//! Reports names that are defined twice.

use super::names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{EnumValue, Service};
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// Reports that `name`, the name of a `what`, is already defined at `first`.
pub fn report_duplicate(what: &str, name: &str, span: Span, first: Span, diagnostics: &mut Diagnostics) {
    let message = format!("duplicate {what} `{name}`");
    diagnostics.error(Code::DUPLICATE_NAME, span, message).label(first, "first defined here");
}

/// Returns whether a shape or enumeration already has this name, and reports it.
pub fn is_duplicate_type(name: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> bool {
    let shape = service.shapes.get(&name.value).map(|shape| shape.span);
    let first = shape.or(service.enums.get(&name.value).map(|found| found.span));
    if let Some(first) = first {
        report_duplicate("type", &name.value, name.span, first, diagnostics);
    }
    first.is_some()
}

/// Adds a value to an enumeration. Reports one that is there already.
pub fn add_value(values: &mut Vec<EnumValue>, value: EnumValue, diagnostics: &mut Diagnostics) {
    match values.iter().find(|first| first.value == value.value) {
        Some(first) => report_duplicate("value", &value.value, value.span, first.span, diagnostics),
        None => values.push(value),
    }
}

/// Adds a word by which people search. Reports one that is there already.
pub fn add_search_word(words: &mut Vec<String>, word: Spanned<String>, diagnostics: &mut Diagnostics) {
    if !names::check_search_word(&word, diagnostics) {
        return;
    }
    if words.contains(&word.value) {
        diagnostics.error(Code::DUPLICATE_NAME, word.span, format!("duplicate search word `{}`", word.value));
    } else {
        words.push(word.value);
    }
}
