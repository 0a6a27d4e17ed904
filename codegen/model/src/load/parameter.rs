//! Parameters, the form in which descriptor and overlay describe members.

use std::collections::BTreeMap;

use super::names;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, Length, Location, Member, Range, Scalar, Service, Shape, Type};
use crate::source::Span;
use crate::syntax::fields::{Fields, Spanned, one_of, string};
use crate::syntax::json::{Node, Value};

/// How deep objects may nest.
const MAX_DEPTH: usize = 32;

/// The keys of a parameter.
pub const KEYS: &[&str] = &[
    "name",
    "type",
    "required",
    "description",
    "example",
    "children",
    "items",
    "shape",
    "free",
    "enum",
    "format",
    "nullable",
    "sensitive",
    "deprecated",
    "range",
    "length",
    "pattern",
    "default",
];
/// The keys of the items of a list.
pub const ITEM_KEYS: &[&str] = &["type", "format", "shape", "free", "enum", "children"];
/// The keys of `range` and `length`.
pub const RANGE_KEYS: &[&str] = &["min", "max"];

/// The types, as descriptors spell them.
pub const TYPES: &[(&str, Kind)] = &[
    ("string", Kind::Scalar(Scalar::String)),
    ("integer", Kind::Scalar(Scalar::Integer)),
    ("number", Kind::Scalar(Scalar::Float)),
    ("boolean", Kind::Scalar(Scalar::Boolean)),
    ("object", Kind::Object),
    ("array", Kind::Array),
];

/// What a type word means.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// A structure.
    Object,
    /// A list.
    Array,
}

/// Where a parameter is being read into: inline structures go to the service, under the way to them.
pub struct MemberContext<'a> {
    /// The service.
    pub service: &'a mut Service,
    /// The index of the schema file.
    pub unit: usize,
    /// The name of the structure that the parameter is a member of.
    pub owner: String,
    /// How deep it lies.
    pub depth: usize,
}

/// Reads a list of parameters into members.
pub fn members(nodes: &[Node], place: &mut MemberContext<'_>, diagnostics: &mut Diagnostics) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::with_capacity(nodes.len());
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for node in nodes {
        let Some(fields) = Fields::open(node, KEYS, diagnostics) else { continue };
        let Some(name) = fields.required_string("name", diagnostics) else { continue };
        if !names::check_member(&name, diagnostics) {
            continue;
        }
        if let Some(first) = seen.get(&name.value) {
            let message = format!("`{}` has a member `{}` already", place.owner, name.value);
            diagnostics.error(Code::DUPLICATE_NAME, name.span, message).label(*first, "first here");
            continue;
        }
        seen.insert(name.value.clone(), name.span);
        members.extend(member(&fields, name, place, diagnostics));
    }
    members
}

/// Reads one parameter.
pub fn member(
    fields: &Fields<'_>,
    name: Spanned<String>,
    place: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Member> {
    let word = fields.required_string("type", diagnostics)?;
    let kind = one_of(&word, TYPES, diagnostics)?;
    let mut member = Member { name: name.value, span: name.span, ..Member::default() };
    match kind {
        Kind::Array => {
            misplaced(fields, kind, diagnostics);
            member.list = true;
            let items = Fields::open(fields.required("items", diagnostics)?, ITEM_KEYS, diagnostics)?;
            let word = items.required_string("type", diagnostics)?;
            member.ty = ty(&items, &word, &member, place, diagnostics)?;
        }
        _ => member.ty = ty(fields, &word, &member, place, diagnostics)?,
    }
    facts(fields, &mut member, diagnostics);
    Some(member)
}

/// Reports keys that say nothing of a member of this kind: nothing of them would be read.
fn misplaced(fields: &Fields<'_>, kind: Kind, diagnostics: &mut Diagnostics) {
    let object = matches!(kind, Kind::Object);
    let listed = matches!(kind, Kind::Scalar(Scalar::String | Scalar::Integer));
    let plain = matches!(kind, Kind::Scalar(_)) && fields.get("enum").is_none();
    let array = matches!(kind, Kind::Array);
    for (key, fits, what) in [
        ("children", object, "an object"),
        ("shape", object, "an object"),
        ("free", object, "an object"),
        ("items", array, "a list"),
        ("enum", listed, "a string or an integer"),
        ("format", plain, "a scalar that has no enumeration"),
    ] {
        if let Some(node) = fields.get(key).filter(|_| !fits) {
            diagnostics.error(Code::INVALID_CONSTRAINT, node.span, format!("`{key}` belongs to {what}"));
        }
    }
}

/// The type that `fields` describes, which may be those of the items of a list.
fn ty(
    fields: &Fields<'_>,
    word: &Spanned<String>,
    member: &Member,
    place: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let kind = one_of(word, TYPES, diagnostics)?;
    misplaced(fields, kind, diagnostics);
    match (kind, fields.string("enum", diagnostics)) {
        (Kind::Scalar(_), Some(name)) => Some(Type::Enum(name.value)),
        (Kind::Scalar(scalar), None) => Some(Type::Scalar(scalar, format(fields, scalar, diagnostics))),
        (Kind::Object, None) => object(fields, member, place, diagnostics),
        (Kind::Object, Some(_)) => None,
        (Kind::Array, _) => {
            diagnostics.error(Code::WRONG_TYPE, word.span, "a list of lists is not supported");
            None
        }
    }
}

fn format(fields: &Fields<'_>, scalar: Scalar, diagnostics: &mut Diagnostics) -> Format {
    fields.string("format", diagnostics).and_then(|word| format_of(&word, scalar, diagnostics)).unwrap_or(Format::Plain)
}

/// The format that `word` names, if it goes with `scalar`.
pub fn format_of(word: &Spanned<String>, scalar: Scalar, diagnostics: &mut Diagnostics) -> Option<Format> {
    let fitting: Vec<_> = Format::NAMES
        .iter()
        .filter(|(_, _, of)| *of == Some(scalar))
        .map(|(name, format, _)| (*name, *format))
        .collect();
    one_of(word, &fitting, diagnostics)
}

/// An object: a named shape, an inline one, an inline one with a name, or one of any members.
fn object(
    fields: &Fields<'_>,
    member: &Member,
    place: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    if is_free(fields, diagnostics) {
        return Some(Type::Object);
    }
    let named = fields.get("shape").and_then(|node| shape_name(node, diagnostics));
    let Some(children) = fields.get("children") else {
        if fields.get("shape").is_none() {
            diagnostics
                .error(Code::MISSING_KEY, member.span, "an object needs `children` or a `shape`")
                .help("an object of any members, whose names are data, says `\"free\": true`");
        }
        return named.map(|name| Type::Shape(name.value));
    };
    if place.depth >= MAX_DEPTH {
        let message = format!("objects nest deeper than {MAX_DEPTH} levels");
        diagnostics.error(Code::NESTING_TOO_DEEP, children.span, message);
        return None;
    }
    let name = named.map_or_else(|| format!("{}.{}", place.owner, member.name), |name| name.value);
    let outer = std::mem::replace(&mut place.owner, name.clone());
    place.depth += 1;
    let members = members(fields.list("children", diagnostics), place, diagnostics);
    place.depth -= 1;
    place.owner = outer;
    let shape = Shape { name: name.clone(), unit: place.unit, members, span: member.span, ..Shape::default() };
    if let Some(first) = place.service.shapes.get(&name) {
        let message = format!("there is a shape `{name}` already");
        diagnostics.error(Code::DUPLICATE_NAME, member.span, message).label(first.span, "first here");
    } else {
        place.service.shapes.insert(name.clone(), shape);
    }
    Some(Type::Shape(name))
}

/// Whether an object says that its members are data. It has none in the schema then.
pub fn is_free(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some(node) = fields.get("free") else { return false };
    let described = fields.get("children").or(fields.get("shape"));
    match (fields.boolean("free", diagnostics), described) {
        (Some(true), Some(members)) => {
            let message = "a free object has any members: neither `children` nor a `shape` say which";
            diagnostics.error(Code::INVALID_CONSTRAINT, members.span, message);
        }
        (Some(false), _) => {
            diagnostics.error(Code::INVALID_CONSTRAINT, node.span, "`free` is true, or left out");
        }
        _ => {}
    }
    true
}

/// What a parameter says beside its type.
fn facts(fields: &Fields<'_>, member: &mut Member, diagnostics: &mut Diagnostics) {
    member.location = Location::Body;
    member.required = fields.boolean("required", diagnostics).unwrap_or(false);
    member.nullable = fields.boolean("nullable", diagnostics).unwrap_or(false);
    member.sensitive = fields.boolean("sensitive", diagnostics).unwrap_or(false);
    member.doc = fields.text("description", diagnostics);
    member.deprecated = fields.string("deprecated", diagnostics).map(|text| text.value);
    member.range = fields.get("range").and_then(|node| range(node, diagnostics));
    member.length = fields.get("length").and_then(|node| range(node, diagnostics));
    member.chars = fields.string("pattern", diagnostics).and_then(|pattern| chars(&pattern, diagnostics));
    member.default = fields.get("default").map(|node| node.to_json().to_string());
    member.example = fields.get("example").and_then(sample);
}

/// `{"min": 0, "max": 5}`, either of which may be missing.
pub fn range(node: &Node, diagnostics: &mut Diagnostics) -> Option<Range> {
    let fields = Fields::open(node, RANGE_KEYS, diagnostics)?;
    let range = Length { min: fields.integer("min", diagnostics), max: fields.integer("max", diagnostics) };
    check_range(range, node.span, diagnostics).then_some(range)
}

/// Whether a range has an end, and its ends in order.
pub fn check_range(range: Range, span: Span, diagnostics: &mut Diagnostics) -> bool {
    let problem = match (range.min, range.max) {
        (None, None) => "a range needs `min` or `max`".to_owned(),
        (Some(min), Some(max)) if min > max => format!("the range ends at {max}, before it starts at {min}"),
        _ => return true,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, span, problem);
    false
}

/// The characters of a pattern such as `[A-Za-z0-9_]*`. No other patterns are supported: every published one says
/// which characters may stand in a text, and how long it may be says `length`.
pub fn chars(pattern: &Spanned<String>, diagnostics: &mut Diagnostics) -> Option<String> {
    let inside = pattern.value.strip_prefix('[').and_then(|rest| rest.strip_suffix("]*"));
    let plain = |text: &&str| !text.is_empty() && !text.starts_with('^') && !text.contains(['[', ']', '\\', '&']);
    let Some(inside) = inside.filter(plain) else {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, pattern.span, format!("the pattern `{}` is not understood", pattern.value))
            .help("write the characters that may stand in the text: `[A-Za-z0-9_]*`");
        return None;
    };
    Some(inside.to_owned())
}

/// The sample value that upstream gives; it writes `无`, "none", where it has none.
pub fn sample(node: &Node) -> Option<String> {
    let text = match &node.value {
        Value::String(text) => text.to_string(),
        Value::Null => return None,
        _ => node.to_json().to_string(),
    };
    (!text.is_empty() && text != "无").then_some(text)
}

/// The name that a `shape` key gives.
fn shape_name(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    string(node, diagnostics).filter(|name| names::check_shape(name, diagnostics))
}
