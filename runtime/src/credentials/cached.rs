//! A source that is asked as rarely as possible.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

use super::cache::{Cache, Caller};
use super::context::Context;
use super::key::Credentials;
use super::provider::ProvideCredentials;
use crate::{BoxFuture, Error};

/// A source that is asked as rarely as possible: for sources that need the network or are slow.
///
/// What it gave is kept until five minutes before it expires, or a tenth of its time if that is shorter, and a little
/// less by chance; without an expiry, for good. Then one caller fetches new credentials while the others go on with the
/// old ones; only when those have expired do all wait for that one question. If it fails, the old ones are used as long
/// as they are valid, and the source is asked again after a short pause. A caller that is cancelled loses nothing: the
/// next one goes on where it stopped.
pub struct CachedCredentials<P> {
    source: Arc<P>,
    cache: Cache,
}

impl<P: ProvideCredentials> CachedCredentials<P> {
    /// Keeps what `source` gives.
    pub fn new(source: P) -> Self {
        Self { source: Arc::new(source), cache: Cache::default() }
    }

    /// The same with another setting, and with nothing kept.
    pub(super) fn with(mut self, change: impl FnOnce(&mut P)) -> Self
    where
        P: Clone,
    {
        change(Arc::make_mut(&mut self.source));
        Self { source: self.source, cache: Cache::default() }
    }
}

impl<P: ProvideCredentials> ProvideCredentials for CachedCredentials<P> {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            let now = || context.now();
            let ask = || -> BoxFuture<'static, _> {
                let (source, context) = (Arc::clone(&self.source), context.clone());
                Box::pin(async move { source.provide(&context).await })
            };
            let mut caller = Caller { cache: &self.cache, now: &now, ask: &ask, flight: None };
            poll_fn(|cx| caller.poll(cx)).await
        })
    }
}

impl<P: fmt::Debug> fmt::Debug for CachedCredentials<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials").field("source", &self.source).finish_non_exhaustive()
    }
}
