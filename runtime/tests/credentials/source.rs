//! A source that counts how often it is used.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Credentials, Error, ProvideCredentials};

/// Outcome of a fetch, after one second.
pub(crate) enum Step {
    ExpiresIn(i64),
    NeverExpires,
    Fails,
    Panics,
}

pub(crate) struct Source {
    steps: Mutex<VecDeque<Step>>,
    fetches: AtomicUsize,
    completed: AtomicUsize,
}

pub(crate) type Cached = Arc<CachedCredentials<Arc<Source>>>;

/// Returns a source and a cache around it.
pub(crate) fn source(steps: impl IntoIterator<Item = Step>) -> (Arc<Source>, Cached) {
    let steps = Mutex::new(steps.into_iter().collect());
    let source = Arc::new(Source { steps, fetches: AtomicUsize::new(0), completed: AtomicUsize::new(0) });
    (Arc::clone(&source), Arc::new(CachedCredentials::new(source)))
}

impl Source {
    pub(crate) fn fetches(&self) -> usize {
        self.fetches.load(Ordering::Relaxed)
    }

    pub(crate) fn completed(&self) -> usize {
        self.completed.load(Ordering::Relaxed)
    }
}

impl ProvideCredentials for Source {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let number = self.fetches.fetch_add(1, Ordering::Relaxed) + 1;
        let step = self.steps.lock().unwrap().pop_front().unwrap_or(Step::Fails);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.completed.fetch_add(1, Ordering::Relaxed);
            let found = Credentials::new(format!("id-{number}"), "hush");
            match step {
                Step::ExpiresIn(seconds) => Ok(found.with_expiry(context.now() + seconds)),
                Step::NeverExpires => Ok(found),
                Step::Fails => Err(Error::credentials(format!("failure {number}"))),
                Step::Panics => panic!("a source that panics"),
            }
        })
    }
}
