//! Reads groups of members in XML schemas.

use super::vocabulary::{GROUP, GROUPS};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::groups::check_group;
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
            let group = check_group(words.collect(), members.span, shape, diagnostics);
            groups_of(shape, name).push(group);
        }
    }
}

/// Reports groups in an element that describes no members.
pub(super) fn report_misplaced(element: Element<'_, '_>, diagnostics: &mut Diagnostics) {
    for group in GROUPS.iter().filter_map(|name| element.first(name)) {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, group.span(), "misplaced group")
            .help("move it next to the members that it names");
    }
}

fn groups_of<'s>(shape: &'s mut Shape, name: &str) -> &'s mut Vec<Vec<String>> {
    match name {
        "one-of" => &mut shape.one_of,
        "some-of" => &mut shape.some_of,
        _ => &mut shape.together,
    }
}
