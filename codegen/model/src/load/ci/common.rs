//! Reads what several elements have: documentation, `<page>`, and attributes that name an element on the wire.

use super::vocabulary::{self as spec, MEMBERS};
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::add_search_word;
use crate::load::names;
use crate::syntax::fields::Spanned;
use crate::syntax::xml::{Element, ElementSpec};

/// Reads the documentation of an element: its child `<doc>`.
pub(super) fn doc(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> String {
    element.first("doc").map(|doc| doc.open(spec::DOC, diagnostics).text()).unwrap_or_default()
}

/// Returns the documentation of an element that can be its own text: the text of a child `<doc>`, or else its own.
pub(super) fn text_of(element: Element<'_, '_>) -> String {
    element.first("doc").map_or_else(|| element.text(), |doc| doc.text())
}

/// Reads the address of the documentation page: the child `<page>`.
pub(super) fn page(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let address = element.first("page")?.open(spec::PAGE, diagnostics).required("href", diagnostics)?;
    names::check_page(&address, diagnostics).then_some(address.value)
}

/// Reads the words by which people search for an element: its children `<search-word>`.
pub(super) fn search_words(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut found = Vec::new();
    for word in element.all("search-word") {
        let word = word.open(spec::SEARCH_WORD, diagnostics);
        add_search_word(&mut found, Spanned { value: word.text(), span: word.span() }, diagnostics);
    }
    found
}

/// Returns whether an element has members that could not be read: fewer than it has children that may be one.
pub(super) fn lost_members(element: Element<'_, '_>, spec: ElementSpec, read: usize) -> bool {
    let may_be_member =
        |child: &Element<'_, '_>| MEMBERS.contains(&child.name()) || !spec.children.contains(&child.name());
    read < element.children().filter(may_be_member).count()
}

/// Reads an attribute that names an element on the wire. A missing attribute is an empty name.
pub(super) fn wire_name(element: Element<'_, '_>, attribute: &str, diagnostics: &mut Diagnostics) -> String {
    let name = element.attribute(attribute).filter(|name| names::check_member(name, diagnostics));
    name.map(|name| name.value).unwrap_or_default()
}
