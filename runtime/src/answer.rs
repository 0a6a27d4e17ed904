//! A received answer, and reading it into a shape.

use bytes::Bytes;
use http::response::Parts;

use crate::codec::{
    CodecError, Deviation, Envelope, excerpt, is_error_name, read_bare_within, read_envelope_within, read_json_within,
    read_xml_within, root_of,
};
use crate::error::fault;
use crate::events::Deadlines;
use crate::members::{ReceivedDocument, read_members, unreadable};
use crate::meta::{Answer, Meta, Protocol};
use crate::response_headers::{read_headers, request_id};
use crate::shape::{Field, Member, Shape, View, Visitor, has_members};
use crate::{ByteStream, Error};

/// An answer whose status reports success.
pub struct Received {
    pub(crate) meta: Meta,
    pub(crate) head: Parts,
    pub(crate) content: Content,
    /// The largest answer or event, in bytes.
    pub(crate) limit: usize,
    /// How long a stream of events may last.
    pub(crate) deadlines: Deadlines,
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
        let Self { meta, head, content, limit, .. } = self;
        let body = match &content {
            Content::Whole(body) => body.as_ref(),
            Content::Stream(_) => &[],
        };
        let document = ReceivedDocument { head: &head, body, limit };
        let read = match meta.protocol {
            Protocol::Action { .. } => read_action(document, shape),
            Protocol::Rest { answer, .. } => read_rest(answer, document, shape),
        };
        let (request_id, mut unexpected) = read.map_err(|error| error.with_response(&head).in_operation(meta.name))?;
        if let Protocol::Rest { .. } = meta.protocol {
            unexpected.append(&mut read_headers(&head.headers, shape));
        }
        Ok(ResponseFacts { request_id, head, unexpected, attempts: 1 })
    }
}

type Read = (String, Vec<Deviation>);

fn read_action(document: ReceivedDocument<'_>, shape: &mut dyn Shape) -> Result<Read, Error> {
    let ReceivedDocument { head, body, limit } = document;
    let envelope = read_envelope_within(limit, body, shape);
    let envelope = envelope.or_else(|problem| without_envelope(document, shape, &problem))?;
    if envelope.error.is_some() {
        return Err(Error::service(head, body));
    }
    let request_id = envelope.request_id.or_else(|| request_id(&head.headers).map(str::to_owned));
    Ok((request_id.unwrap_or_default(), envelope.deviations))
}

/// Reads an answer that has no envelope, unless it is an error.
fn without_envelope(
    ReceivedDocument { head, body, limit }: ReceivedDocument<'_>,
    shape: &mut dyn Shape,
    problem: &CodecError,
) -> Result<Envelope, Error> {
    let is_final = fault::has_code(head, body) || problem.is_too_large();
    let read = if is_final { None } else { read_bare_within(limit, body, shape).ok() };
    read.ok_or_else(|| unreadable(head, body, problem))
}

fn read_rest(answer: Answer, document: ReceivedDocument<'_>, shape: &mut dyn Shape) -> Result<Read, Error> {
    let ReceivedDocument { head, body, .. } = document;
    let empty = body.iter().all(u8::is_ascii_whitespace);
    let unexpected = match answer {
        Answer::Stream => Vec::new(),
        Answer::Empty => read_nothing(head, body).map(|()| Vec::new())?,
        _ if empty && has_members(shape) => return Err(Error::decode("the body is empty")),
        _ if empty => Vec::new(),
        Answer::Xml(root) => read_document(root, document, shape)?,
        Answer::Json if is_empty_object(body) => Vec::new(),
        Answer::Json => read_members(document, shape, read_json_within)?,
    };
    let request_id = request_id(&head.headers).map(str::to_owned);
    Ok((request_id.or_else(|| request_id_member(shape)).unwrap_or_default(), unexpected))
}

/// Returns whether an answer is `{}`, which services document for an image without metadata.
fn is_empty_object(body: &[u8]) -> bool {
    body.iter().filter(|byte| !byte.is_ascii_whitespace()).eq(b"{}")
}

/// Accepts any answer that neither reports an error nor is an HTML page.
fn read_nothing(head: &Parts, body: &[u8]) -> Result<(), Error> {
    if fault::is_page(body) {
        return Err(unreadable(head, body, &CodecError::new("an HTML page")));
    }
    if fault::is_reported(body, false) {
        return Err(Error::service(head, body));
    }
    Ok(())
}

/// Reads an XML answer. Some operations answer 200 before they finish and put an error into the body.
fn read_document(root: &str, document: ReceivedDocument<'_>, shape: &mut dyn Shape) -> Result<Vec<Deviation>, Error> {
    let ReceivedDocument { head, body, .. } = document;
    let found = root_of(body).unwrap_or_default();
    if is_error_name(&found) && !is_error_name(root) {
        return Err(Error::service(head, body));
    }
    let mut deviations = read_members(document, shape, read_xml_within)?;
    if found != root {
        // Errors also come as `<Response><Error>`. The output may have members `Error` of its own, for objects that stay.
        if !shape.takes_any() && fault::is_reported(body, true) {
            return Err(Error::service(head, body));
        }
        deviations.push(Deviation {
            member: root.to_owned(),
            declared: "the root",
            found: format!("the root <{}>", excerpt(&found)),
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
