//! The reply to a call.

use std::fmt;
use std::io;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::response::Parts;
use http::{HeaderMap, StatusCode};
use tokio::io::{AsyncRead, ReadBuf};

use crate::answer::ResponseFacts;
use crate::response_headers::request_id;
use crate::{ByteStream, Deviation};

/// The reply to a call: the operation's output, and the facts about the HTTP response.
///
/// Dereferences to the output: `reply.suggestion`.
pub struct Reply<T> {
    value: T,
    facts: Box<ResponseFacts>,
}

impl<T> Reply<T> {
    pub(crate) fn new(value: T, mut facts: ResponseFacts) -> Self {
        // The secrets of the request.
        facts.head.extensions.clear();
        Self { value, facts: Box::new(facts) }
    }

    /// Returns the reply of a stream, of which only the head has arrived.
    pub(crate) fn of_head(value: T, head: Parts) -> Self {
        let request_id = request_id(&head.headers).unwrap_or_default().to_owned();
        Self::new(value, ResponseFacts { request_id, head, unexpected: Vec::new(), attempts: 1 })
    }

    pub(crate) fn into_parts(self) -> (T, ResponseFacts) {
        (self.value, *self.facts)
    }

    pub(crate) fn facts(&self) -> &ResponseFacts {
        &self.facts
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.facts.attempts = attempts;
        self
    }

    /// Returns the output.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the request id, which Tencent Cloud support asks for, or an empty text if there is none.
    pub fn request_id(&self) -> &str {
        &self.facts.request_id
    }

    /// Returns the HTTP status.
    pub fn status(&self) -> StatusCode {
        self.facts.head.status
    }

    /// Returns the HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.facts.head.headers
    }

    /// Returns the number of attempts, including the successful one.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// Returns the members that are not of the declared kind. They read as absent.
    pub fn unexpected(&self) -> &[Deviation] {
        &self.facts.unexpected
    }
}

impl<T> Deref for Reply<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Reply<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Reply<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("request_id", &self.facts.request_id)
            .field("status", &self.facts.head.status)
            .field("unexpected", &self.facts.unexpected)
            .field("value", &self.value)
            .finish_non_exhaustive()
    }
}

impl AsyncRead for Reply<ByteStream> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.value).poll_read(cx, buffer)
    }
}
