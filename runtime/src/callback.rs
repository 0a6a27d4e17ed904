//! What a service posts to an address that the caller gave it.

use std::ops::Deref;

use crate::codec::{CodecError, Deviation, read_envelope, read_json, read_xml, root_of};
use crate::{Error, Shape};

/// What a service has posted to an address of the caller's.
///
/// Nothing signs it: whoever knows the address can post there. It reads like the payload itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback<T> {
    payload: T,
    request_id: String,
    unexpected: Vec<Deviation>,
}

impl<T> Callback<T> {
    /// The payload alone.
    pub fn into_inner(self) -> T {
        self.payload
    }

    /// The request id, which the service's support asks for; empty where there is none.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// Members that were not of the kind that the schema declares. They read as absent.
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

/// Reads the body of what was posted: the members of the payload as JSON, with or without the envelope `Response`, or as
/// XML.
///
/// # Errors
///
/// Fails where the body is no document, and where it says that the service failed.
pub fn read_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if body.trim_ascii_start().starts_with(b"<") { of_xml(body) } else { of_json(body) }
}

fn of_xml<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if root_of(body).as_deref() == Some("Error") {
        return Err(failure(body));
    }
    let mut payload = T::default();
    let unexpected = read_xml(body, &mut payload).map_err(|error| Error::decode(error, body))?;
    let mut outside = Outside::default();
    read_xml(body, &mut outside).map_err(|error| Error::decode(error, body))?;
    Ok(Callback { payload, request_id: outside.request_id.unwrap_or_default(), unexpected })
}

/// The error that a body is.
fn failure(body: &[u8]) -> Error {
    Error::service(&http::Response::new(()).into_parts().0, body)
}

fn of_json<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
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
    let mut outside = Outside::default();
    read_json(body, &mut outside).map_err(unreadable)?;
    Ok(Callback { payload, request_id: outside.request_id.unwrap_or_default(), unexpected })
}

/// What stands beside the members of a payload without envelope.
#[derive(Default)]
struct Outside {
    request_id: Option<String>,
}

crate::shape! {
    Outside {
        "RequestId" => request_id,
    }
}
