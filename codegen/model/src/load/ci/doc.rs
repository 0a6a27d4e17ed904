//! Reads the documentation of an element: its `<doc>` and its `<page>`.

use super::vocabulary as form;
use crate::diagnostic::Diagnostics;
use crate::load::names;
use crate::syntax::xml::Element;

/// Documentation: a child `<doc>`.
pub(super) fn doc(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> String {
    element.first("doc").map(|doc| doc.open(form::DOC, diagnostics).text()).unwrap_or_default()
}

pub(super) fn page(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let address = element.first("page")?.open(form::PAGE, diagnostics).required("href", diagnostics)?;
    names::check_page(&address, diagnostics).then_some(address.value)
}
