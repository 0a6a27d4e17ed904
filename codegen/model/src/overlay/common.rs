//! Reads what several kinds of entries state.

use super::keys::{FRAME, entry_keys};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::groups::checked;
use crate::load::names;
use crate::model::Shape;
use crate::source::Span;
use crate::syntax::fields::Fields;
use crate::syntax::json::Value;

/// Reports facts that cannot be said of what an entry is about.
pub(super) fn only(fields: &Fields<'_>, facts: &[&str], about: &str, diagnostics: &mut Diagnostics) {
    for key in fields.keys().filter(|key| !FRAME.contains(&&*key.text) && !facts.contains(&&*key.text)) {
        // What is no key of an entry at all has been reported already.
        if entry_keys().contains(&&*key.text) {
            let message = format!("`{}` cannot be said here: the entry {about}", key.text);
            diagnostics
                .error(Code::UNKNOWN_KEY, key.span, message)
                .help(format!("possible here: {}", facts.join(", ")));
        }
    }
}

/// Sets `slot`, which must not hold the value yet.
pub(super) fn set<T: PartialEq>(slot: &mut T, value: T, what: &str, span: Span, diagnostics: &mut Diagnostics) {
    if *slot == value {
        let message = format!("the entry changes nothing: this {what} is what the descriptor says already");
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, span, message).help("remove it from the entry");
    }
    *slot = value;
}

pub(super) fn describe(entry: &Fields<'_>, doc: &mut String, diagnostics: &mut Diagnostics) {
    if let Some(text) = entry.string("description", diagnostics) {
        set(doc, text.value, "description", text.span, diagnostics);
    }
}

pub(super) fn page(entry: &Fields<'_>, page: &mut Option<String>, diagnostics: &mut Diagnostics) {
    if let Some(url) = entry.string("page", diagnostics).filter(|url| names::check_page(url, diagnostics)) {
        set(page, Some(url.value), "page", url.span, diagnostics);
    }
}

pub(super) fn groups(entry: &Fields<'_>, shape: &mut Shape, diagnostics: &mut Diagnostics) {
    if let Some(group) = group(entry, "one_of", shape, diagnostics) {
        shape.one_of.push(group);
    }
    if let Some(group) = group(entry, "some_of", shape, diagnostics) {
        shape.some_of.push(group);
    }
    if let Some(group) = group(entry, "together", shape, diagnostics) {
        shape.together.push(group);
    }
}

/// Members of `shape`, two at least.
fn group(entry: &Fields<'_>, key: &str, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let node = entry.get(key)?;
    let words = entry.strings(key, diagnostics);
    matches!(node.value, Value::Array(_)).then(|| checked(words, node.span, shape, diagnostics))
}
