//! Structures, their members, and enumerations.

use super::Node;
use super::service::module;
use crate::facet::{Facet, Flow, Kind, TypeOf, Value, Wire};
use codegen_model::{Enum, EnumValue, Format, Location, Member, Range, Scalar, Service, Shape, Type};

pub(super) fn structure<'m>(shape: &'m Shape, flow: Flow, service: &'m Service) -> Node<'m> {
    let mut node = Node::new(Kind::Structure, &shape.name, flow, shape.span);
    parts(shape, flow, &mut node);
    node.says(Facet::Module, module(&service.units, shape.unit));
    node.value(Facet::Flow, Some(Value::Flow(flow)));
    node
}

/// What is said of a structure, and its members.
pub(super) fn parts<'m>(shape: &'m Shape, flow: Flow, node: &mut Node<'m>) {
    // `in_input` is part of the flow.
    let Shape { name: _, unit: _, doc, members, callback, one_of, some_of, together, in_input: _, rust_name, span: _ } =
        shape;
    node.says(Facet::Doc, doc).says(Facet::RustName, rust_name).yes(Facet::Posted, *callback);
    node.set(Facet::OneOf, one_of.iter().map(|group| group.join("|")));
    node.set(Facet::SomeOf, some_of.iter().map(|group| group.join("|")));
    node.set(Facet::Together, together.iter().map(|group| group.join("|")));
    let order: Vec<_> = members.iter().map(|member| member.name.as_str()).collect();
    node.value(Facet::Order, Some(Value::List(order)));
    node.children.extend(members.iter().map(|found| member(found, flow)));
}

fn member(member: &Member, flow: Flow) -> Node<'_> {
    let Member {
        name,
        aliases,
        doc,
        ty,
        list,
        wrapped,
        location,
        required,
        nullable,
        range,
        length,
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
    node.says(Facet::Doc, doc).maybe(Facet::Examples, example.as_deref()).says(Facet::RustName, rust_name);
    // A setter that is called like its field changes with it.
    node.says(Facet::Setter, if setter == rust_name || !flow.has(Flow::Input) { "" } else { setter });
    node.set(Facet::Aliases, aliases);
    let (wire, format) = wire(ty);
    node.value(Facet::Type, Some(Value::Type(TypeOf { wire, format, list: *list, boxed: *boxed })));
    node.maybe(Facet::Wrapped, wrapped.as_deref()).says(Facet::Location, word(*location));
    node.yes(Facet::Required, *required).yes(Facet::Nullable, *nullable);
    node.value(Facet::Range, range.map(bounds)).value(Facet::Length, length.map(bounds));
    node.maybe(Facet::Characters, chars.as_deref()).maybe(Facet::Default, default.as_deref());
    node.yes(Facet::Sensitive, *sensitive).maybe(Facet::Deprecated, deprecated.as_deref());
    node
}

pub(super) fn bounds<'m>(range: Range) -> Value<'m> {
    let Range { min, max } = range;
    Value::Bounds(min, max)
}

fn wire(ty: &Type) -> (Wire<'_>, &'static str) {
    let format =
        |format: &Format| Format::NAMES.iter().find(|(_, known, _)| known == format).map_or("", |(name, ..)| name);
    match ty {
        Type::Scalar(Scalar::String, of) => (Wire::String, format(of)),
        Type::Scalar(Scalar::Integer, of) => (Wire::Integer, format(of)),
        Type::Scalar(Scalar::Float, of) => (Wire::Float, format(of)),
        Type::Scalar(Scalar::Boolean, of) => (Wire::Boolean, format(of)),
        Type::Enum(name) => (Wire::Enum(name), ""),
        Type::Shape(name) => (Wire::Structure(name), ""),
        Type::Object => (Wire::Object, ""),
    }
}

fn word(location: Location) -> &'static str {
    match location {
        Location::Body => "body",
        Location::Label => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::JsonHeader => "header, as JSON",
        Location::JsonQuery => "query, as JSON",
    }
}

pub(super) fn enumeration<'m>(found: &'m Enum, flow: Flow, service: &'m Service) -> Node<'m> {
    let Enum { name, unit, doc, integer, values, rust_name, span } = found;
    let mut node = Node::new(Kind::Enum, name, flow, *span);
    node.says(Facet::Doc, doc).says(Facet::RustName, rust_name).says(Facet::Module, module(&service.units, *unit));
    node.yes(Facet::Integer, *integer);
    node.value(Facet::Order, Some(Value::List(values.iter().map(|found| found.value.as_str()).collect())));
    node.children.extend(values.iter().map(|found| value(found, flow)));
    node
}

fn value(value: &EnumValue, flow: Flow) -> Node<'_> {
    // `name` only asks for `rust_name`.
    let EnumValue { value, doc, name: _, rust_name, span } = value;
    let mut node = Node::new(Kind::Value, value, flow, *span);
    node.says(Facet::Doc, doc).says(Facet::RustName, rust_name);
    node
}
