//! What came back from a call.

use std::fmt;
use std::io;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll};

use http::response::Parts;
use http::{HeaderMap, StatusCode};
use tokio::io::{AsyncRead, ReadBuf};

use crate::answer::{Facts, request_id};
use crate::{ByteStream, Deviation};

/// What came back from a call: the operation's output, and what the service said beside it.
///
/// It reads like the output itself: `reply.suggestion`.
pub struct Reply<T> {
    value: T,
    facts: Box<Facts>,
}

impl<T> Reply<T> {
    pub(crate) fn new(value: T, facts: Facts) -> Self {
        Self { value, facts: Box::new(facts) }
    }

    /// What comes in bit by bit, of which only the head is known yet.
    pub(crate) fn of_head(value: T, head: Parts) -> Self {
        let request_id = request_id(&head.headers).unwrap_or_default().to_owned();
        Self::new(value, Facts { request_id, head, unexpected: Vec::new(), attempts: 1 })
    }

    pub(crate) fn into_parts(self) -> (T, Facts) {
        (self.value, *self.facts)
    }

    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.facts.attempts = attempts;
        self
    }

    /// The output alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The request id, which the service's support asks for; empty where the service gave none.
    pub fn request_id(&self) -> &str {
        &self.facts.request_id
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.facts.head.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.facts.head.headers
    }

    /// How often the request was sent until it was answered.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// Members that were not of the kind that the schema declares. They read as absent.
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
