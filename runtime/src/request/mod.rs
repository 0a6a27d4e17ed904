//! An operation turned into the parts of an HTTP request that do not depend on credentials or time.

mod bound;
mod form;

use std::fmt;

use self::bound::{Bound, has_label};
use self::form::Form;
use crate::codec::{CodecError, write_json, write_xml};
use crate::operation::{Content, Host, Meta, Protocol, Way};
use crate::shape::{Field, Member, Shape, Trait, Visitor, violations};
use crate::sign::encode;
use crate::{Body, Error, Operation};

pub(crate) use self::bound::{pairs, query_label, query_of};

/// A request without host, signature and time.
pub struct Parts {
    /// The HTTP method.
    pub method: &'static str,
    /// Which of a bucket's hosts; `None` for API 3.0.
    pub host: Option<Host>,
    /// The path as it stands in the request line.
    pub path: String,
    /// The path with nothing percent-encoded: what object storage signs.
    pub decoded_path: String,
    /// The query, decoded; a key without value has an empty one.
    pub query: Vec<(String, String)>,
    /// Headers that the operation sets.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl Parts {
    /// The path and query as they stand in the request line.
    pub fn target(&self) -> String {
        let mut target = self.path.clone();
        for (index, (key, value)) in self.query.iter().enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(&encode(key));
            if !value.is_empty() {
                target.push('=');
                target.push_str(&encode(value));
            }
        }
        target
    }
}

/// Says where it goes, not what it says: path, query and headers can hold what does not belong in a log.
impl fmt::Debug for Parts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Checks `operation` against its schema and writes it.
///
/// # Errors
///
/// Fails with every demand of the schema that is not met, each naming its member.
pub fn prepare<O: Operation>(mut operation: O) -> Result<Parts, Error> {
    let body = operation.body_mut().map(std::mem::take);
    write(&O::META, &operation, body)
}

fn write(meta: &Meta, shape: &dyn Shape, body: Option<Body>) -> Result<Parts, Error> {
    match meta.protocol {
        Protocol::Action { .. } => action(meta, shape),
        Protocol::Rest { ways, content, .. } => rest(meta, ways, content, shape, body),
    }
}

fn action(meta: &Meta, shape: &dyn Shape) -> Result<Parts, Error> {
    check(meta, shape)?;
    let Form { content_type, body } = content(shape).map_err(|error| Error::invalid(meta.name, error.to_string()))?;
    let headers = vec![("content-type", content_type)];
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

fn rest(meta: &Meta, ways: &[Way], content: Content, shape: &dyn Shape, body: Option<Body>) -> Result<Parts, Error> {
    let bound = Bound::of(shape);
    let Some(way) = ways.iter().find(|way| bound.can_take(way)).or(ways.first()) else {
        return Err(Error::invalid(meta.name, "there is no way to send it"));
    };
    check_for(meta, way, shape)?;
    let (path, fixed) = way.path.split_once('?').unwrap_or((way.path, ""));
    let invalid = |problem| Error::invalid(meta.name, problem);
    let mut query = bound.fixed_query(fixed).map_err(invalid)?;
    let (path, decoded_path) = bound.expand(path).map_err(invalid)?;
    let mut headers = bound.headers;
    query.extend(bound.query);
    let body = match body {
        Some(body) => body,
        None => document(meta, content, shape, &mut headers)?,
    };
    Ok(Parts { method: way.method, host: Some(way.host), path, decoded_path, query, headers, body })
}

/// The members that travel in the body, and the headers that say what it is.
fn document(
    meta: &Meta,
    content: Content,
    shape: &dyn Shape,
    headers: &mut Vec<(&'static str, String)>,
) -> Result<Body, Error> {
    let (written, headers_of_it): (_, &[_]) = match content {
        Content::Nothing => return Ok(Body::empty()),
        Content::Xml(root) => (write_xml(root, shape), &[("content-type", "application/xml")]),
        // What takes JSON answers in XML, unless it is asked for JSON.
        Content::Json => (write_json(shape), &[("content-type", "application/json"), ("accept", "application/json")]),
    };
    headers.extend(headers_of_it.iter().map(|(name, value)| (*name, (*value).to_owned())));
    Ok(written.map_err(|error| Error::invalid(meta.name, error.to_string()))?.into())
}

fn check(meta: &Meta, shape: &dyn Shape) -> Result<(), Error> {
    let found = violations(shape);
    if found.is_empty() { Ok(()) } else { Err(Error::violations_of(meta.name, found)) }
}

/// A label that this way has no place for need not be set.
fn check_for(meta: &Meta, way: &Way, shape: &dyn Shape) -> Result<(), Error> {
    let mut found = violations(shape);
    let mut labels = Vec::new();
    shape.visit(&mut Labels(&mut labels));
    found.retain(|broken| !labels.contains(&broken.member.as_str()) || has_label(way.path, &broken.member));
    if found.is_empty() { Ok(()) } else { Err(Error::violations_of(meta.name, found)) }
}

struct Labels<'a>(&'a mut Vec<&'static str>);

impl Visitor for Labels<'_> {
    fn visit(&mut self, member: Member, _field: &dyn Field) {
        if member.is(Trait::Label) {
            self.0.push(member.name);
        }
    }
}
