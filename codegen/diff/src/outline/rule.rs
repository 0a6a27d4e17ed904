//! Processing rules: how they begin, their parts, and what these take.

use super::service::module;
use super::shape::bounds;
use super::{Node, without_names};
use crate::facet::{Facet, Flow, Kind, TypeOf, Value, Wire};
use codegen_model::{RuleExample, RuleKind, RuleParam, RulePart, RuleType, Unit};

pub(super) fn rule<'m>(kind: &'m RuleKind, units: &[Unit]) -> Node<'m> {
    let RuleKind { name, unit, doc, page, head, parts, examples, rust_name, span } = kind;
    let mut node = Node::new(Kind::Rule, name, Flow::Input, *span);
    node.says(Facet::Doc, doc).maybe(Facet::Page, page.as_deref());
    node.set(Facet::Examples, examples.iter().map(|RuleExample { rule, span: _ }| rule));
    node.says(Facet::RustName, rust_name).says(Facet::Module, module(units, *unit));
    node.children.push(part(head, "head".to_owned()));
    node.children.extend(parts.iter().map(|found| part(found, found.name.clone())));
    node
}

fn part(part: &RulePart, key: String) -> Node<'_> {
    let RulePart { name: _, form, doc, params, rust_name, span } = part;
    let mut node = Node::new(Kind::Part, key, Flow::Input, *span);
    node.says(Facet::Doc, doc).says(Facet::RustName, rust_name).says(Facet::Form, without_names(form));
    // A method takes them in this order.
    node.value(Facet::Order, Some(Value::List(params.iter().map(|param| param.name.as_str()).collect())));
    node.children.extend(params.iter().map(argument));
    node
}

fn argument(param: &RuleParam) -> Node<'_> {
    // The names of arguments are not part of a method's signature.
    let RuleParam { name, ty, doc, rust_name: _, span } = param;
    let mut node = Node::new(Kind::Argument, name, Flow::Input, *span);
    node.says(Facet::Doc, doc);
    let (wire, format, range, length) = match ty {
        RuleType::Integer(range) => (Wire::Integer, "", Some(*range), None),
        RuleType::Float(range) => (Wire::Float, "", Some(*range), None),
        RuleType::Word => (Wire::String, "word", None, None),
        RuleType::Enum(name) => (Wire::Enum(name), "", None, None),
        RuleType::Base64(most) => (Wire::String, "base64", None, *most),
    };
    node.value(Facet::Type, Some(Value::Type(TypeOf { wire, format, list: false, boxed: false })));
    node.value(Facet::Range, range.filter(|range| range.min.or(range.max).is_some()).map(bounds));
    node.value(Facet::Length, length.map(|most| Value::Bounds(None, Some(most))));
    node
}
