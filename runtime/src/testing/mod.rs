//! The cloud for tests of an application: answers that are given beforehand, in the types of the operations, and no
//! socket.
//!
//! ```
//! use tencentcloud_runtime::testing::{Mock, block_on};
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
//! let verdict = block_on(client.call(moderate("https://example.com/knife.jpg")).into_future()).unwrap();
//! assert_eq!(verdict.suggestion.as_deref(), Some("Block"));
//! let verdict = block_on(client.call(moderate("https://example.com/cat.jpg")).into_future()).unwrap();
//! assert_eq!((verdict.suggestion.as_deref(), verdict.attempts()), (None, 2));
//!
//! assert_eq!(mock.calls::<ImageModeration>().len(), 3);
//! mock.verify();
//! ```
//!
//! The requests are those that would go to the cloud, checked, written and signed, and read back into their types; the
//! answers are written the way of the service and read like any other. What is not there is the service: whether it
//! accepts a request is for a test against it.
//!
//! Of the rules for an operation, the first one counts whose conditions hold and that is not used up. A request that no
//! rule answers fails with the code `NoRule`, and again when the mock is verified or dropped.
//!
//! Nothing is waited for between attempts. A wait for a job takes its time: where the application has no setting for
//! that, `#[tokio::test(start_paused = true)]` makes time pass at once.

mod answer;
mod answers;
mod on;
mod report;
mod rule;
mod stage;
mod status;
mod taken;

use std::fmt;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::{Client, ClientBuilder, Credentials, Operation, RetryPolicy};

pub use self::answers::Answers;
pub use self::on::On;
use self::stage::{Stage, Wire};

/// The cloud for one test: rules that say what is answered, and the requests that came.
///
/// What was called without a rule, and rules that were not used, fail the test: in [`verify`](Self::verify), or else when
/// the mock is dropped.
#[derive(Default)]
pub struct Mock {
    stage: Arc<Stage>,
    /// Whether it was said already that something is wrong.
    told: AtomicBool,
}

impl Mock {
    /// A cloud that answers nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Begins a rule for the requests of an operation. It counts once it has an answer.
    #[track_caller]
    pub fn on<O: Operation + Default + 'static>(&self) -> On<O> {
        On::new(Arc::clone(&self.stage), Location::caller())
    }

    /// A client whose requests come here: see [`builder`](Self::builder).
    ///
    /// # Panics
    ///
    /// Panics where the client cannot be made, for which there is no reason.
    pub fn client(&self) -> Client {
        self.builder().build().unwrap_or_else(|error| panic!("{error}"))
    }

    /// A client to one's own wishes whose requests come here: with a key of its own, the region `ap-guangzhou` and the
    /// standard [retries](RetryPolicy), but no pauses between them. It reads no variables and has no other way to send,
    /// so that nothing reaches a network.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .transport(Wire(Arc::clone(&self.stage)))
            .credentials(Credentials::new("AKIDMOCK", "not-a-secret"))
            .region("ap-guangzhou")
            .environment(|_| None)
            .retry(RetryPolicy::standard().backoff(Duration::ZERO, Duration::ZERO))
    }

    /// The requests of an operation so far, in order, with the bytes of those that upload some; a call that was sent
    /// twice has two.
    ///
    /// They are what the service would read, so a key has no leading slash, and what the schema does not send is not set.
    pub fn calls<O: Operation + Default + 'static>(&self) -> Vec<O> {
        self.stage.calls()
    }

    /// How many requests came so far, of whatever operation.
    pub fn requests(&self) -> usize {
        self.stage.requests()
    }

    /// Checks that every request was answered by a rule, and that every rule was used as often as it says.
    ///
    /// # Panics
    ///
    /// Panics where that is not so, with all that is wrong.
    #[track_caller]
    pub fn verify(&self) {
        if let Some(report) = self.stage.report() {
            self.told.store(true, Ordering::Relaxed);
            panic!("{report}");
        }
    }
}

/// Verifies the mock, unless the test is failing already.
impl Drop for Mock {
    fn drop(&mut self) {
        if !thread::panicking() && !self.told.load(Ordering::Relaxed) {
            self.verify();
        }
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// Awaits `work` on a runtime of its own, for tests that have none.
///
/// # Panics
///
/// Panics within a tokio runtime, and where none can be started.
pub fn block_on<F: Future>(work: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap_or_else(|error| panic!("no runtime could be started: {error}")).block_on(work)
}
