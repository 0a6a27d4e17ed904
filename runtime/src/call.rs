//! A call that is ready to be sent.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::client::Shared;
use crate::operation::Meta;
use crate::request::{Parts, prepare};
use crate::send::send;
use crate::{BoxFuture, Client, Error, Operation, Output, Reply};

/// A call that is ready to be sent: awaiting it sends it.
///
/// The input is checked and written when the call is made; what is wrong with it comes out when it is awaited.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    prepared: Result<Prepared, Error>,
    output: PhantomData<fn() -> T>,
}

/// Everything about a call but the type of its answer, so that the work is compiled once.
pub(crate) struct Prepared {
    pub(crate) shared: Arc<Shared>,
    pub(crate) meta: Meta,
    pub(crate) parts: Parts,
    pub(crate) bucket: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) timeout: Duration,
}

impl Prepared {
    fn new(client: &Client, bucket: Option<&str>, meta: Meta, parts: Parts) -> Self {
        let shared = Arc::clone(client.shared());
        let (region, timeout) = (shared.region.clone(), shared.timeout);
        Self { shared, meta, parts, bucket: bucket.map(str::to_owned), region, timeout }
    }
}

impl<T: Output> Call<T> {
    pub(crate) fn new<O: Operation>(client: &Client, bucket: Option<&str>, operation: O) -> Self {
        let prepared = prepare(operation).map(|parts| Prepared::new(client, bucket, O::META, parts));
        Self { prepared, output: PhantomData }
    }

    /// Another region for this call.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.region = Some(region.into());
        }
        self
    }

    /// How long this call may take: until the answer is read, or, where it is a stream, begins.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        if let Ok(prepared) = &mut self.prepared {
            prepared.timeout = timeout;
        }
        self
    }
}

impl<T: Output> IntoFuture for Call<T> {
    type Output = Result<Reply<T>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let sending = self.prepared.map(|prepared| send(prepared, T::STREAMS));
        Box::pin(async move { T::from_answer(sending?.await?) })
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
