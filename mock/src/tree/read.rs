//! Reads trees from JSON and XML.

use codegen_model::validate::kind_of;
use codegen_model::{Member, Service, Shape, Type};
use roxmltree::Node;
use serde_json::Value;

use super::Tree;

/// Reads a JSON value.
pub(crate) fn from_json(value: &Value) -> Tree {
    match value {
        Value::Array(items) => Tree::List(items.iter().map(from_json).collect(), None),
        Value::Object(members) => {
            Tree::Shape(members.iter().map(|(name, value)| (name.clone(), from_json(value))).collect())
        }
        scalar => Tree::Scalar(scalar.clone()),
    }
}

/// Reads an XML element. Only the schema distinguishes a list from a single member.
pub(crate) fn from_xml(element: Node<'_, '_>, shape: Option<&Shape>, service: &Service) -> Tree {
    let children: Vec<_> = element.children().filter(Node::is_element).collect();
    if children.is_empty() {
        return leaf(element, shape);
    }
    let shape = shape.and_then(|shape| shape.of_kind(kind_of(element, shape), service));
    let shape = shape.as_deref();
    let mut members: Vec<(String, Tree)> = Vec::new();
    for child in children {
        let name = child.tag_name().name();
        let member = shape.and_then(|shape| shape.member(name));
        let value = member_value(child, member, service);
        match (members.iter_mut().find(|(known, _)| known == name), value) {
            (Some((_, Tree::List(items, None))), Tree::List(more, _)) => items.extend(more),
            (_, value) => members.push((name.to_owned(), value)),
        }
    }
    Tree::Shape(members)
}

/// Reads an element without children: a text, or a structure without members.
fn leaf(element: Node<'_, '_>, shape: Option<&Shape>) -> Tree {
    let text = Tree::Scalar(element.text().unwrap_or_default().into());
    match shape {
        Some(shape) if shape.member("#text").is_some() => Tree::Shape(vec![("#text".to_owned(), text)]),
        Some(_) => Tree::Shape(Vec::new()),
        None => text,
    }
}

fn member_value(element: Node<'_, '_>, member: Option<&Member>, service: &Service) -> Tree {
    let Some(member) = member else { return from_xml(element, None, service) };
    let shape = if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None };
    if member.map {
        let entries = element.children().filter(Node::is_element);
        let entry = |entry: Node<'_, '_>| (entry.tag_name().name().to_owned(), from_xml(entry, shape, service));
        return Tree::Shape(entries.map(entry).collect());
    }
    match (member.list, &member.wrapped) {
        (true, Some(wrapped)) => {
            let items = element.children().filter(Node::is_element).map(|item| from_xml(item, shape, service));
            Tree::List(items.collect(), Some(wrapped.clone()))
        }
        (true, None) => Tree::List(vec![from_xml(element, shape, service)], None),
        _ => from_xml(element, shape, service),
    }
}
