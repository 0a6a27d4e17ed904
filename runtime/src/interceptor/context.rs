//! What interceptors see.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode, Uri};

use crate::answer::ResponseFacts;
use crate::headers::Headers;
use crate::{Error, added_header};

/// The names of a call, and the number of its attempt.
pub(crate) struct CallFacts<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) region: Option<&'a str>,
    pub(crate) bucket: Option<&'a str>,
    pub(crate) attempt: u32,
}

/// A request before it is signed: see [`Interceptor::before_signing`](super::Interceptor::before_signing).
pub struct BeforeSigning<'a> {
    pub(crate) call: CallFacts<'a>,
    pub(crate) method: &'static str,
    pub(crate) uri: Uri,
    pub(crate) headers: &'a mut Headers,
}

/// The outcome of an attempt: see [`Interceptor::after_attempt`](super::Interceptor::after_attempt).
pub struct AfterAttempt<'a> {
    pub(crate) call: CallFacts<'a>,
    pub(crate) elapsed: Duration,
    pub(crate) outcome: Result<&'a ResponseFacts, &'a Error>,
}

macro_rules! of_call {
    ($name:ident) => {
        impl $name<'_> {
            /// Returns the service, such as `ims`; for a bucket, the label of the host: `cos`, `ci` or `pic`.
            pub fn service(&self) -> &str {
                self.call.service
            }

            /// Returns the operation's name in the API, such as `ImageModeration`.
            pub fn operation(&self) -> &str {
                self.call.operation
            }

            /// Returns the region of the call.
            pub fn region(&self) -> Option<&str> {
                self.call.region
            }

            /// Returns the bucket of the call.
            pub fn bucket(&self) -> Option<&str> {
                self.call.bucket
            }

            /// Returns the number of the attempt, which is 1 for the first.
            pub fn attempt(&self) -> u32 {
                self.call.attempt
            }
        }
    };
}

of_call!(BeforeSigning);
of_call!(AfterAttempt);

impl BeforeSigning<'_> {
    /// Returns the HTTP method.
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// Returns the URI of the service or bucket, also if the client connects to another address.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Returns the headers that are set so far, without those of the signature.
    pub fn headers(&self) -> &HeaderMap {
        self.headers.map()
    }

    /// Adds a header, which is signed if the service signs headers of this name.
    ///
    /// # Errors
    ///
    /// Fails for the headers and values that [`Call::header`](crate::Call::header) does not take, and for a header that
    /// is already set.
    pub fn add_header(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Result<(), Error> {
        let (name, value) = added_header::checked(name.as_ref(), value.as_ref())?;
        self.headers.add(name, value)
    }
}

impl AfterAttempt<'_> {
    /// Returns the time from the start of the attempt until its answer was read; for a stream, until it began.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Returns the HTTP status, if there was an answer.
    pub fn status(&self) -> Option<StatusCode> {
        match self.outcome {
            Ok(facts) => Some(facts.head.status),
            Err(error) => error.status().and_then(|status| StatusCode::from_u16(status).ok()),
        }
    }

    /// Returns the HTTP headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self.outcome {
            Ok(facts) => Some(&facts.head.headers),
            Err(error) => error.headers(),
        }
    }

    /// Returns the request id of the answer.
    pub fn request_id(&self) -> Option<&str> {
        match self.outcome {
            Ok(facts) => Some(facts.request_id.as_str()).filter(|id| !id.is_empty()),
            Err(error) => error.request_id(),
        }
    }

    /// Returns the error, if the attempt failed. Another attempt may follow.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.err()
    }
}

/// Prints neither URI nor headers, which may have secrets of the caller.
impl fmt::Debug for BeforeSigning<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BeforeSigning")
            .field("service", &self.service())
            .field("operation", &self.operation())
            .field("attempt", &self.call.attempt)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AfterAttempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AfterAttempt")
            .field("service", &self.service())
            .field("operation", &self.operation())
            .field("attempt", &self.call.attempt)
            .field("elapsed", &self.elapsed)
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("error", &self.error())
            .finish_non_exhaustive()
    }
}
