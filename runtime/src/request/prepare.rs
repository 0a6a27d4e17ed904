//! Checking an operation and encoding it as the parts of a request.

use std::borrow::Cow;

use super::bound::{Bound, has_label};
use super::form::{self, Form};
use super::parts::{Encoded, Parts};
use crate::codec::{CodecError, write_json, write_xml};
use crate::meta::{Content, HttpBinding, Meta, Protocol};
use crate::shape::{Field, Member, Shape, Trait, Violation, Visitor, sensitive_texts, too_large_body, violations};
use crate::{Body, Error, Operation};

/// Checks `operation` against its schema and encodes it.
///
/// # Errors
///
/// Fails with all violations of the schema.
pub fn prepare<O: Operation>(operation: O) -> Result<Parts, Error> {
    let Encoded { parts, violations, .. } = encode(operation)?;
    if violations.is_empty() { Ok(parts) } else { Err(Error::violations_of(O::META.name, violations)) }
}

/// Encodes `operation` and reports how it breaks its schema.
///
/// # Errors
///
/// Fails if the operation cannot be encoded, with all violations of the schema if there are any.
pub(crate) fn encode<O: Operation>(mut operation: O) -> Result<Encoded, Error> {
    let body = operation.body_mut().map(std::mem::take);
    encode_as(&O::META, &operation, body)
}

/// Encodes the input of the operation that `meta` describes.
pub(crate) fn encode_as(meta: &Meta, shape: &dyn Shape, body: Option<Body>) -> Result<Encoded, Error> {
    let too_large = body.as_ref().and_then(|body| too_large_body(body.len(), meta.max_body));
    let (mut violations, parts) = match &meta.protocol {
        Protocol::Action { .. } => (violations(shape), action(meta, shape)),
        Protocol::Rest { bindings, content, .. } => {
            let bound = Bound::of(shape);
            let Some(binding) = bindings.iter().find(|binding| bound.satisfies(binding)).or(bindings.first()) else {
                return Err(Error::invalid(meta.name.clone(), "the operation has no HTTP binding"));
            };
            (violations_for(binding, shape), rest(meta, binding, bound, *content, shape, body))
        }
    };
    violations.extend(too_large);
    match parts {
        Err(_) if !violations.is_empty() => Err(Error::violations_of(meta.name.clone(), violations)),
        parts => Ok(Encoded { parts: parts?, violations, sensitive: sensitive_texts(shape) }),
    }
}

fn action(meta: &Meta, shape: &dyn Shape) -> Result<Parts, Error> {
    let Form { content_type, body } =
        content(shape).map_err(|error| Error::invalid(meta.name.clone(), error.to_string()))?;
    let headers = vec![("content-type".into(), content_type)];
    Ok(Parts {
        method: "POST",
        host: None,
        path: "/".to_owned(),
        decoded_path: "/".to_owned(),
        query: Vec::new(),
        headers,
        body: body.into(),
    })
}

fn content(shape: &dyn Shape) -> Result<Form, CodecError> {
    if form::has_files(shape) {
        return form::write(shape);
    }
    Ok(Form { content_type: "application/json".to_owned(), body: write_json(shape)? })
}

fn rest(
    meta: &Meta,
    binding: &HttpBinding,
    bound: Bound,
    content: Content,
    shape: &dyn Shape,
    body: Option<Body>,
) -> Result<Parts, Error> {
    let (path, fixed) = binding.path.split_once('?').unwrap_or((binding.path, ""));
    let invalid = |problem| Error::invalid(meta.name.clone(), problem);
    let mut query = bound.fixed_query(fixed).map_err(invalid)?;
    let (path, decoded_path) = bound.expand(path).map_err(invalid)?;
    let mut headers = bound.headers;
    query.extend(bound.query);
    let body = match body {
        Some(body) => body,
        None => document(meta, content, shape, &mut headers)?,
    };
    Ok(Parts { method: binding.method, host: Some(binding.host), path, decoded_path, query, headers, body })
}

/// Returns the body, and adds the headers that describe it.
fn document(
    meta: &Meta,
    content: Content,
    shape: &dyn Shape,
    headers: &mut Vec<(Cow<'static, str>, String)>,
) -> Result<Body, Error> {
    let (written, content_headers): (_, &[_]) = match content {
        Content::Nothing => return Ok(Body::empty()),
        Content::Xml(root) => (write_xml(root, shape), &[("content-type", "application/xml")]),
        // Operations that take JSON answer in XML unless the request accepts JSON.
        Content::Json => (write_json(shape), &[("content-type", "application/json"), ("accept", "application/json")]),
    };
    headers.extend(content_headers.iter().map(|(name, value)| ((*name).into(), (*value).to_owned())));
    let written = written.map_err(|error| Error::invalid(meta.name.clone(), error.to_string()))?;
    Ok(if meta.sends_md5 { Body::hashed(written) } else { written.into() })
}

/// Returns the violations for one HTTP binding, which does not require the labels of others.
fn violations_for(binding: &HttpBinding, shape: &dyn Shape) -> Vec<Violation> {
    let mut found = violations(shape);
    let mut labels = Vec::new();
    shape.visit(&mut Labels(&mut labels));
    found.retain(|broken| !labels.contains(&broken.member.as_str()) || has_label(binding.path, &broken.member));
    found
}

struct Labels<'a>(&'a mut Vec<&'static str>);

impl Visitor for Labels<'_> {
    fn visit(&mut self, member: Member, _field: &dyn Field) {
        if member.is(Trait::Label) {
            self.0.push(member.name);
        }
    }
}
