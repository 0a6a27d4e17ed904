//! Why a request was not answered.

use std::error::Error as StdError;
use std::fmt;

use crate::redact;

/// Why there was no answer.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// How far an unanswered request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The connection failed, so the service has not seen the request.
    Connect,
    /// The request timed out. The service may have seen it.
    Timeout,
    /// Any other failure. The service may have seen the request.
    Other,
}

impl TransportError {
    /// Returns an error with its cause. A cause that prints a secret, such as a URL with a password, is replaced by its
    /// redacted text.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { kind, source: redact::source(source.into(), redact::text) }
    }

    /// Returns how far the request got.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "cannot connect to the service",
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
