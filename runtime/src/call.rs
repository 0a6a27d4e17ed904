//! A call that is ready to send.

use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use crate::prepared::Prepared;
use crate::run::complete;
use crate::{BoxFuture, Endpoint, Error, ErrorKind, Language, Output, Reply, RetryPolicy};

/// A call that is ready to send. Awaiting it sends it.
///
/// A call is a future, so it can be spawned, joined and selected. Settings have no effect after the first poll.
///
/// The input is checked and encoded when the call is created; its errors are returned when the call is awaited. After a
/// transient failure, the call is sent again if that is safe: see [`RetryPolicy`].
#[must_use = "a call is not sent until it is awaited"]
pub struct Call<T>(State<T>);

enum State<T> {
    /// `None` while the call becomes a future.
    Ready(Option<Result<Box<Prepared>, Error>>),
    /// In a mutex, so that a call can be shared between threads, which a boxed future cannot.
    Sent(Mutex<BoxFuture<'static, Result<Reply<T>, Error>>>),
}

impl<T: Output> Call<T> {
    pub(crate) fn new(prepared: Result<Prepared, Error>) -> Self {
        Self(State::Ready(Some(prepared.map(Box::new))))
    }

    fn with(mut self, set: impl FnOnce(&mut Prepared)) -> Self {
        if let State::Ready(Some(Ok(prepared))) = &mut self.0 {
            set(prepared);
        }
        self
    }

    /// Sets the region of this call.
    pub fn region(self, region: impl Into<String>) -> Self {
        self.with(|prepared| prepared.region = Some(region.into()))
    }

    /// Sets the endpoint of this call, which takes precedence over those of the client and the bucket.
    pub fn endpoint(self, endpoint: Endpoint) -> Self {
        self.with(|prepared| prepared.endpoints.call = Some(endpoint))
    }

    /// Sets the language of the service's messages. Has no effect on a bucket.
    pub fn language(self, language: Language) -> Self {
        self.with(|prepared| prepared.language = language)
    }

    /// Adds a header to the requests of this call, such as `x-cos-meta-author`, `x-cos-storage-class` or `Range`, or
    /// replaces one that was added before.
    ///
    /// Headers of object storage (`x-cos-…`, `x-ci-…`) are signed; services of API 3.0 sign no further header. Headers
    /// that the client or the input sets are an error: `Host`, `Authorization`, `Content-Length`, `User-Agent`,
    /// `X-TC-…`, tokens, and those of the connection. So are values with other than printable ASCII characters:
    /// percent-encode them.
    ///
    /// ```no_run
    /// # use tencentcloud_runtime::{Bucket, Error, Operation};
    /// # async fn example<O: Operation>(bucket: &Bucket, upload: O) -> Result<(), Error> {
    /// let call = bucket.call(upload);
    /// call.header("x-cos-meta-author", "Ada").header("x-cos-storage-class", "STANDARD_IA").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        if let State::Ready(Some(ready)) = &mut self.0 {
            let added = match ready {
                Ok(prepared) => {
                    let added = prepared.add_header(name.as_ref(), value.as_ref());
                    added.map_err(|error| error.in_operation(prepared.meta.name.clone()))
                }
                Err(_) => Ok(()),
            };
            if let Err(error) = added {
                *ready = Err(error);
            }
        }
        self
    }

    /// Excludes the body of this call from its signature: see
    /// [`ClientBuilder::unsigned_payload`](crate::ClientBuilder::unsigned_payload).
    pub fn unsigned_payload(self) -> Self {
        self.with(|prepared| prepared.unsigned_payload = true)
    }

    /// Sends an input that breaks rules of its schema, so that the service judges it. An input that cannot be written,
    /// such as one without the key in its path, remains an error.
    pub fn unchecked(self) -> Self {
        self.with(|prepared| prepared.unchecked = true)
    }

    pub(crate) fn into_prepared(self) -> Result<Prepared, Error> {
        match self.0 {
            State::Ready(Some(prepared)) => prepared?.checked(),
            State::Ready(None) | State::Sent(_) => Err(sent_before()),
        }
    }

    /// Sets the timeout of this call with all its attempts, until the answer is read; for a stream of bytes, until it
    /// begins; for a stream of events, until it ends. With zero, nothing is sent.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with(|prepared| prepared.timeouts.call = Some(timeout))
    }

    /// Sets the timeout of one attempt of this call. With zero, nothing is sent.
    pub fn attempt_timeout(self, timeout: Duration) -> Self {
        self.with(|prepared| prepared.timeouts.attempt = Some(timeout))
    }

    /// Sets the retry policy of this call.
    pub fn retry(self, policy: RetryPolicy) -> Self {
        self.with(|prepared| prepared.retry = policy)
    }

    /// Declares that repeating this call is harmless, so that it is also sent again after ambiguous failures,
    /// regardless of [`Meta::repeatable`](crate::Meta::repeatable).
    pub fn repeatable(self) -> Self {
        self.with(|prepared| prepared.meta.repeatable = true)
    }
}

fn sent_before() -> Error {
    Error::new(ErrorKind::InvalidInput, "the call was sent before")
}

impl<T: Output> Future for Call<T> {
    type Output = Result<Reply<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match &mut self.0 {
                State::Ready(prepared) => {
                    let Some(prepared) = prepared.take() else { return Poll::Ready(Err(sent_before())) };
                    let sent = complete(prepared.map(|prepared| *prepared), T::READ_MODE, T::from_answer);
                    self.0 = State::Sent(Mutex::new(Box::pin(sent)));
                }
                State::Sent(sent) => {
                    return sent.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx);
                }
            }
        }
    }
}

/// Prints the operation, not its input.
impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            State::Ready(None) | State::Sent(_) => f.debug_struct("Call").finish_non_exhaustive(),
            State::Ready(Some(Err(error))) => f.debug_tuple("Call").field(error).finish(),
            State::Ready(Some(Ok(prepared))) => f
                .debug_struct("Call")
                .field("operation", &prepared.meta.name)
                .field("bucket", &prepared.bucket)
                .field("region", &prepared.region)
                .finish_non_exhaustive(),
        }
    }
}
