//! An operation for replay.

use super::http_binding::binding_of;
use super::read::read;
use super::recorded::Recorded;
use crate::answer::Received;
use crate::codec::{CodecError, Deviation, read_envelope, read_json, read_xml, write_json, write_xml};
use crate::meta::{Answer, Meta, Protocol};
use crate::output::ReadMode;
use crate::request::{Encoded, Parts, encode};
use crate::run::complete;
use crate::shape::{Shape, Violation};
use crate::target::Target;
use crate::{BoxFuture, ByteStream, Error, Operation, Output, Reply};

/// An operation for replay of recorded exchanges.
#[derive(Clone)]
pub struct Entry {
    /// The protocol and address of the operation.
    pub meta: Meta,
    /// Returns an empty input.
    pub input: fn() -> Box<dyn Shape>,
    rewrite: fn(&Recorded<'_>) -> Result<Encoded, Error>,
    blank: Blank,
}

/// Returns an empty output, or `None` if it is a stream of bytes.
type Blank = fn() -> Option<Box<dyn Shape>>;

/// An answer that was read and written again.
#[derive(Clone, Debug, Default)]
pub struct Reread {
    /// The typed answer, written again: the members of `Response`, or the XML document.
    pub body: Vec<u8>,
    /// The code and message, if the answer is an API 3.0 error.
    pub error: Option<(String, String)>,
    /// The members that are not of the declared kind.
    pub deviations: Vec<Deviation>,
}

impl Entry {
    /// Returns the entry of an operation.
    pub fn of<O: Operation + Default + 'static>() -> Self {
        let rewrite = |recorded: &Recorded<'_>| encode(read::<O>(recorded)?);
        Self { meta: O::META, input: || Box::new(O::default()), rewrite, blank: O::Output::blank }
    }

    /// Returns whether a recorded request is for this operation: by its path, method and fixed query. For API 3.0, by
    /// the headers `X-TC-Action` and, if present, `X-TC-Version`.
    pub fn matches(&self, recorded: &Recorded<'_>) -> bool {
        match &self.meta.protocol {
            Protocol::Action { version, .. } => {
                let same_version = recorded.header("x-tc-version").is_none_or(|named| *named == **version);
                recorded.header("x-tc-action") == Some(&*self.meta.name) && same_version
            }
            Protocol::Rest { bindings, .. } => binding_of(bindings, recorded, &[]).is_some(),
        }
    }

    /// Reads the request into the operation's type, and writes it as the client would.
    ///
    /// Members of a body that the type does not have are missing in what is written.
    ///
    /// # Errors
    ///
    /// Fails if the request has a parameter that the type has no member for, or breaks rules of the schema.
    pub fn resend(&self, recorded: &Recorded<'_>) -> Result<Parts, Error> {
        let (parts, violations) = self.rewrite(recorded)?;
        if violations.is_empty() { Ok(parts) } else { Err(Error::violations_of(self.meta.name.clone(), violations)) }
    }

    /// Reads the request into the operation's type, and writes it although it may break rules of the schema, which are
    /// returned.
    ///
    /// # Errors
    ///
    /// Fails if the request has a parameter that the type has no member for, or lacks what is needed to write it.
    pub fn rewrite(&self, recorded: &Recorded<'_>) -> Result<(Parts, Vec<Violation>), Error> {
        let Encoded { parts, violations, .. } = (self.rewrite)(recorded)?;
        Ok((parts, violations))
    }

    /// Reads the request into the operation's type, and sends it to `target`: a client for API 3.0, otherwise a bucket.
    ///
    /// The answer is read into the type of the output and written again, as by [`reread`](Self::reread). A stream of
    /// bytes is returned unchanged.
    ///
    /// # Errors
    ///
    /// Fails if [`resend`](Self::resend) or the call fails.
    pub fn send(
        &self,
        target: impl Into<Target>,
        recorded: &Recorded<'_>,
    ) -> BoxFuture<'static, Result<Reply<ByteStream>, Error>> {
        let (meta, blank) = (self.meta.clone(), self.blank);
        let prepared = target.into().prepared(meta.clone(), self.resend(recorded).map(Into::into));
        let read_mode = if blank().is_none() { ReadMode::Bytes } else { ReadMode::Whole };
        Box::pin(complete(prepared, read_mode, move |received| rewritten(&meta, blank, received)))
    }

    /// Reads an answer into the type of the output and writes it again. Returns `None` if the answer is a stream of
    /// bytes.
    ///
    /// # Errors
    ///
    /// Fails if the answer is not JSON or XML.
    pub fn reread(&self, body: &[u8]) -> Option<Result<Reread, CodecError>> {
        (self.blank)().map(|mut shape| reread(&self.meta, body, &mut *shape))
    }
}

fn reread(meta: &Meta, body: &[u8], shape: &mut dyn Shape) -> Result<Reread, CodecError> {
    match meta.protocol {
        Protocol::Action { .. } => {
            let envelope = read_envelope(body, shape)?;
            Ok(Reread { body: written(meta, shape)?, error: envelope.error, deviations: envelope.deviations })
        }
        Protocol::Rest { answer: Answer::Xml(_), .. } => {
            let deviations = read_xml(body, shape)?;
            Ok(Reread { body: written(meta, shape)?, deviations, error: None })
        }
        Protocol::Rest { .. } => {
            let deviations = read_json(body, shape)?;
            Ok(Reread { body: written(meta, shape)?, deviations, error: None })
        }
    }
}

/// Writes a typed answer as the service would, for API 3.0 without the envelope.
pub(crate) fn written(meta: &Meta, shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    match meta.protocol {
        Protocol::Rest { answer: Answer::Xml(root), .. } => write_xml(root, shape),
        Protocol::Rest { answer: Answer::Empty | Answer::Stream, .. } => Ok(Vec::new()),
        Protocol::Action { .. } | Protocol::Rest { answer: Answer::Json, .. } => write_json(shape),
    }
}

fn rewritten(meta: &Meta, blank: Blank, received: Received) -> Result<Reply<ByteStream>, Error> {
    let Some(mut shape) = blank() else { return ByteStream::from_answer(received) };
    let facts = received.read(&mut *shape)?;
    let body = written(meta, &*shape).map_err(|error| Error::decode(error).in_operation(meta.name.clone()))?;
    Ok(Reply::new(body.into(), facts))
}
