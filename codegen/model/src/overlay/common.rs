//! Applies facts that several kinds of entries have.

use super::keys::{REQUIRED_KEYS, entry_keys};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::duplicates::add_search_word;
use crate::load::groups::check_group;
use crate::load::names;
use crate::model::{Shape, Sites};
use crate::source::Span;
use crate::syntax::fields::Fields;
use crate::syntax::json::Value;

/// Reports facts other than `facts`, which are those that an entry of this kind can have.
pub(super) fn allow_facts(fields: &Fields<'_>, facts: &[&str], kind: &str, diagnostics: &mut Diagnostics) {
    for key in fields.keys().filter(|key| !REQUIRED_KEYS.contains(&&*key.text) && !facts.contains(&&*key.text)) {
        // Keys that no entry can have were reported before.
        if entry_keys().contains(&&*key.text) {
            let message = format!("`{}` is not allowed in an entry that {kind}", key.text);
            diagnostics.error(Code::UNKNOWN_KEY, key.span, message).help(format!("use one of: {}", facts.join(", ")));
        }
    }
}

/// Sets `slot`, and reports an entry that does not change it.
pub(super) fn set<T: PartialEq>(slot: &mut T, value: T, what: &str, span: Span, diagnostics: &mut Diagnostics) {
    if *slot == value {
        let message = format!("the {what} has no effect: the descriptor already has this value");
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, span, message).help("remove it from the entry");
    }
    *slot = value;
}

/// Applies the description.
pub(super) fn description(entry: &Fields<'_>, doc: &mut String, diagnostics: &mut Diagnostics) {
    if let Some(text) = entry.string("description", diagnostics) {
        set(doc, text.value, "description", text.span, diagnostics);
    }
}

/// Applies the address of the documentation page.
pub(super) fn page(entry: &Fields<'_>, page: &mut Option<String>, diagnostics: &mut Diagnostics) {
    if let Some(url) = entry.string("page", diagnostics).filter(|url| names::check_page(url, diagnostics)) {
        set(page, Some(url.value), "page", url.span, diagnostics);
    }
}

/// Adds the words by which people search for the target. Upstream publishes none.
pub(super) fn search_words(entry: &Fields<'_>, words: &mut Vec<String>, diagnostics: &mut Diagnostics) {
    for word in entry.strings("search_words", diagnostics) {
        add_search_word(words, word, diagnostics);
    }
}

/// Applies the sites that have the target.
pub(super) fn sites(entry: &Fields<'_>, sites: &mut Option<Sites>, diagnostics: &mut Diagnostics) {
    if let (Some(found), Some(node)) = (entry.word("sites", Sites::NAMES, diagnostics), entry.get("sites")) {
        set(sites, Some(found), "value of `sites`", node.span, diagnostics);
    }
}

/// Applies groups of members.
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

/// Reads a group of members of `shape`.
fn group(entry: &Fields<'_>, key: &str, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<Vec<String>> {
    let node = entry.get(key)?;
    let words = entry.strings(key, diagnostics);
    matches!(node.value, Value::Array(_)).then(|| check_group(words, node.span, shape, diagnostics))
}
