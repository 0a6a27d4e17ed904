//! Loads published objects as shapes.

use std::collections::BTreeMap;

use super::member;
use super::object::{Object, Objects};
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::model::{Member, Shape};
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// Loads the members of `object`, which is part of an input or an output.
pub(super) fn members(
    object: &Object<'_>,
    is_input: bool,
    objects: &Objects<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Member> {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    let mut members = Vec::new();
    for node in object.nodes(diagnostics) {
        let Some(member) = member::member(node, is_input, objects, diagnostics) else { continue };
        if let Some(first) = seen.insert(member.name.clone(), member.span) {
            report_duplicate("member", &member.name, member.span, first, diagnostics);
        } else {
            members.push(member);
        }
    }
    members
}

/// Loads `object` as a shape.
pub(super) fn shape(
    object: &Object<'_>,
    is_input: bool,
    objects: &Objects<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let name = Spanned { value: object.key.text.to_string(), span: object.key.span };
    let doc = object.fields.text("document", diagnostics);
    let members = members(object, is_input, objects, diagnostics);
    let is_valid = names::check_shape(&name, diagnostics);
    is_valid.then(|| Shape { name: name.value, doc, members, span: name.span, ..Shape::default() })
}
