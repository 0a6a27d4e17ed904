//! Reads parameters, the JSON form in which descriptors and overlays describe members.

mod facts;
mod keys;
mod vocabulary;

use std::collections::BTreeMap;

use super::context::MemberContext;
use super::duplicates::report_duplicate;
use super::names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, Member, Scalar, Shape, Type};
use crate::source::Span;
use crate::syntax::fields::{Fields, Spanned, one_of, string};
use crate::syntax::json::Node;

pub use facts::example;
pub use keys::is_free;
pub use vocabulary::{ITEM_KEYS, KEYS, Kind, TYPES, XML_FORMATS};

/// Reads a list of parameters into members.
pub fn members(nodes: &[Node], context: &mut MemberContext<'_>, diagnostics: &mut Diagnostics) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::with_capacity(nodes.len());
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for node in nodes {
        let Some(fields) = Fields::open(node, KEYS, diagnostics) else { continue };
        let Some(name) = fields.required_string("name", diagnostics) else { continue };
        if !names::check_member(&name, diagnostics) {
            continue;
        }
        match seen.get(&name.value) {
            Some(first) => report_duplicate("member", &name.value, name.span, *first, diagnostics),
            None => {
                seen.insert(name.value.clone(), name.span);
                members.extend(member(&fields, name, context, diagnostics));
            }
        }
    }
    members
}

/// Reads one parameter.
pub fn member(
    fields: &Fields<'_>,
    name: Spanned<String>,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let word = fields.required_string("type", diagnostics)?;
    let kind = one_of(&word, TYPES, diagnostics)?;
    let mut member = Member { name: name.value, span: name.span, ..Member::default() };
    match kind {
        Kind::Array => {
            keys::report_misplaced(fields, kind, diagnostics);
            member.list = true;
            let items = Fields::open(fields.required("items", diagnostics)?, ITEM_KEYS, diagnostics)?;
            let word = items.required_string("type", diagnostics)?;
            member.ty = ty(&items, &word, &member, context, diagnostics)?;
        }
        _ => member.ty = ty(fields, &word, &member, context, diagnostics)?,
    }
    facts::read(fields, &mut member, diagnostics);
    Some(member)
}

/// Reads the type of a parameter or of the items of a list.
fn ty(
    fields: &Fields<'_>,
    word: &Spanned<String>,
    member: &Member,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let kind = one_of(word, TYPES, diagnostics)?;
    keys::report_misplaced(fields, kind, diagnostics);
    match (kind, fields.string("enum", diagnostics)) {
        (Kind::Scalar(_), Some(name)) => Some(Type::Enum(name.value)),
        (Kind::Scalar(scalar), None) => Some(Type::Scalar(scalar, format(fields, scalar, diagnostics))),
        (Kind::Object, None) => object(fields, member, context, diagnostics),
        (Kind::Object, Some(_)) => None,
        (Kind::Array, _) => {
            diagnostics.error(Code::WRONG_TYPE, word.span, "lists of lists are not supported");
            None
        }
    }
}

fn format(fields: &Fields<'_>, scalar: Scalar, diagnostics: &mut Diagnostics) -> Format {
    fields.string("format", diagnostics).and_then(|word| format_of(&word, scalar, diagnostics)).unwrap_or(Format::Plain)
}

/// Looks up the format `word` of a descriptor or overlay, which must be one of `scalar`.
pub fn format_of(word: &Spanned<String>, scalar: Scalar, diagnostics: &mut Diagnostics) -> Option<Format> {
    format_except(word, scalar, XML_FORMATS, diagnostics)
}

/// Looks up the format `word`, which must be one of `scalar`, and none of `others`.
pub fn format_except(
    word: &Spanned<String>,
    scalar: Scalar,
    others: &[&str],
    diagnostics: &mut Diagnostics,
) -> Option<Format> {
    let allowed: Vec<_> = Format::NAMES
        .iter()
        .filter(|(name, _, of)| *of == Some(scalar) && !others.contains(name))
        .map(|(name, format, _)| (*name, *format))
        .collect();
    one_of(word, &allowed, diagnostics)
}

/// Reads the type of an object: a named shape, inline members with or without a shape name, or a free object.
fn object(
    fields: &Fields<'_>,
    member: &Member,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    if is_free(fields, diagnostics) {
        return Some(Type::Object);
    }
    let shape = fields.get("shape").and_then(|node| shape_name(node, diagnostics)).map(|name| name.value);
    match fields.get("children") {
        Some(children) => inline(fields, children.span, shape, member, context, diagnostics).map(Type::Shape),
        None => {
            if fields.get("shape").is_none() {
                diagnostics
                    .error(Code::MISSING_KEY, member.span, "missing key `children` or `shape` in an object")
                    .help("write `\"free\": true` for an object with arbitrary members");
            }
            shape.map(Type::Shape)
        }
    }
}

/// Reads inline members as a shape, and returns its name. Without an explicit name it is `Owner.Member`.
fn inline(
    fields: &Fields<'_>,
    span: Span,
    shape: Option<String>,
    member: &Member,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    if context.is_too_deep("objects", span, diagnostics) {
        return None;
    }
    let name = shape.unwrap_or_else(|| format!("{}.{}", context.owner, member.name));
    let children = fields.list("children", diagnostics);
    let members = context.nested(&name, |context| members(children, context, diagnostics));
    if let Some(first) = context.service.shapes.get(&name) {
        report_duplicate("shape", &name, member.span, first.span, diagnostics);
    } else {
        let (unit, incomplete) = (context.unit, members.len() < children.len());
        let shape = Shape { name: name.clone(), unit, members, incomplete, span: member.span, ..Shape::default() };
        context.service.shapes.insert(name.clone(), shape);
    }
    Some(name)
}

/// Reads the name of a shape.
fn shape_name(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    string(node, diagnostics).filter(|name| names::check_shape(name, diagnostics))
}
