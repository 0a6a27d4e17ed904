//! Reading a recorded request into the operation's type.

use super::http_binding::{binding_of, fixed_query, rule_parameters};
use super::recorded::Recorded;
use crate::codec::{CodecError, Deviation, FormPart, read_form, read_json, read_xml};
use crate::meta::{Content, Meta, Protocol};
use crate::operation::Operation;
use crate::redact::MASK;
use crate::shape::{Field, Kind, Member, Shape, Token, Trait, Visitor, is_sensitive};
use crate::{Body, Error};

/// Reads a request into the operation, with the bytes that it sends.
pub(crate) fn read<O: Operation + Default>(recorded: &Recorded<'_>) -> Result<O, Error> {
    let mut operation = O::default();
    fill(&mut operation, &O::META, recorded).map_err(|problem| Error::invalid(O::META.name, problem))?;
    if let Some(body) = operation.body_mut() {
        *body = Body::from(recorded.body.to_vec());
    }
    Ok(operation)
}

fn fill(shape: &mut dyn Shape, meta: &Meta, recorded: &Recorded<'_>) -> Result<(), String> {
    let Protocol::Rest { bindings, content, .. } = meta.protocol else {
        return action(shape, recorded);
    };
    let members = members_in(shape, Trait::Query);
    let (binding, labels) = binding_of(bindings, recorded, &members)
        .ok_or("no HTTP binding of the operation has this method, path and query")?;
    for (name, value) in labels {
        put(shape, &name, &value)?;
    }
    let mut fixed = fixed_query(binding);
    fixed.extend(rule_parameters(binding, recorded, &members));
    for (name, value) in recorded.query.iter().filter(|pair| !fixed.contains(pair)) {
        put(shape, name, value)?;
    }
    for name in members_in(shape, Trait::Header) {
        if let Some(value) = recorded.header(name) {
            put(shape, name, value)?;
        }
        put_map(shape, name, recorded)?;
    }
    match content {
        _ if recorded.body.is_empty() => Ok(()),
        Content::Nothing => Ok(()),
        Content::Xml(_) => strict(read_xml(recorded.body, shape)),
        Content::Json => strict(read_json(recorded.body, shape)),
    }
}

/// Reads the headers whose names begin with that of a member that is a map.
fn put_map(shape: &mut dyn Shape, prefix: &str, recorded: &Recorded<'_>) -> Result<(), String> {
    for (name, value) in &recorded.headers {
        let name = name.to_ascii_lowercase();
        let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) else { continue };
        let map = shape.member(prefix).filter(|field| field.kind() == Kind::Shape).and_then(|field| field.enter());
        if let Some(map) = map {
            put(map, rest, value)?;
        }
    }
    Ok(())
}

/// Reads an API 3.0 request: JSON, or a form.
fn action(shape: &mut dyn Shape, recorded: &Recorded<'_>) -> Result<(), String> {
    let content_type = recorded.header("content-type").unwrap_or_default();
    if !content_type.starts_with("multipart/") {
        return strict(read_json(recorded.body, shape));
    }
    let parts = read_form(content_type, recorded.body).map_err(|error| error.to_string())?;
    let members = parts.iter().map(|part| Ok((part.name.clone(), value(part)?)));
    let members: serde_json::Map<_, _> = members.collect::<Result<_, String>>()?;
    strict(read_json(serde_json::Value::Object(members).to_string().as_bytes(), shape))
}

/// Converts a part of a form to JSON. Numbers stay texts, which readers accept.
fn value(part: &FormPart<'_>) -> Result<serde_json::Value, String> {
    if part.is_json {
        return serde_json::from_slice(part.content)
            .map_err(|error| format!("`{}` is not valid JSON: {error}", part.name));
    }
    let file = || crate::Blob::new(part.content.to_vec()).to_string();
    Ok(if part.is_file { file() } else { String::from_utf8_lossy(part.content).into_owned() }.into())
}

/// Turns deviations into errors, because replay must not lose data.
fn strict(read: Result<Vec<Deviation>, CodecError>) -> Result<(), String> {
    let deviations = read.map_err(|error| error.to_string())?;
    match deviations.first() {
        Some(first) => Err(format!("{}: expected {}, found {}", first.member, first.declared, first.found)),
        None => Ok(()),
    }
}

fn put(shape: &mut dyn Shape, name: &str, text: &str) -> Result<(), String> {
    let sensitive = is_sensitive(shape, name);
    let field = shape.member(name).ok_or_else(|| format!("unknown member `{name}`"))?;
    if field.kind() == Kind::Shape {
        let inner = field.enter().ok_or_else(|| format!("`{name}` is not a structure"))?;
        return strict(read_json(text.as_bytes(), inner));
    }
    if field.kind() == Kind::Json && !field.is_list() {
        let value = serde_json::from_str(text).map_err(|error| format!("`{name}` is not valid JSON: {error}"))?;
        return field.put(Token::Json(value)).map_err(|_| format!("`{name}` does not accept JSON"));
    }
    let items: Vec<&str> = if field.is_list() { text.split(',').collect() } else { vec![text] };
    for item in items {
        let found = |token: Token<'_>| if sensitive { MASK.to_owned() } else { token.describe() };
        field.put(Token::Text(item)).map_err(|token| format!("`{name}` does not accept {}", found(token)))?;
    }
    Ok(())
}

/// Returns the names of the members in one part of the request.
fn members_in(shape: &dyn Shape, part: Trait) -> Vec<&'static str> {
    struct Members(Trait, Vec<&'static str>);
    impl Visitor for Members {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            if member.is(self.0) {
                self.1.push(member.name);
            }
        }
    }
    let mut members = Members(part, Vec::new());
    shape.visit(&mut members);
    members.1
}
