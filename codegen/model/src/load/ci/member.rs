//! Loads members in schemas of Cloud Infinite.

use super::common::{lost_members, text_of};
use super::groups;
use super::vocabulary::{Kind, MAP_TYPES, MEMBER, MEMBER_TYPES};
use crate::diagnostic::{Code, Diagnostics};
use crate::load::context::MemberContext;
use crate::load::duplicates::{is_duplicate_type, report_duplicate};
use crate::load::{constraints, names, parameter};
use crate::model::{Format, Location, Member, Range, Scalar, Shape, Type};
use crate::syntax::fields::{Spanned, one_of};
use crate::syntax::xml::Element;

/// Reads one member and appends it to `members`.
pub fn member(
    element: Element<'_, '_>,
    location: Location,
    members: &mut Vec<Member>,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) {
    let element = element.open(MEMBER, diagnostics);
    let Some(name) = element.required("name", diagnostics) else { return };
    if !names::check_member(&name, diagnostics) {
        return;
    }
    if let Some(first) = members.iter().find(|member| member.name == name.value) {
        report_duplicate("member", &name.value, name.span, first.span, diagnostics);
        return;
    }
    if element.first("member").is_none() {
        groups::report_misplaced(element, diagnostics);
    }
    let Some(Declared { ty, list, map, json }) = ty(element, &name, context, diagnostics) else { return };
    let location = match (location, json) {
        (Location::Header, true) => Location::JsonHeader,
        (Location::Query, true) => Location::JsonQuery,
        _ => location,
    };
    members.push(facts(
        element,
        Member { name: name.value, ty, list, map, location, span: name.span, ..Member::default() },
        diagnostics,
    ));
}

/// The type of a member.
struct Declared {
    ty: Type,
    list: bool,
    map: bool,
    /// Whether it is sent as JSON text.
    json: bool,
}

fn ty(
    element: Element<'_, '_>,
    name: &Spanned<String>,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Declared> {
    let word = element.required("type", diagnostics)?;
    let (array, map) = (word.value.strip_suffix(" Array"), word.value.strip_suffix(" Map"));
    let map = map.filter(|base| MAP_TYPES.contains(base));
    let base = array.or(map).unwrap_or(&word.value).to_owned();
    let (list, map) = (array.is_some(), map.is_some());
    let kind = one_of(&Spanned { value: base, span: word.span }, MEMBER_TYPES, diagnostics)?;
    let format = element.attribute("format");
    let Kind::Scalar(scalar) = kind else {
        let json = format.and_then(|word| one_of(&word, &[("json", true)], diagnostics)).unwrap_or(false);
        let ty = match kind {
            Kind::Object => object(element, diagnostics),
            _ => container(element, name, context, diagnostics)?,
        };
        return Some(Declared { ty, list, map, json });
    };
    if let Some(name) = element.attribute("enum") {
        return Some(Declared { ty: Type::Enum(name.value), list, map, json: false });
    }
    let format = format.and_then(|word| parameter::format_except(&word, scalar, &[], diagnostics));
    Some(Declared { ty: Type::Scalar(scalar, format.unwrap_or(Format::Plain)), list, map, json: false })
}

/// Reads a member of type `Object`. The names of its members are data, so the schema cannot describe them.
fn object(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Type {
    let member = element.first("member").map(|member| member.span());
    if let Some(span) = member.or(element.attribute("shape").map(|shape| shape.span)) {
        diagnostics
            .error(Code::INVALID_CONSTRAINT, span, "an `Object` cannot have a `shape` or members")
            .help("use `Container` for a group of known members");
    }
    Type::Object
}

/// Reads a container: a reference to a shared one, or an inline one.
fn container(
    element: Element<'_, '_>,
    name: &Spanned<String>,
    context: &mut MemberContext<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Type> {
    let shape = element.required("shape", diagnostics)?;
    if element.first("member").is_none() {
        return Some(Type::Shape(shape.value));
    }
    if !names::check_shape(&shape, diagnostics) || is_duplicate_type(&shape, context.service, diagnostics) {
        return None;
    }
    if context.is_too_deep("containers", name.span, diagnostics) {
        return None;
    }
    let mut members = Vec::new();
    context.nested(&shape.value, |context| {
        for child in element.all("member") {
            member(child, Location::Body, &mut members, context, diagnostics);
        }
    });
    let doc = text_of(element);
    let mut inline =
        Shape { name: shape.value.clone(), unit: context.unit, doc, members, span: shape.span, ..Shape::default() };
    inline.incomplete = lost_members(element, MEMBER, inline.members.len());
    groups::read(element, &mut inline, diagnostics);
    context.service.shapes.insert(shape.value.clone(), inline);
    Some(Type::Shape(shape.value))
}

/// Reads the attributes that are independent of the type.
fn facts(element: Element<'_, '_>, member: Member, diagnostics: &mut Diagnostics) -> Member {
    let required = element.flag("required", diagnostics);
    Member {
        doc: text_of(element),
        rust: element.attribute("rust").filter(|name| names::check_field(name, diagnostics)).map(|name| name.value),
        aliases: aliases(element, diagnostics),
        required,
        enforced: required,
        sensitive: element.flag("sensitive", diagnostics),
        appends: element.flag("appends", diagnostics),
        deprecated: element.attribute("deprecated").map(|text| text.value),
        range: range(element, "min", "max", diagnostics),
        length: range(element, "min-length", "max-length", diagnostics),
        max_bytes: element.integer("max-bytes", diagnostics),
        chars: element.attribute("pattern").and_then(|pattern| constraints::pattern(&pattern, diagnostics)),
        default: element.attribute("default").map(|text| default(&text.value, &member.ty)),
        wrapped: element
            .attribute("wrapped")
            .filter(|name| names::check_member(name, diagnostics))
            .map(|name| name.value),
        ..member
    }
}

fn aliases(element: Element<'_, '_>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let Some(Spanned { value, span }) = element.attribute("alias") else { return Vec::new() };
    let words = value.split_whitespace().map(|word| Spanned { value: word.to_owned(), span });
    words.filter(|name| names::check_member(name, diagnostics)).map(|name| name.value).collect()
}

fn range(element: Element<'_, '_>, min: &str, max: &str, diagnostics: &mut Diagnostics) -> Option<Range> {
    let range = Range { min: element.integer(min, diagnostics), max: element.integer(max, diagnostics) };
    (range != Range::default() && constraints::check_range(range, element.span(), diagnostics)).then_some(range)
}

/// Returns a default value as JSON. Numbers and booleans are JSON already.
fn default(text: &str, ty: &Type) -> String {
    match ty {
        Type::Scalar(Scalar::Integer | Scalar::Float | Scalar::Boolean, _) => text.to_owned(),
        _ => serde_json::Value::from(text).to_string(),
    }
}
