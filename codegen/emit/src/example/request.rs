//! The request in a sample of Cloud Infinite as JSON, which is the form of samples of API 3.0.

use codegen_model::route::RequestText;
use codegen_model::{Location, Member, Operation, Protocol, Scalar, Service, Shape, Type};
use roxmltree::{Document, Node};
use serde_json::{Map, Value};

/// The members of the request except labels, each as a JSON value of its type.
pub fn value(operation: &Operation, text: &RequestText<'_>, service: &Service) -> Map<String, Value> {
    let document = Document::parse(text.body.trim()).ok();
    let root = document.as_ref().filter(|_| !operation.streams_body).map(Document::root_element);
    let mut request = root.map(|root| members(root, &operation.input, service)).unwrap_or_default();
    if let Protocol::Rest { json: true, .. } = operation.protocol {
        request = serde_json::from_str(text.body).unwrap_or_default();
    }
    for member in &operation.input.members {
        if let Some(found) = outside_the_body(member, text) {
            request.insert(member.name.clone(), found);
        }
    }
    request
}

fn outside_the_body(member: &Member, text: &RequestText<'_>) -> Option<Value> {
    let query = || text.query.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value.as_str());
    let header = || text.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(&member.name)).map(|(_, v)| *v);
    match member.location {
        Location::Query => Some(scalars(member, query()?)),
        Location::Header => Some(scalars(member, header()?)),
        Location::JsonQuery => serde_json::from_str(query()?).ok(),
        Location::JsonHeader => serde_json::from_str(header()?).ok(),
        Location::Label | Location::Body => None,
    }
}

/// Outside the body, the items of a list are separated by commas.
fn scalars(member: &Member, text: &str) -> Value {
    match member.list {
        true => text.split(',').map(|item| scalar(&member.ty, item)).collect(),
        false => scalar(&member.ty, text),
    }
}

fn scalar(ty: &Type, text: &str) -> Value {
    let number = match ty {
        Type::Scalar(Scalar::Integer, _) => integer(text),
        Type::Scalar(Scalar::Float, _) => text.parse::<f64>().ok().map(Value::from),
        Type::Scalar(Scalar::Boolean, _) => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    number.unwrap_or_else(|| text.into())
}

/// An integer of either sign, up to the largest of `u64`.
fn integer(text: &str) -> Option<Value> {
    text.parse::<i64>().map(Value::from).or_else(|_| text.parse::<u64>().map(Value::from)).ok()
}

fn members(node: Node<'_, '_>, shape: &Shape, service: &Service) -> Map<String, Value> {
    let in_body = shape.members.iter().filter(|member| member.location == Location::Body);
    let found = in_body.filter_map(|member| Some((member.name.clone(), member_value(node, member, service)?)));
    found.collect()
}

fn member_value(node: Node<'_, '_>, member: &Member, service: &Service) -> Option<Value> {
    let named = |node: Node<'_, '_>, name: &str| node.is_element() && node.tag_name().name() == name;
    let mut elements: Vec<_> = node.children().filter(|child| named(*child, &member.name)).collect();
    if let Some(item) = &member.wrapped {
        elements = elements.iter().flat_map(|wrapper| wrapper.children()).filter(|child| named(*child, item)).collect();
    }
    let values = elements.into_iter().map(|element| match &member.ty {
        _ if member.map => Some(any(element)),
        Type::Shape(name) => service.shapes.get(name).map(|shape| members(element, shape, service).into()),
        Type::Object => Some(any(element)),
        ty => element.text().map(|text| scalar(ty, text.trim())),
    });
    let mut values = values.flatten();
    if member.list { Some(values.collect()) } else { values.next() }
}

/// An element whose names are data: an object if it contains elements, with a list for a repeated name.
fn any(element: Node<'_, '_>) -> Value {
    let mut members = Map::new();
    for child in element.children().filter(Node::is_element) {
        match members.get_mut(child.tag_name().name()) {
            None => drop(members.insert(child.tag_name().name().to_owned(), any(child))),
            Some(Value::Array(items)) => items.push(any(child)),
            Some(first) => *first = Value::Array(vec![first.take(), any(child)]),
        }
    }
    if members.is_empty() { element.text().unwrap_or_default().into() } else { members.into() }
}
