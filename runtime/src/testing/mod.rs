//! A mock of the services for tests of an application: typed answers by rules, without a socket. Requires the feature
//! `testing`.
//!
//! ```
//! # use tencentcloud_runtime::testing::{Mock, block_on};
//! # use tencentcloud_runtime::{Meta, Operation, shape};
//! #
//! # #[derive(Default)]
//! # struct ImageModeration { file_url: Option<String> }
//! # #[derive(Default)]
//! # struct Verdict { suggestion: Option<String> }
//! # shape! { ImageModeration { "FileUrl" => file_url, } }
//! # shape! { Verdict { "Suggestion" => suggestion, } }
//! # impl Operation for ImageModeration {
//! #     type Output = Verdict;
//! #     const META: Meta = Meta::action("ims", "2020-12-29", "ImageModeration");
//! # }
//! # fn moderate(url: &str) -> ImageModeration { ImageModeration { file_url: Some(url.to_owned()) } }
//!
//! let mock = Mock::new();
//! mock.on::<ImageModeration>()
//!     .when(|request| request.file_url.as_deref() == Some("https://example.com/knife.jpg"))
//!     .answer(|verdict| verdict.suggestion = Some("Block".to_owned()));
//! mock.on::<ImageModeration>().fail("RequestLimitExceeded", "slow down").then(|_| ());
//!
//! let client = mock.client();
//! let call = client.call(moderate("https://example.com/knife.jpg"));
//! let verdict = block_on(call.into_future()).unwrap();
//! assert_eq!(verdict.suggestion.as_deref(), Some("Block"));
//! let call = client.call(moderate("https://example.com/cat.jpg"));
//! let verdict = block_on(call.into_future()).unwrap();
//! assert_eq!((verdict.suggestion.as_deref(), verdict.attempts()), (None, 2));
//!
//! assert_eq!(mock.calls::<ImageModeration>().len(), 3);
//! mock.verify();
//! ```
//!
//! Requests are checked, encoded and signed as for the services, then read back into their types. Answers are encoded
//! like those of the services and read as usual. Whether a service accepts a request can only be tested against the
//! service.
//!
//! A request is answered by the first rule for its operation whose conditions hold and that is not used up. A request
//! without such a rule fails with the code `NoRule`, and the mock fails when it is verified or dropped.
//!
//! There are no delays between attempts. Waiting for a job takes the usual time; `#[tokio::test(start_paused = true)]`
//! skips it.

mod answer;
mod answers;
mod on;
mod report;
mod request;
mod rule;
mod state;
mod status;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::{Client, ClientBuilder, Credentials, Operation, RetryPolicy};

pub use self::answers::Answers;
pub use self::on::On;
use self::state::{MockState, MockTransport};

/// A mock of the services for one test: the rules, and the requests that were received.
///
/// Requests without a rule and unused rules fail the test: in [`verify`](Self::verify), or when the mock is dropped.
#[doc(alias("fake", "stub", "test double"))]
#[derive(Default)]
pub struct Mock {
    state: Arc<MockState>,
    /// Whether `verify` has reported a failure.
    reported: AtomicBool,
}

impl Mock {
    /// Returns a mock without rules.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a rule for the requests of an operation. The rule is added with its first answer.
    #[track_caller]
    pub fn on<O: Operation + Default + 'static>(&self) -> On<O> {
        On::new(Arc::clone(&self.state), Location::caller())
    }

    /// Returns a client of the mock: see [`builder`](Self::builder).
    ///
    /// # Panics
    ///
    /// Panics if the client cannot be built, which does not happen with these settings.
    pub fn client(&self) -> Client {
        self.builder().build().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Returns a builder to configure a client of the mock: with test credentials, the region `ap-guangzhou` and the
    /// standard [`RetryPolicy`] without delays. The client reads no environment variables and never uses the network.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .transport(MockTransport(Arc::clone(&self.state)))
            .credentials(Credentials::new("AKIDMOCK", "not-a-secret"))
            .region("ap-guangzhou")
            .environment(|_| None)
            .retry(RetryPolicy::standard().backoff(Duration::ZERO, Duration::ZERO))
    }

    /// Returns the requests of an operation so far, in order, with the bytes of uploads. Each attempt of a call counts.
    ///
    /// The requests are in the form that the service would read.
    pub fn calls<O: Operation + Default + 'static>(&self) -> Vec<O> {
        self.state.calls()
    }

    /// Returns the number of requests so far, of all operations.
    pub fn requests(&self) -> usize {
        self.state.requests()
    }

    /// Checks that a rule has answered every request, and that every rule was used as often as it requires.
    ///
    /// # Panics
    ///
    /// Panics with a report otherwise.
    #[track_caller]
    pub fn verify(&self) {
        if let Some(report) = self.state.report() {
            self.reported.store(true, Ordering::Relaxed);
            panic!("{report}");
        }
    }
}

/// Verifies the mock, unless the test is failing already.
impl Drop for Mock {
    fn drop(&mut self) {
        if !thread::panicking() && !self.reported.load(Ordering::Relaxed) {
            self.verify();
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// Runs `work` to completion on a new runtime, for tests that have none.
///
/// # Panics
///
/// Panics within a tokio runtime, and if no runtime can be started.
pub fn block_on<F: Future>(work: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap_or_else(|error| panic!("cannot start a runtime: {error}")).block_on(work)
}
