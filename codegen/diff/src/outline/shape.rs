//! Lays out structures, their members, and enumerations.

use super::node::Node;
use super::path::module;
use crate::facet::{Facet, Flow, Kind};
use crate::value::{ALWAYS, TypeOf, Value, Wire};
use codegen_model::{
    Condition, Enum, EnumValue, Expected, Format, Location, Member, Range, Scalar, Service, Shape, Sites, Type,
};

pub(super) fn structure<'m>(shape: &'m Shape, flow: Flow, service: &'m Service) -> Node<'m> {
    let mut node = Node::new(Kind::Structure, &shape.name, flow, shape.span);
    add_members(shape, flow, &mut node);
    node.add_text(Facet::Module, module(&service.units, shape.unit));
    node.add(Facet::Flow, Some(Value::Flow(flow)));
    node
}

/// Adds the facets and members of a structure to its node.
pub(super) fn add_members<'m>(shape: &'m Shape, flow: Flow, node: &mut Node<'m>) {
    // `in_input` follows from the flow.
    let Shape {
        name: _,
        unit: _,
        incomplete: _,
        doc,
        members,
        callback,
        expected,
        one_of,
        some_of,
        together,
        conditions,
        by,
        open,
        in_input: _,
        rust_name,
        span: _,
    } = shape;
    node.add_text(Facet::Doc, doc).add_text(Facet::RustName, rust_name).add_flag(Facet::Posted, *callback);
    add_expected(expected, node);
    node.add_set(Facet::OneOf, one_of.iter().map(|group| group.join("|")));
    node.add_set(Facet::SomeOf, some_of.iter().map(|group| group.join("|")));
    node.add_set(Facet::Together, together.iter().map(|group| group.join("|")));
    node.add_set(Facet::Conditions, conditions.iter().map(condition));
    node.add_optional(Facet::By, by.as_deref()).add_flag(Facet::Open, *open);
    let order: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
    node.add(Facet::Order, Some(Value::List(order)));
    node.children.extend(members.iter().map(|member| member_node(member, flow)));
}

/// Returns a condition as a text.
fn condition(condition: &Condition) -> String {
    let Condition { member, values, requires, span: _ } = condition;
    format!("{member}={}: {}", values.join("|"), requires.join("|"))
}

/// Adds the values by which a posted document is told apart.
pub(super) fn add_expected(expected: &[Expected], node: &mut Node<'_>) {
    node.add_set(Facet::Expected, expected.iter().map(|found| format!("{}={}", found.member, found.values.join("|"))));
}

fn member_node(member: &Member, flow: Flow) -> Node<'_> {
    // `rust` only decides `rust_name`, and `enforced` follows from `required` and its source.
    let Member {
        name,
        rust: _,
        aliases,
        doc,
        ty,
        list,
        appends,
        map,
        wrapped,
        location,
        sites,
        required,
        enforced: _,
        output_required,
        nullable,
        range,
        length,
        max_bytes,
        chars,
        default,
        example,
        sensitive,
        deprecated,
        rust_name,
        setter,
        boxed,
        span,
    } = member;
    let mut node = Node::new(Kind::Member, name, flow, *span);
    node.add_text(Facet::Doc, doc)
        .add_optional(Facet::Examples, example.as_deref())
        .add_text(Facet::RustName, rust_name);
    // A setter with the field's name changes with the field.
    let own_setter = if *appends { "adds one item" } else { setter };
    node.add_text(
        Facet::Setter,
        if own_setter == rust_name || !flow.has(Flow::Input) && !appends { "" } else { own_setter },
    );
    node.add_set(Facet::Aliases, aliases);
    let (wire, format) = wire(ty);
    node.add(Facet::Type, Some(Value::Type(TypeOf { wire, format, list: *list, map: *map, boxed: *boxed })));
    node.add_optional(Facet::Wrapped, wrapped.as_deref()).add_text(Facet::Location, location_word(*location));
    node.add_flag(Facet::Required, *required && flow != Flow::Output).add_flag(Facet::Nullable, *nullable);
    // A single `required` of a structure that travels both ways is about requests.
    let answered = output_required.or((flow == Flow::Output).then_some(*required));
    node.add_optional(Facet::Answered, answered.filter(|_| flow.has(Flow::Output)).map(presence));
    node.add(Facet::Range, range.map(bounds)).add(Facet::Length, length.map(bounds));
    node.add(Facet::Bytes, max_bytes.map(|max| Value::Bounds(None, Some(max))));
    node.add_optional(Facet::Characters, chars.as_deref()).add_optional(Facet::Default, default.as_deref());
    node.add_optional(Facet::Sites, sites.and_then(Sites::single));
    node.add_flag(Facet::Sensitive, *sensitive).add_optional(Facet::Deprecated, deprecated.as_deref());
    node
}

/// Returns whether responses always have a member, as a text, so that an unknown presence is not mistaken for one.
fn presence(always: bool) -> &'static str {
    if always { ALWAYS } else { "not always" }
}

pub(super) fn bounds<'m>(range: Range) -> Value<'m> {
    let Range { min, max } = range;
    Value::Bounds(min, max)
}

fn wire(ty: &Type) -> (Wire<'_>, &'static str) {
    match ty {
        Type::Scalar(scalar, format) => (scalar_wire(*scalar), format_name(*format)),
        Type::Enum(name) => (Wire::Enum(name), ""),
        Type::Shape(name) => (Wire::Structure(name), ""),
        Type::Object => (Wire::Object, ""),
    }
}

fn scalar_wire<'m>(scalar: Scalar) -> Wire<'m> {
    match scalar {
        Scalar::String => Wire::String,
        Scalar::Integer => Wire::Integer,
        Scalar::Float => Wire::Float,
        Scalar::Boolean => Wire::Boolean,
    }
}

fn format_name(format: Format) -> &'static str {
    Format::NAMES.iter().find(|(_, known, _)| *known == format).map_or("", |(name, ..)| name)
}

fn location_word(location: Location) -> &'static str {
    match location {
        Location::Body => "body",
        Location::Label => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::JsonHeader => "header, as JSON",
        Location::JsonQuery => "query, as JSON",
    }
}

pub(super) fn enumeration<'m>(enumeration: &'m Enum, flow: Flow, service: &'m Service) -> Node<'m> {
    let Enum { name, unit, doc, integer, values, rust_name, span } = enumeration;
    let mut node = Node::new(Kind::Enum, name, flow, *span);
    node.add_text(Facet::Doc, doc)
        .add_text(Facet::RustName, rust_name)
        .add_text(Facet::Module, module(&service.units, *unit));
    node.add_flag(Facet::Integer, *integer);
    node.add(Facet::Order, Some(Value::List(values.iter().map(|value| value.value.as_str()).collect())));
    node.children.extend(values.iter().map(|value| value_node(value, flow)));
    node
}

fn value_node(value: &EnumValue, flow: Flow) -> Node<'_> {
    // `name` only decides `rust_name`.
    let EnumValue { value, doc, name: _, rust_name, span } = value;
    let mut node = Node::new(Kind::Value, value, flow, *span);
    node.add_text(Facet::Doc, doc).add_text(Facet::RustName, rust_name);
    node
}
