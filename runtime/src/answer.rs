//! An answer that came in, and how it becomes a shape.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use http::response::Parts;

use crate::codec::{CodecError, Deviation, Envelope, read_bare, read_envelope, read_json, read_xml, root_of};
use crate::meta::{Answer, Meta, Protocol};
use crate::shape::{Field, Member, Shape, View, Visitor};
use crate::{ByteStream, Error};

/// An answer that is no error by its status.
pub struct Received {
    pub(crate) meta: Meta,
    pub(crate) head: Parts,
    pub(crate) content: Content,
    /// How large an event may be.
    pub(crate) limit: usize,
}

pub(crate) enum Content {
    Whole(Bytes),
    Stream(ByteStream),
}

/// What an answer tells beside its value.
pub(crate) struct Facts {
    pub(crate) request_id: String,
    pub(crate) head: Parts,
    pub(crate) unexpected: Vec<Deviation>,
    pub(crate) attempts: u32,
}

impl Received {
    /// Reads the answer into `shape`.
    pub(crate) fn read(self, shape: &mut dyn Shape) -> Result<Facts, Error> {
        let Self { meta, head, content, .. } = self;
        let body = match &content {
            Content::Whole(body) => body.as_ref(),
            Content::Stream(_) => &[],
        };
        let read = match meta.protocol {
            Protocol::Action { .. } => read_action(&head, body, shape),
            Protocol::Rest { answer, .. } => read_rest(answer, &head, body, shape),
        };
        let (request_id, unexpected) = read.map_err(|error| error.answered(&head).of(meta.name))?;
        Ok(Facts { request_id, head, unexpected, attempts: 1 })
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

/// What says that something went wrong is never read as an output.
fn without_envelope(head: &Parts, body: &[u8], shape: &mut dyn Shape, problem: &CodecError) -> Result<Envelope, Error> {
    let error = unreadable(head, body, problem);
    let read = if error.code().is_some() { None } else { read_bare(body, shape).ok() };
    read.ok_or(error)
}

/// Gateways on the way have errors of their own form, some of them with status 200.
fn unreadable(head: &Parts, body: &[u8], problem: &CodecError) -> Error {
    let error = Error::service(head, body);
    match encoding(&head.headers) {
        _ if error.code().is_some() => error,
        Some(encoding) => Error::decode(format!("it is encoded with {encoding}, which was not asked for"), &[]),
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
    Ok((request_id.or_else(|| request_id_in(shape)).unwrap_or_default(), unexpected))
}

/// Some operations answer 200 before they are done and put an error into the body.
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

/// How the body is encoded, such as `gzip`. Requests ask for no encoding, so that none is undone.
pub(crate) fn encoding(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_ENCODING)?.to_str().ok().filter(|encoding| !encoding.eq_ignore_ascii_case("identity"))
}

/// The request id in the headers. Which host answers with which of them is not a matter of course.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let named = |name| headers.get(name)?.to_str().ok().filter(|id| !id.is_empty());
    ["x-cos-request-id", "x-ci-request-id", "x-tc-requestid"].into_iter().find_map(named)
}

fn request_id_in(shape: &dyn Shape) -> Option<String> {
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
