//! The trait of a source of credentials.

use std::sync::Arc;

use super::context::Context;
use super::key::Credentials;
use crate::{BoxFuture, Error};

/// Where credentials come from. [`Credentials`] themselves are the simplest source.
///
/// ```
/// use tencentcloud_runtime::credentials::{CachedCredentials, Context};
/// use tencentcloud_runtime::{BoxFuture, Client, Credentials, Error, ProvideCredentials};
///
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
///         Box::pin(async move {
///             // Ask the vault here, perhaps with `context.send`.
///             Ok(Credentials::new("AKID…", "…").with_token("…").with_expiry(context.now() + 3600))
///         })
///     }
/// }
///
/// # fn example() -> Result<(), Error> {
/// let client = Client::builder().credentials(CachedCredentials::new(Vault)).build()?;
/// # Ok(())
/// # }
/// ```
pub trait ProvideCredentials: Send + Sync + 'static {
    /// Credentials for the request that is about to be signed: id, key and token of one moment.
    ///
    /// It is asked for every request. The sources of this crate keep what they got until shortly before that expires;
    /// one's own do if they stand in [`CachedCredentials`].
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>>;
}

impl ProvideCredentials for Credentials {
    fn provide<'a>(&'a self, _context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        (**self).provide(context)
    }
}

/// A source and what its client lends it.
pub(crate) struct Source {
    given: Box<dyn ProvideCredentials>,
    context: Context,
}

impl Source {
    pub(crate) fn new(given: Box<dyn ProvideCredentials>, context: Context) -> Self {
        Self { given, context }
    }

    /// Credentials for one request: all of one moment.
    pub(crate) async fn provide(&self) -> Result<Credentials, Error> {
        self.given.provide(&self.context).await
    }
}
