//! Responses: the schema's examples, or values generated from the schema, with the request id of each request.

pub(crate) mod adapt;
mod events;
mod facts;
pub(crate) mod overrides;
mod pagination;
mod picture;
pub(crate) mod prepared;
pub(crate) mod select;
pub(crate) mod template;
#[cfg(test)]
mod tests;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

/// A response without the headers that every response has.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    /// Absent where there is no body.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) body: Bytes,
    /// The headers that hold members of the response.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Response {
    pub(crate) fn new(status: u16, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status,
            content_type: Some(HeaderValue::from_static(content_type)),
            body: body.into(),
            headers: Vec::new(),
        }
    }
}
