//! A call that is ready to send.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use crate::prepared::Prepared;
use crate::run::complete;
use crate::{BoxFuture, Endpoint, Error, Output, Reply, RetryPolicy};

/// A call that is ready to send. Awaiting it sends it.
///
/// The input is checked and encoded when the call is created; its errors are returned when the call is awaited. After a
/// transient failure, the call is sent again if that is safe: see [`RetryPolicy`].
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<T> {
    prepared: Result<Prepared, Error>,
    output: PhantomData<fn() -> T>,
}

impl<T: Output> Call<T> {
    pub(crate) fn new(prepared: Result<Prepared, Error>) -> Self {
        Self { prepared, output: PhantomData }
    }

    /// Sets the region of this call.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.region = Some(region.into());
        }
        self
    }

    /// Sets the endpoint of this call, which takes precedence over those of the client and the bucket.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.endpoints.call = Some(endpoint);
        }
        self
    }

    /// Excludes the body of this call from its signature: see
    /// [`ClientBuilder::unsigned_payload`](crate::ClientBuilder::unsigned_payload).
    pub fn unsigned_payload(mut self) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.unsigned_payload = true;
        }
        self
    }

    pub(crate) fn into_prepared(self) -> Result<Prepared, Error> {
        self.prepared
    }

    /// Sets the timeout of this call with all its attempts, until the answer is read or, for a stream, begins.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.timeouts.call = Some(timeout);
        }
        self
    }

    /// Sets the timeout of one attempt of this call.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.timeouts.attempt = Some(timeout);
        }
        self
    }

    /// Sets the retry policy of this call.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.retry = policy;
        }
        self
    }

    /// Declares that repeating this call is harmless, so that it is also sent again after ambiguous failures,
    /// regardless of [`Meta::repeatable`](crate::Meta::repeatable).
    pub fn repeatable(mut self) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.meta.repeatable = true;
        }
        self
    }
}

impl<T: Output> IntoFuture for Call<T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(complete(self.prepared, T::READ_MODE, T::from_answer))
    }
}

/// Prints the operation, not its input.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.prepared {
            Err(error) => f.debug_tuple("Call").field(error).finish(),
            Ok(prepared) => f
                .debug_struct("Call")
                .field("operation", &prepared.meta.name)
                .field("bucket", &prepared.bucket)
                .field("region", &prepared.region)
                .finish_non_exhaustive(),
        }
    }
}
