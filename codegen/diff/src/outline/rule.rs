//! Lays out processing rules: heads, parts and arguments.

use super::node::Node;
use super::path::{module, without_names};
use super::shape::bounds;
use crate::facet::{Facet, Flow, Kind};
use crate::value::{TypeOf, Value, Wire};
use codegen_model::{RuleExample, RuleKind, RuleParam, RulePart, RuleType, Unit};

pub(super) fn rule<'m>(kind: &'m RuleKind, units: &[Unit]) -> Node<'m> {
    let RuleKind { name, unit, doc, page, search_words, head, parts, examples, rust_name, span } = kind;
    let mut node = Node::new(Kind::Rule, name, Flow::Input, *span);
    node.add_text(Facet::Doc, doc).add_optional(Facet::Page, page.as_deref()).add_set(Facet::SearchWords, search_words);
    node.add_set(Facet::Examples, examples.iter().map(|RuleExample { rule, span: _ }| rule));
    node.add_text(Facet::RustName, rust_name).add_text(Facet::Module, module(units, *unit));
    node.children.push(part(head, "head".to_owned()));
    node.children.extend(parts.iter().map(|found| part(found, found.name.clone())));
    node
}

fn part(part: &RulePart, key: String) -> Node<'_> {
    let RulePart { name: _, form, doc, params, rust_name, span } = part;
    let mut node = Node::new(Kind::Part, key, Flow::Input, *span);
    node.add_text(Facet::Doc, doc).add_text(Facet::RustName, rust_name).add_text(Facet::Form, without_names(form));
    // The method takes its arguments in this order.
    node.add(Facet::Order, Some(Value::List(params.iter().map(|param| param.name.as_str()).collect())));
    node.children.extend(params.iter().map(argument));
    node
}

fn argument(param: &RuleParam) -> Node<'_> {
    // The names of arguments are not part of the method's signature.
    let RuleParam { name, ty, doc, rust_name: _, span } = param;
    let mut node = Node::new(Kind::Argument, name, Flow::Input, *span);
    node.add_text(Facet::Doc, doc);
    let (wire, format, range, length) = match ty {
        RuleType::Integer(range) => (Wire::Integer, "", Some(*range), None),
        RuleType::Flag => (Wire::Integer, "flag", None, None),
        RuleType::Float(range) => (Wire::Float, "", Some(*range), None),
        RuleType::Word => (Wire::String, "word", None, None),
        RuleType::Enum(name) => (Wire::Enum(name), "", None, None),
        RuleType::Base64(max_length) => (Wire::String, "base64", None, *max_length),
    };
    node.add(Facet::Type, Some(Value::Type(TypeOf { wire, format, list: false, map: false, boxed: false })));
    node.add(Facet::Range, range.filter(|range| range.min.or(range.max).is_some()).map(bounds));
    node.add(Facet::Length, length.map(|max| Value::Bounds(None, Some(max))));
    node
}
