//! A recorded request becomes the operation that it was written from.

use super::Recorded;
use super::way::{fixed_query, rule_key, way_of};
use crate::codec::{CodecError, Deviation, read_json, read_xml};
use crate::operation::{Content, Meta, Operation, Protocol};
use crate::shape::{Field, Kind, Member, Shape, Token, Trait, Visitor};
use crate::{Body, Error};

/// The operation that a request was written from, with the bytes that it sends.
pub(crate) fn read<O: Operation + Default>(recorded: &Recorded<'_>) -> Result<O, Error> {
    let mut operation = O::default();
    fill(&mut operation, &O::META, recorded).map_err(|problem| Error::invalid(O::META.name, problem))?;
    if let Some(body) = operation.body_mut() {
        *body = Body::from(recorded.body.to_vec());
    }
    Ok(operation)
}

fn fill(shape: &mut dyn Shape, meta: &Meta, recorded: &Recorded<'_>) -> Result<(), String> {
    let Protocol::Rest { ways, content, .. } = meta.protocol else {
        return whole(read_json(recorded.body, shape));
    };
    let (way, labels) = way_of(ways, recorded).ok_or("no way of the operation has this method, path and query")?;
    for (name, value) in labels {
        put(shape, &name, &value)?;
    }
    let mut fixed = fixed_query(way);
    fixed.extend(rule_key(way, recorded).map(|key| (key, String::new())));
    for (name, value) in recorded.query.iter().filter(|pair| !fixed.contains(pair)) {
        put(shape, name, value)?;
    }
    for name in headers_of(shape) {
        if let Some(value) = recorded.header(name) {
            put(shape, name, value)?;
        }
    }
    match content {
        _ if recorded.body.is_empty() => Ok(()),
        Content::Nothing => Ok(()),
        Content::Xml(_) => whole(read_xml(recorded.body, shape)),
        Content::Json => whole(read_json(recorded.body, shape)),
    }
}

/// Nothing may be lost: what deviates is an error here.
fn whole(read: Result<Vec<Deviation>, CodecError>) -> Result<(), String> {
    let deviations = read.map_err(|error| error.to_string())?;
    match deviations.first() {
        Some(first) => Err(format!("{}: {} is declared, {} was found", first.member, first.declared, first.found)),
        None => Ok(()),
    }
}

fn put(shape: &mut dyn Shape, name: &str, text: &str) -> Result<(), String> {
    let field = shape.member(name).ok_or_else(|| format!("there is no member `{name}`"))?;
    if field.kind() == Kind::Shape {
        let inner = field.enter().ok_or_else(|| format!("`{name}` is no structure"))?;
        return whole(read_json(text.as_bytes(), inner));
    }
    if field.kind() == Kind::Json && !field.is_list() {
        let value = serde_json::from_str(text).map_err(|error| format!("`{name}` is no JSON: {error}"))?;
        return field.put(Token::Json(value)).map_err(|token| format!("`{name}` cannot be {}", token.describe()));
    }
    let items: Vec<&str> = if field.is_list() { text.split(',').collect() } else { vec![text] };
    for item in items {
        field.put(Token::Text(item)).map_err(|token| format!("`{name}` cannot be {}", token.describe()))?;
    }
    Ok(())
}

fn headers_of(shape: &dyn Shape) -> Vec<&'static str> {
    struct Headers(Vec<&'static str>);
    impl Visitor for Headers {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            if member.is(Trait::Header) {
                self.0.push(member.name);
            }
        }
    }
    let mut headers = Headers(Vec::new());
    shape.visit(&mut headers);
    headers.0
}
