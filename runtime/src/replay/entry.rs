//! An operation that recorded exchanges can pass through.

use super::read::read;
use super::recorded::Recorded;
use super::way::way_of;
use crate::answer::Received;
use crate::codec::{CodecError, Deviation, read_envelope, read_json, read_xml, write_json, write_xml};
use crate::meta::{Answer, Meta, Protocol};
use crate::output::Wanted;
use crate::request::{Parts, prepare};
use crate::run::complete;
use crate::shape::Shape;
use crate::target::Target;
use crate::{BoxFuture, ByteStream, Error, Operation, Output, Reply};

/// An operation that recorded exchanges can be taken through.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Where the operation lives and how it travels.
    pub meta: Meta,
    /// The input with nothing set.
    pub input: fn() -> Box<dyn Shape>,
    resend: fn(&Recorded<'_>) -> Result<Parts, Error>,
    blank: Blank,
}

/// The output with nothing set; `None` where it is bytes.
type Blank = fn() -> Option<Box<dyn Shape>>;

/// An answer that was read and written again.
#[derive(Clone, Debug, Default)]
pub struct Reread {
    /// What the typed answer becomes when it is written: the members of `Response`, or the XML document.
    pub body: Vec<u8>,
    /// Code and message, where the answer is an API 3.0 error.
    pub error: Option<(String, String)>,
    /// Members that were not of the declared kind.
    pub deviations: Vec<Deviation>,
}

impl Entry {
    /// The entry of an operation.
    pub fn of<O: Operation + Default + 'static>() -> Self {
        let resend = |recorded: &Recorded<'_>| prepare(read::<O>(recorded)?);
        Self { meta: O::META, input: || Box::new(O::default()), resend, blank: O::Output::blank }
    }

    /// Whether a recorded request goes to this operation: by its path, method and fixed query. For API 3.0, the header
    /// `X-TC-Action` decides, and `X-TC-Version` where there is one.
    pub fn matches(&self, recorded: &Recorded<'_>) -> bool {
        match self.meta.protocol {
            Protocol::Action { version, .. } => {
                let same_version = recorded.header("x-tc-version").is_none_or(|named| named == version);
                recorded.header("x-tc-action") == Some(self.meta.name) && same_version
            }
            Protocol::Rest { ways, .. } => way_of(ways, recorded).is_some(),
        }
    }

    /// Reads the request into the operation's type, and writes that as the client would.
    ///
    /// # Errors
    ///
    /// Fails where the request has a part that the type has no place for, or breaks the schema's rules.
    pub fn resend(&self, recorded: &Recorded<'_>) -> Result<Parts, Error> {
        (self.resend)(recorded)
    }

    /// Reads the request into the operation's type, and sends that to `target`: a client for API 3.0, else a bucket.
    ///
    /// The answer is read into the type of the output and written again, as by [`reread`](Self::reread); bytes come as
    /// they come in.
    ///
    /// # Errors
    ///
    /// Fails where [`resend`](Self::resend) does, and where the call does.
    pub fn send(
        &self,
        target: impl Into<Target>,
        recorded: &Recorded<'_>,
    ) -> BoxFuture<'static, Result<Reply<ByteStream>, Error>> {
        let (meta, blank) = (self.meta, self.blank);
        let prepared = target.into().prepared(meta, self.resend(recorded));
        let wanted = if blank().is_none() { Wanted::Bytes } else { Wanted::Whole };
        Box::pin(complete(prepared, wanted, move |received| rewritten(&meta, blank, received)))
    }

    /// Reads an answer into the type of the output, and writes that again; `None` where the answer is bytes.
    ///
    /// # Errors
    ///
    /// Fails where the answer is no JSON or XML.
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

/// A typed answer as the service writes it, for API 3.0 without the envelope.
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
    let body = written(meta, &*shape).map_err(|error| Error::decode(error, &[]).of(meta.name))?;
    Ok(Reply::new(body.into(), facts))
}
