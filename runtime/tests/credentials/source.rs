//! A source that counts how often it is asked.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::{BoxFuture, Credentials, Error, ProvideCredentials};

/// Takes a second to answer: with credentials for so many seconds, with some that never expire, or with an error.
pub(crate) enum Step {
    Lasts(i64),
    Forever,
    Fails,
    Panics,
}

pub(crate) struct Source {
    steps: Mutex<VecDeque<Step>>,
    asked: AtomicUsize,
    answered: AtomicUsize,
}

pub(crate) type Cached = Arc<CachedCredentials<Arc<Source>>>;

/// A source and a cache around it.
pub(crate) fn source(steps: impl IntoIterator<Item = Step>) -> (Arc<Source>, Cached) {
    let steps = Mutex::new(steps.into_iter().collect());
    let source = Arc::new(Source { steps, asked: AtomicUsize::new(0), answered: AtomicUsize::new(0) });
    (Arc::clone(&source), Arc::new(CachedCredentials::new(source)))
}

impl Source {
    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }

    pub(crate) fn answered(&self) -> usize {
        self.answered.load(Ordering::Relaxed)
    }
}

impl ProvideCredentials for Source {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let step = self.steps.lock().unwrap().pop_front().unwrap_or(Step::Fails);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.answered.fetch_add(1, Ordering::Relaxed);
            let found = Credentials::new(format!("id-{number}"), "hush");
            match step {
                Step::Lasts(seconds) => Ok(found.with_expiry(context.now() + seconds)),
                Step::Forever => Ok(found),
                Step::Fails => Err(Error::credentials(format!("failure {number}"))),
                Step::Panics => panic!("a source that panics"),
            }
        })
    }
}
