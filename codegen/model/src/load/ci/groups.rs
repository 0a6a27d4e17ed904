//! Reads groups of members from an XML schema.

use super::vocabulary::{GROUP, GROUPS};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::groups::checked;
use crate::model::Shape;
use crate::syntax::fields::Spanned;
use crate::syntax::xml::Element;

/// Reads the groups among the children of an element that describes the members of `shape`.
pub(super) fn read(element: Element<'_, '_>, shape: &mut Shape, diagnostics: &mut Diagnostics) {
    for name in GROUPS {
        for child in element.all(name) {
            let child = child.open(GROUP, diagnostics);
            let Some(members) = child.required("members", diagnostics) else { continue };
            let words =
                members.value.split_whitespace().map(|word| Spanned { value: word.to_owned(), span: members.span });
            let group = checked(words.collect(), members.span, shape, diagnostics);
            slot(shape, name).push(group);
        }
    }
}

/// Reports groups that stand where no members are described: nothing of them would be read.
pub(super) fn misplaced(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    for group in GROUPS.iter().filter_map(|name| element.first(name)) {
        let message = "a group stands beside the members that it names";
        diagnostics.error(Code::INVALID_CONSTRAINT, group.span(), message);
    }
}

fn slot<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Vec<Vec<String>> {
    match name {
        "one-of" => &mut shape.one_of,
        "some-of" => &mut shape.some_of,
        _ => &mut shape.together,
    }
}
