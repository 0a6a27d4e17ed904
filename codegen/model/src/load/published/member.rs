//! Members: a type and, behind it, what the type alone does not say.

use super::object::{Object, Objects};
use super::scalar::SCALARS;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::load::parameter::sample;
use crate::model::{Member, Scalar, Type};
use crate::syntax::fields::{Fields, Spanned, one_of};
use crate::syntax::json::Node;

/// What is said of a member that upstream has switched off, and says no more of.
const DISABLED: &str = "the service has disabled it";

/// What a member can be.
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

/// Reads a member; `taken` where requests have it.
pub(super) fn member(node: &Node, taken: bool, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Member> {
    let fields = Fields::open_lenient(node, diagnostics)?;
    let name = fields.required_string("name", diagnostics)?;
    let word = fields.required_string("type", diagnostics);
    let of = fields.required_string("member", diagnostics);
    let (word, of) = (word?, of?);
    if !names::check_member(&name, diagnostics) {
        return None;
    }
    let kind = one_of(&word, KINDS, diagnostics)?;
    let ty = ty(kind, &of, objects, diagnostics)?;
    let mut flag = |key: &str| fields.boolean(key, diagnostics);
    let (required, answered) = (flag("required"), flag("output_required"));
    let required = if taken { required } else { answered.or(required) };
    let (nullable, disabled) = (flag("value_allowed_null"), flag("disabled"));
    Some(Member {
        name: name.value,
        ty,
        list: kind == Kind::List,
        required: required.unwrap_or(false),
        nullable: nullable.unwrap_or(false),
        deprecated: (disabled == Some(true)).then(|| DISABLED.to_owned()),
        doc: fields.text("document", diagnostics),
        example: fields.get("example").and_then(sample),
        span: name.span,
        ..Member::default()
    })
}

fn ty(kind: Kind, of: &Spanned<String>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    let scalar = SCALARS.iter().find(|(word, _)| *word == of.value).map(|(_, scalar)| *scalar);
    match (kind, scalar) {
        (Kind::Scalar(wanted), Some((scalar, format))) if scalar == wanted => Some(Type::Scalar(scalar, format)),
        (Kind::Scalar(wanted), _) => {
            let fitting = SCALARS.iter().filter(|(_, (scalar, _))| *scalar == wanted);
            let fitting: Vec<_> = fitting.map(|(word, (scalar, format))| (*word, (*scalar, *format))).collect();
            one_of(of, &fitting, diagnostics).map(|(scalar, format)| Type::Scalar(scalar, format))
        }
        (Kind::List, Some((scalar, format))) => Some(Type::Scalar(scalar, format)),
        (Kind::List | Kind::Object, _) => named(of, objects, diagnostics),
    }
}

/// The type of a name; whether something has the name is checked with all other names.
fn named(name: &Spanned<String>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    let found = objects.get(&name.value);
    if found.is_some_and(Object::is_free) {
        return Some(Type::Object);
    }
    if found.is_none() && SCALARS.iter().any(|(word, _)| *word == name.value) {
        diagnostics.error(Code::UNKNOWN_SHAPE, name.span, format!("`{}` is no object", name.value));
        return None;
    }
    Some(Type::Shape(name.value.clone()))
}
