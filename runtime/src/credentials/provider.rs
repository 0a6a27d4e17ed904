//! The trait that sources of credentials implement.

use std::sync::Arc;

use super::context::Context;
use super::environment::Environment;
use super::key::Credentials;
use super::settings::ClientSettings;
use crate::{BoxFuture, Error};

/// A source of credentials. [`Credentials`] themselves are the simplest source.
///
/// ```
/// # use tencentcloud_runtime::credentials::{CachedCredentials, Context};
/// # use tencentcloud_runtime::{BoxFuture, Client, Credentials, Error, ProvideCredentials};
/// struct Vault;
///
/// impl ProvideCredentials for Vault {
///     fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
///         Box::pin(async move {
///             // Query the vault here, for example with `context.send`.
///             let credentials = Credentials::new("AKID…", "…").with_token("…");
///             Ok(credentials.with_expiry(context.now() + 3600))
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
    /// Returns consistent credentials for the next request.
    ///
    /// Called for every request. The sources of this crate cache credentials until shortly before they expire. Other
    /// sources can use [`CachedCredentials`](super::CachedCredentials) for that.
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>>;

    /// Checks the settings, such as an address, when a client is built. Nothing is sent.
    ///
    /// # Errors
    ///
    /// Fails if a setting can never work. Default: no setting is checked.
    fn check_settings(&self) -> Result<(), Error> {
        Ok(())
    }

    /// Returns the settings of the client that belong to the credentials, such as the region in their profile, when a
    /// client is built. Nothing is sent.
    ///
    /// # Errors
    ///
    /// Fails if the settings, or what they depend on, cannot be used. Default: there are none.
    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        let _ = environment;
        Ok(ClientSettings::default())
    }
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

    fn check_settings(&self) -> Result<(), Error> {
        (**self).check_settings()
    }

    fn settings(&self, environment: &Environment) -> Result<ClientSettings, Error> {
        (**self).settings(environment)
    }
}

/// A source and the context of its client.
pub(crate) struct Source {
    source: Box<dyn ProvideCredentials>,
    context: Context,
}

impl Source {
    pub(crate) fn new(source: Box<dyn ProvideCredentials>, context: Context) -> Self {
        Self { source, context }
    }

    /// Returns consistent credentials for one request.
    pub(crate) async fn provide(&self) -> Result<Credentials, Error> {
        self.source.provide(&self.context).await
    }
}
