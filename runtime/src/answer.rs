//! A received answer, and reading it into a shape.

use bytes::Bytes;
use http::response::Parts;

use crate::codec::{CodecError, Deviation, Envelope, read_bare, read_envelope, read_json, read_xml, root_of};
use crate::meta::{Answer, Meta, Protocol};
use crate::response_headers::{encoding, request_id};
use crate::shape::{Field, Member, Shape, View, Visitor};
use crate::{ByteStream, Error};

/// An answer whose status reports success.
pub struct Received {
    pub(crate) meta: Meta,
    pub(crate) head: Parts,
    pub(crate) content: Content,
    /// The largest event, in bytes.
    pub(crate) limit: usize,
}

pub(crate) enum Content {
    Whole(Bytes),
    Stream(ByteStream),
}

/// The facts about an answer besides its value.
pub(crate) struct ResponseFacts {
    pub(crate) request_id: String,
    pub(crate) head: Parts,
    pub(crate) unexpected: Vec<Deviation>,
    pub(crate) attempts: u32,
}

impl Received {
    /// Reads the answer into `shape`.
    pub(crate) fn read(self, shape: &mut dyn Shape) -> Result<ResponseFacts, Error> {
        let Self { meta, head, content, .. } = self;
        let body = match &content {
            Content::Whole(body) => body.as_ref(),
            Content::Stream(_) => &[],
        };
        let read = match meta.protocol {
            Protocol::Action { .. } => read_action(&head, body, shape),
            Protocol::Rest { answer, .. } => read_rest(answer, &head, body, shape),
        };
        let (request_id, unexpected) = read.map_err(|error| error.with_response(&head).in_operation(meta.name))?;
        Ok(ResponseFacts { request_id, head, unexpected, attempts: 1 })
    }
}

type Read = (String, Vec<Deviation>);

fn read_action(head: &Parts, body: &[u8], shape: &mut dyn Shape) -> Result<Read, Error> {
    let envelope = read_envelope(body, shape).or_else(|problem| without_envelope(head, body, shape, &problem))?;
    if envelope.error.is_some() {
        return Err(Error::service(head, body));
    }
    let request_id = envelope.request_id.or_else(|| request_id(&head.headers).map(str::to_owned));
    Ok((request_id.unwrap_or_default(), envelope.deviations))
}

/// Reads an answer that has no envelope, unless it is an error.
fn without_envelope(head: &Parts, body: &[u8], shape: &mut dyn Shape, problem: &CodecError) -> Result<Envelope, Error> {
    let error = unreadable(head, body, problem);
    let read = if error.code().is_some() { None } else { read_bare(body, shape).ok() };
    read.ok_or(error)
}

/// Returns the error for an unreadable answer. Gateways send errors in forms of their own, some with status 200.
fn unreadable(head: &Parts, body: &[u8], problem: &CodecError) -> Error {
    let error = Error::service(head, body);
    match encoding(&head.headers) {
        _ if error.code().is_some() => error,
        Some(encoding) => Error::decode(format!("unrequested content encoding `{encoding}`"), &[]),
        None => Error::decode(problem, body),
    }
}

fn read_rest(answer: Answer, head: &Parts, body: &[u8], shape: &mut dyn Shape) -> Result<Read, Error> {
    let empty = body.iter().all(u8::is_ascii_whitespace);
    let unexpected = match answer {
        _ if empty => Vec::new(),
        Answer::Xml(root) => read_document(root, head, body, shape)?,
        Answer::Json => read_json(body, shape).map_err(|error| unreadable(head, body, &error))?,
        Answer::Stream | Answer::Empty => Vec::new(),
    };
    let request_id = request_id(&head.headers).map(str::to_owned);
    Ok((request_id.or_else(|| request_id_member(shape)).unwrap_or_default(), unexpected))
}

/// Reads an XML answer. Some operations answer 200 before they finish and put an error into the body.
fn read_document(root: &str, head: &Parts, body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, Error> {
    let found = root_of(body).unwrap_or_default();
    if found == "Error" && root != "Error" {
        return Err(Error::service(head, body));
    }
    let mut deviations = read_xml(body, shape).map_err(|error| unreadable(head, body, &error))?;
    if found != root {
        deviations.push(Deviation {
            member: root.to_owned(),
            declared: "the root",
            found: format!("the root <{found}>"),
        });
    }
    Ok(deviations)
}

fn request_id_member(shape: &dyn Shape) -> Option<String> {
    struct Find(Option<String>);
    impl Visitor for Find {
        fn visit(&mut self, member: Member, field: &dyn Field) {
            if let ("RequestId" | "RequestID", View::Text(id)) = (member.name, field.view()) {
                self.0 = Some(id.to_owned());
            }
        }
    }
    let mut find = Find(None);
    shape.visit(&mut find);
    find.0
}
