//! How a request reaches the service.

#[cfg(feature = "reqwest")]
mod reqwest;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use crate::{Body, BoxFuture, ByteStream};

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

/// An answer on its way.
pub type Sending = BoxFuture<'static, Result<http::Response<ByteStream>, TransportError>>;

/// Sends one HTTP request.
///
/// The request is complete and signed. A transport sends it as it is: it follows no redirect (the signature is for one
/// host, and credentials must not reach another), changes no header and decodes no content encoding.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`. The future is ready when the answer's head is there; its body follows as a stream.
    ///
    /// The `Host` header may name another host than the address: the address says where to connect. A request that is
    /// marked as [`Direct`] must not go through a proxy.
    fn send(&self, request: http::Request<Body>) -> Sending;
}

/// Marks a request, among its [extensions](http::Request::extensions), that must not go through a proxy: what it asks for
/// is of this machine, and a proxy would answer for its own.
#[derive(Clone, Copy, Debug)]
pub struct Direct;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> Sending {
        (**self).send(request)
    }
}

/// Why there was no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// How far a request got that was not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so the service has seen nothing of the request.
    Connect,
    /// It took too long; the service may have seen the request.
    Timeout,
    /// Anything else; the service may have seen the request.
    Other,
}

impl TransportError {
    /// An error with its cause.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: source.into() }
    }

    /// How far the request got.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "the service cannot be reached",
            TransportErrorKind::Timeout => "the service did not answer in time",
            TransportErrorKind::Other => "the request was not answered",
        })
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
