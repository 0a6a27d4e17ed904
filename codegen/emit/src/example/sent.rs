//! What a sample of Cloud Infinite sends, as JSON: the form that samples of API 3.0 have anyway.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

use codegen_model::route::RequestText;
use codegen_model::{Location, Member, Operation, Protocol, Scalar, Service, Shape, Type};

/// The members of the request but for labels, each as its type wants it.
pub fn value(operation: &Operation, sent: &RequestText<'_>, service: &Service) -> Map<String, Value> {
    let document = Document::parse(sent.body.trim()).ok();
    let root = document.as_ref().filter(|_| !operation.streams_body).map(Document::root_element);
    let mut request = root.map(|root| members(root, &operation.input, service)).unwrap_or_default();
    if let Protocol::Rest { json: true, .. } = operation.protocol {
        request = serde_json::from_str(sent.body).unwrap_or_default();
    }
    for member in &operation.input.members {
        if let Some(found) = outside_the_body(member, sent) {
            request.insert(member.name.clone(), found);
        }
    }
    request
}

fn outside_the_body(member: &Member, sent: &RequestText<'_>) -> Option<Value> {
    let query = || sent.query.iter().find(|(name, _)| *name == member.name).map(|(_, value)| value.as_str());
    let header = || sent.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(&member.name)).map(|(_, v)| *v);
    match member.location {
        Location::Query => Some(scalars(member, query()?)),
        Location::Header => Some(scalars(member, header()?)),
        Location::JsonQuery => serde_json::from_str(query()?).ok(),
        Location::JsonHeader => serde_json::from_str(header()?).ok(),
        Location::Label | Location::Body => None,
    }
}

/// A list is separated by commas there.
fn scalars(member: &Member, text: &str) -> Value {
    match member.list {
        true => text.split(',').map(|item| scalar(&member.ty, item)).collect(),
        false => scalar(&member.ty, text),
    }
}

fn scalar(ty: &Type, text: &str) -> Value {
    let number = match ty {
        Type::Scalar(Scalar::Integer, _) => text.parse::<i64>().ok().map(Value::from),
        Type::Scalar(Scalar::Float, _) => text.parse::<f64>().ok().map(Value::from),
        Type::Scalar(Scalar::Boolean, _) => text.parse::<bool>().ok().map(Value::from),
        _ => None,
    };
    number.unwrap_or_else(|| text.into())
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
        Type::Shape(name) => service.shapes.get(name).map(|shape| members(element, shape, service).into()),
        Type::Object => Some(any(element)),
        ty => element.text().map(|text| scalar(ty, text.trim())),
    });
    let mut values = values.flatten();
    if member.list { Some(values.collect()) } else { values.next() }
}

/// An element whose names are data: an object where there are elements inside, a list where a name is repeated.
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
