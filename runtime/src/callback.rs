//! Callbacks: what a service posts to an address that the caller specified.

use std::ops::Deref;

use http::response::Parts;

use crate::codec::{
    CodecError, Deviation, excerpt, is_error_name, read_envelope_within, read_json_within, read_xml_within, root_of,
    without_mark,
};
use crate::collect::DEFAULT_LIMIT;
use crate::members::{ReceivedDocument, foreign, read_members, unreadable};
use crate::path::texts_at;
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

/// The path of a member that tells callbacks apart, such as `JobsDetail.Tag`, and the values that the callback has there.
pub type ExpectedValues = (&'static str, &'static [&'static str]);

/// Reads the body of a callback: JSON, with or without the envelope `Response`, or XML.
///
/// # Errors
///
/// Fails if the body is neither JSON nor XML, if it reports an error of the service, and if it is not a `T`: it has no
/// member of `T`, or not the structure that `T` declares for one.
pub fn read_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    read_expected_callback(body, &[])
}

/// Reads the body of a callback that says which event or kind of job it is about.
///
/// # Errors
///
/// Fails like [`read_callback`], and if a member has a value that is not expected: the body is another callback. An
/// absent member is accepted.
pub fn read_expected_callback<T: Shape + Default>(
    body: &[u8],
    expected: &[ExpectedValues],
) -> Result<Callback<T>, Error> {
    let callback: Callback<T> = read(body)?;
    if let Some(problem) = expected.iter().find_map(|expected| another(&callback.payload, expected)) {
        return Err(Error::unreadable(&no_head(), problem, body));
    }
    if let Some(Deviation { member, found, .. }) = foreign(&callback.payload, &callback.unexpected) {
        return Err(Error::unreadable(&no_head(), format!("another callback: `{member}` is {found}"), body));
    }
    Ok(callback)
}

/// Returns how a payload differs from the expected one, if a member has another value.
fn another(payload: &dyn Shape, (path, values): &ExpectedValues) -> Option<String> {
    let found = texts_at(payload, path).into_iter().find(|text| !values.contains(&text.trim()))?;
    let values: Vec<_> = values.iter().map(|value| format!("`{value}`")).collect();
    Some(format!("another callback: expected {} in `{path}`, found `{}`", values.join(" or "), excerpt(&found)))
}

fn read<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if without_mark(body).trim_ascii_start().starts_with(b"<") {
        read_xml_callback(body)
    } else {
        read_json_callback(body)
    }
}

fn read_xml_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    if root_of(body).is_some_and(|root| is_error_name(&root)) {
        return Err(Error::service(&no_head(), body));
    }
    read_plain(body, read_xml_within)
}

/// Returns the head of a response with status 200, which stands for that of the request with the callback.
fn no_head() -> Parts {
    http::Response::new(()).into_parts().0
}

fn read_json_callback<T: Shape + Default>(body: &[u8]) -> Result<Callback<T>, Error> {
    let mut payload = T::default();
    match read_envelope_within(DEFAULT_LIMIT, body, &mut payload) {
        Ok(envelope) if envelope.error.is_some() => Err(Error::service(&no_head(), body)),
        Ok(envelope) => Ok(callback(payload, envelope.request_id, envelope.deviations)),
        Err(problem) if problem.is_too_large() => Err(unreadable(&no_head(), body, &problem)),
        Err(_) => read_plain(body, read_json_within),
    }
}

type Codec = fn(usize, &[u8], &mut dyn Shape) -> Result<Vec<Deviation>, CodecError>;

/// Reads a body without an envelope.
fn read_plain<T: Shape + Default>(body: &[u8], codec: Codec) -> Result<Callback<T>, Error> {
    let mut payload = T::default();
    let document = ReceivedDocument { head: &no_head(), body, limit: DEFAULT_LIMIT };
    let unexpected = read_members(document, &mut payload, codec)?;
    let mut metadata = Metadata::default();
    codec(DEFAULT_LIMIT, body, &mut metadata).map_err(|error| Error::unreadable(&no_head(), error, body))?;
    Ok(callback(payload, metadata.request_id, unexpected))
}

fn callback<T>(payload: T, request_id: Option<String>, unexpected: Vec<Deviation>) -> Callback<T> {
    Callback { payload, request_id: request_id.unwrap_or_default(), unexpected }
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
