//! Reads members of published objects.

use super::entry::Entry;
use super::object::{Object, Objects};
use super::scalar::{SCALARS, default_of, scalar_of};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::load::parameter::example;
use crate::model::{Member, Scalar, Type};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::json::Node;

/// The deprecation note of a member that upstream has disabled without a reason.
const DISABLED: &str = "the service has disabled it";
/// What becomes of a member whose object is unknown.
const READ_AS_FREE: &str = "read as an object with any members";

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

/// A member before it is known whether it is part of inputs or of outputs.
pub(super) struct PublishedMember {
    /// The member, without `required`.
    pub(super) member: Member,
    /// Whether requests must have it.
    pub(super) required: bool,
    /// Whether responses always have it.
    pub(super) output_required: bool,
}

impl PublishedMember {
    /// Reads a member. Returns `None` and reports errors if it cannot be understood.
    pub(super) fn read(node: &Node, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let entry = Entry::open(node, diagnostics)?;
        let name = entry.required_name("name", diagnostics)?;
        if !names::check_member(&name, diagnostics) {
            return None;
        }
        let (ty, list) = read_type(&entry, objects, diagnostics)?;
        let (required, output_required) =
            (entry.flag("required", diagnostics), entry.flag("output_required", diagnostics));
        let disabled = entry.flag("disabled", diagnostics) == Some(true);
        if disabled && required == Some(true) {
            let message = format!("`{}` is both required and disabled; read as optional", name.value);
            diagnostics.warning(Code::REQUIRED_DISAGREES, name.span, message);
        }
        let member = Member {
            name: name.value,
            ty,
            list,
            nullable: entry.flag("value_allowed_null", diagnostics).unwrap_or(false),
            deprecated: disabled.then(|| DISABLED.to_owned()),
            doc: entry.text("document", diagnostics),
            example: entry.get("example", diagnostics).and_then(example),
            span: name.span,
            ..Member::default()
        };
        let required = required.unwrap_or(false) && !disabled;
        Some(Self { member, required, output_required: output_required.unwrap_or(required) })
    }

    /// Returns the member of an input or an output.
    pub(super) fn member(&self, is_input: bool) -> Member {
        let required = if is_input { self.required } else { self.output_required };
        Member { required, enforced: required, output_required: Some(self.output_required), ..self.member.clone() }
    }
}

/// Returns whether requests must have a member that cannot be read.
pub(super) fn is_required(node: &Node) -> bool {
    let ignored = &mut Diagnostics::default();
    let entry = Entry::open(node, ignored);
    entry.is_some_and(|entry| {
        entry.flag("required", ignored) == Some(true) && entry.flag("disabled", ignored) != Some(true)
    })
}

/// Reads the type of a member from its two keys. Returns whether it is a list of the type.
fn read_type(entry: &Entry<'_>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<(Type, bool)> {
    let mut found = Diagnostics::default();
    let word = entry.required_name("type", &mut found);
    let kind = word.as_ref().and_then(|word| one_of(word, KINDS, &mut found));
    let detail = entry.required_name("member", &mut found);
    let (ty, done) = match (kind, detail) {
        (Some(kind), Some(detail)) => {
            diagnostics.append(found);
            return ty(kind, word.as_ref(), &detail, objects, diagnostics).map(|ty| (ty, kind == Kind::List));
        }
        (Some(Kind::Scalar(_)), None) => default(word.as_ref()),
        (Some(Kind::Object), None) => (Some(Type::Object), READ_AS_FREE.to_owned()),
        (None, Some(detail)) if scalar_of(&detail.value).is_some() => default(Some(&detail)),
        _ => {
            diagnostics.append(found);
            return None;
        }
    };
    diagnostics.append_tolerated(found, &done);
    ty.map(|ty| (ty, false))
}

/// Returns the type that one of the two keys alone states, and what to say about it.
fn default(word: Option<&Spanned<String>>) -> (Option<Type>, String) {
    let found = word.and_then(|word| default_of(&word.value));
    let done = found.map_or(String::new(), |(word, _)| format!("read as `{word}`"));
    (found.map(|(_, (scalar, format))| Type::Scalar(scalar, format)), done)
}

fn ty(
    kind: Kind,
    word: Option<&Spanned<String>>,
    detail: &Spanned<String>,
    objects: &Objects<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    match (kind, scalar_of(&detail.value)) {
        (Kind::Scalar(expected), Some((scalar, format))) if scalar == expected => Some(Type::Scalar(scalar, format)),
        (Kind::Scalar(_), None) => {
            let mut found = Diagnostics::default();
            one_of(detail, SCALARS, &mut found);
            let (ty, done) = default(word);
            diagnostics.append_tolerated(found, &done);
            ty
        }
        (Kind::List, Some((scalar, format))) => Some(Type::Scalar(scalar, format)),
        (Kind::Scalar(_) | Kind::Object, Some(_)) => {
            let word = word.map_or("", |word| &word.value);
            let message = format!("`type` is `{word}`, but `member` is `{}`", detail.value);
            diagnostics.error(Code::UNKNOWN_VALUE, detail.span, message);
            None
        }
        (Kind::List | Kind::Object, None) => object(detail, objects, diagnostics),
    }
}

/// Returns the type of an object by its name. An object that is not defined may have any members.
fn object(name: &Spanned<String>, objects: &Objects<'_>, diagnostics: &mut Diagnostics) -> Option<Type> {
    if let Some(found) = objects.get(&name.value) {
        return Some(if Object::is_free(found) { Type::Object } else { Type::Shape(name.value.clone()) });
    }
    let mut found = Diagnostics::default();
    let message = format!("unknown object `{}`", name.value.escape_debug());
    found.error(Code::UNKNOWN_SHAPE, name.span, message).suggest(&name.value, objects.names());
    // The names of objects begin with a capital letter. Another word is a type that is not known.
    if !name.value.starts_with(|first: char| first.is_ascii_uppercase()) {
        diagnostics.append(found);
        return None;
    }
    diagnostics.append_tolerated(found, READ_AS_FREE);
    Some(Type::Object)
}
