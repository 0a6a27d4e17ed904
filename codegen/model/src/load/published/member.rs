//! Loads members of published objects.

use super::object::{Object, Objects};
use super::scalar::SCALARS;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::load::parameter::example;
use crate::model::{Member, Scalar, Type};
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::Node;

/// The deprecation note of a member that upstream has disabled without a reason.
const DISABLED: &str = "the service has disabled it";

/// The kind of a type.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Scalar(Scalar),
    Object,
    List,
}

const KINDS: &[(&str, Kind)] = &[
    ("string", Kind::Scalar(Scalar::String)),
    ("int", Kind::Scalar(Scalar::Integer)),
    ("float", Kind::Scalar(Scalar::Float)),
    ("bool", Kind::Scalar(Scalar::Boolean)),
    ("binary", Kind::Scalar(Scalar::String)),
    ("object", Kind::Object),
    ("list", Kind::List),
];

/// Loads a member of an input or an output.
pub(super) fn member(
    node: &Node,
    is_input: bool,
    objects: &Objects<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let fields = Fields::open_lenient(node, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    let word = fields.required_string("type", diagnostics);
    let detail = fields.required_string("member", diagnostics);
    let (word, detail) = (word?, detail?);
    if !names::check_member(&name, diagnostics) {
        return None;
    }
    let kind = one_of(&word, KINDS, diagnostics)?;
    let ty = ty(kind, &detail, objects, diagnostics)?;
    let mut flag = |key: &str| fields.boolean(key, diagnostics);
    let (required, output_required) = (flag("required"), flag("output_required"));
    let required = if is_input { required } else { output_required.or(required) };
    let (nullable, disabled) = (flag("value_allowed_null"), flag("disabled"));
    Some(Member {
        name: name.value,
        ty,
        list: kind == Kind::List,
        required: required.unwrap_or(false),
        nullable: nullable.unwrap_or(false),
        deprecated: (disabled == Some(true)).then(|| DISABLED.to_owned()),
        doc: fields.text("document", diagnostics),
        example: fields.get("example").and_then(example),
        span: name.span,
        ..Member::default()
    })
}

fn ty(kind: Kind, detail: &Spanned<String>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    let scalar = SCALARS.iter().find(|(word, _)| *word == detail.value).map(|(_, scalar)| *scalar);
    match (kind, scalar) {
        (Kind::Scalar(expected), Some((scalar, format))) if scalar == expected => Some(Type::Scalar(scalar, format)),
        (Kind::Scalar(expected), _) => {
            let allowed = SCALARS.iter().filter(|(_, (scalar, _))| *scalar == expected);
            let allowed: Vec<_> = allowed.map(|(word, (scalar, format))| (*word, (*scalar, *format))).collect();
            one_of(detail, &allowed, diagnostics).map(|(scalar, format)| Type::Scalar(scalar, format))
        }
        (Kind::List, Some((scalar, format))) => Some(Type::Scalar(scalar, format)),
        (Kind::List | Kind::Object, _) => object(detail, objects, diagnostics),
    }
}

/// Returns the type of an object by its name. A later check reports unknown names.
fn object(name: &Spanned<String>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    let found = objects.get(&name.value);
    if found.is_some_and(Object::is_free) {
        return Some(Type::Object);
    }
    if found.is_none() && SCALARS.iter().any(|(word, _)| *word == name.value) {
        diagnostics.error(Code::UNKNOWN_SHAPE, name.span, format!("expected an object, found `{}`", name.value));
        return None;
    }
    Some(Type::Shape(name.value.clone()))
}
