//! Reads published objects as shapes.

use std::collections::BTreeMap;

use super::member;
use super::object::{Object, Objects};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::model::{Member, Shape};
use crate::source::Span;
use crate::syntax::fields::Spanned;

/// Returns the members of `object`; `is_input` where requests have them.
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
            let message = format!("`{}` has a member `{}` already", object.name(), member.name);
            diagnostics.error(Code::DUPLICATE_NAME, member.span, message).label(first, "first here");
        } else {
            members.push(member);
        }
    }
    members
}

/// Returns `object` as a shape.
pub(super) fn shape(
    object: &Object<'_>,
    is_input: bool,
    objects: &Objects<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Shape> {
    let name = Spanned { value: object.key.text.to_string(), span: object.key.span };
    let doc = object.fields.text("document", diagnostics);
    let members = members(object, is_input, objects, diagnostics);
    let good = names::check_shape(&name, diagnostics);
    good.then(|| Shape { name: name.value, doc, members, span: name.span, ..Shape::default() })
}
