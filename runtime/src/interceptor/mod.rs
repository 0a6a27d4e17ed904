//! Hooks around each attempt of a call: before its request is signed, and after its outcome is known.
//!
//! Interceptors see no secret: credentials are fetched after the first hook, and errors are masked before the second.

mod context;

use std::error::Error as StdError;

pub(crate) use self::context::CallFacts;
pub use self::context::{AfterAttempt, BeforeSigning};

/// An error of an interceptor.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Observes the attempts of calls, and may add headers to their requests.
///
/// Set it with [`ClientBuilder::interceptor`](crate::ClientBuilder::interceptor). It also runs for calls that a client
/// makes while it waits for jobs or reads pages, but not for requests that fetch credentials. Both methods are called
/// within the call's span, and should return at once.
///
/// ```
/// # use tencentcloud_runtime::{AfterAttempt, BeforeSigning, BoxError, Client, Interceptor};
/// struct Audit;
///
/// impl Interceptor for Audit {
///     fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
///         request.add_header("x-request-source", "billing")?;
///         Ok(())
///     }
///
///     fn after_attempt(&self, outcome: &AfterAttempt<'_>) {
///         println!("{}: {:?} in {:?}", outcome.operation(), outcome.status(), outcome.elapsed());
///     }
/// }
///
/// let builder = Client::builder().interceptor(Audit);
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Sees a request before it is signed, and may add headers.
    ///
    /// # Errors
    ///
    /// An error ends the call, and nothing is sent. Unless it is an [`Error`](crate::Error), it becomes the cause of one
    /// of the kind [`InvalidInput`](crate::ErrorKind::InvalidInput).
    fn before_signing(&self, request: &mut BeforeSigning<'_>) -> Result<(), BoxError> {
        let _ = request;
        Ok(())
    }

    /// Sees the outcome of an attempt: the answer, or why there is none. Is not called if the call is cancelled before.
    fn after_attempt(&self, outcome: &AfterAttempt<'_>) {
        let _ = outcome;
    }
}
