//! Callbacks: what a service posts to an address that the caller specified.

use std::ops::Deref;

use crate::codec::{CodecError, Deviation, read_envelope, read_json, read_xml, root_of, without_mark};
use crate::{Error, Shape};

/// A payload that a service posted to an address of the caller.
///
/// Callbacks are not signed: anyone who knows the address can post to it. Dereferences to the payload.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback<T> {
    payload: T,
    request_id: String,
    unexpected: Vec<Deviation>,
}

impl<T> Callback<T> {
    /// Returns the payload.
    pub fn into_inner(self) -> T {
        self.payload
    }

    /// Returns the request id, which Tencent Cloud support asks for, or an empty text if there is none.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Returns the members that are not of the declared kind. They read as absent.
    pub fn unexpected(&self) -> &[Deviation] {
        &self.unexpected
    }
}

impl<T> Deref for Callback<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.payload
    }
}

/// Reads the body of a callback: JSON, with or without the envelope `Response`, or XML.
///
/// # Errors
///
/// Fails if the body is neither JSON nor XML, and if it reports an error of the service.
pub fn read_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if without_mark(body).trim_ascii_start().starts_with(b"<") {
        read_xml_callback(body)
    } else {
        read_json_callback(body)
    }
}

fn read_xml_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if root_of(body).as_deref() == Some("Error") {
        return Err(failure(body));
    }
    let mut payload = T::default();
    let unexpected = read_xml(body, &mut payload).map_err(|error| Error::decode(error, body))?;
    let mut metadata = Metadata::default();
    read_xml(body, &mut metadata).map_err(|error| Error::decode(error, body))?;
    Ok(Callback { payload, request_id: metadata.request_id.unwrap_or_default(), unexpected })
}

/// Returns the error that the body reports.
fn failure(body: &[u8]) -> Error {
    Error::service(&http::Response::new(()).into_parts().0, body)
}

fn read_json_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    let mut payload = T::default();
    if let Ok(envelope) = read_envelope(body, &mut payload) {
        if envelope.error.is_some() {
            return Err(failure(body));
        }
        let request_id = envelope.request_id.unwrap_or_default();
        return Ok(Callback { payload, request_id, unexpected: envelope.deviations });
    }
    let unreadable = |error: CodecError| Error::decode(error, body);
    let mut payload = T::default();
    let unexpected = read_json(body, &mut payload).map_err(unreadable)?;
    let mut metadata = Metadata::default();
    read_json(body, &mut metadata).map_err(unreadable)?;
    Ok(Callback { payload, request_id: metadata.request_id.unwrap_or_default(), unexpected })
}

/// The members besides the payload if there is no envelope.
#[derive(Default)]
struct Metadata {
    request_id: Option<String>,
}

crate::shape! {
    Metadata {
        "RequestId" => request_id,
    }
}
