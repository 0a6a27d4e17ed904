//! A call that is ready to be sent.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use crate::prepared::Prepared;
use crate::run::complete;
use crate::{BoxFuture, Endpoint, Error, Output, Reply, RetryPolicy};

/// A call that is ready to be sent: awaiting it sends it.
///
/// The input is checked and written when the call is made; what is wrong with it comes out when it is awaited. After a
/// failure that may pass it is sent again where that is safe: see [`RetryPolicy`].
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    prepared: Result<Prepared, Error>,
    output: PhantomData<fn() -> T>,
}

impl<T: Output> Call<T> {
    pub(crate) fn new(prepared: Result<Prepared, Error>) -> Self {
        Self { prepared, output: PhantomData }
    }

    /// Another region for this call.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.region = Some(region.into());
        }
        self
    }

    /// Another endpoint for this call, before those of the client and the bucket.
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.endpoints.call = Some(endpoint);
        }
        self
    }

    /// Leaves the body of this call out of its signature: see
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

    /// How long this call may take with all its attempts: until the answer is read, or, where it is a stream, begins.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.timeouts.call = Some(timeout);
        }
        self
    }

    /// How long one attempt of this call may take.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.timeouts.attempt = Some(timeout);
        }
        self
    }

    /// Another retry policy for this call.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.retry = policy;
        }
        self
    }

    /// States that this call does no harm if it is made twice, so that it is sent again after unclear failures too,
    /// whatever its operation says of itself.
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
        Box::pin(complete(self.prepared, T::WANTED, T::from_answer))
    }
}

/// Says what is called, not with what.
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
