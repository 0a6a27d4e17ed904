//! Caching of credentials.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

use super::cache::{Cache, Caller};
use super::context::Context;
use super::environment::Environment;
use super::key::Credentials;
use super::provider::ProvideCredentials;
use super::settings::ClientSettings;
use crate::{BoxFuture, Error};

/// Caches the credentials of a source that is slow or uses the network.
///
/// Credentials without an expiry are kept forever. Others are refreshed five minutes before they expire, or a tenth of
/// their lifetime if that is less, with some jitter. One caller fetches new credentials while the others use the old
/// ones. After the old ones have expired, all callers wait for the same request. If it fails, the old credentials are
/// used while they are valid, and the next request follows after a short delay. Cancelling a caller does not cancel the
/// request: the next caller continues it.
pub struct CachedCredentials<P> {
    source: Arc<P>,
    cache: Cache,
}

impl<P: ProvideCredentials> CachedCredentials<P> {
    /// Caches the credentials of `source`.
    pub fn new(source: P) -> Self {
        Self { source: Arc::new(source), cache: Cache::default() }
    }

    /// Changes the source and clears the cache.
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
            let start = || -> BoxFuture<'static, _> {
                let (source, context) = (Arc::clone(&self.source), context.clone());
                Box::pin(async move { source.provide(&context).await })
            };
            let mut caller = Caller { cache: &self.cache, now: &now, start: &start, request: None, slot: None };
            poll_fn(|cx| caller.poll(cx)).await
        })
    }

    fn check_settings(&self) -> Result<(), Error> {
        self.source.check_settings()
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        self.source.settings(environment)
    }
}

impl<P: fmt::Debug> fmt::Debug for CachedCredentials<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedCredentials").field("source", &self.source).finish_non_exhaustive()
    }
}
