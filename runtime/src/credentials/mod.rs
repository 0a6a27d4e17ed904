//! Who signs, and where that comes from.
//!
//! A client that is given nothing looks where the official SDKs look: see [`DefaultChain`]. Anything else is given to
//! [`ClientBuilder::credentials`](crate::ClientBuilder::credentials): [`Credentials`] themselves, one of the sources
//! here, or one of your own, which implements [`ProvideCredentials`] and, where it asks over the network, stands in
//! [`CachedCredentials`].
//!
//! ```no_run
//! use tencentcloud_runtime::Client;
//! use tencentcloud_runtime::credentials::{AssumeRole, Profile};
//!
//! # fn example() -> Result<(), tencentcloud_runtime::Error> {
//! let role = AssumeRole::new(Profile::named("ops"), "qcs::cam::uin/100000000001:roleName/moderator");
//! let client = Client::builder().credentials(role).build()?;
//! # Ok(())
//! # }
//! ```

mod assume_role;
mod cache;
mod cached;
mod chain;
mod check;
mod context;
mod fetch;
mod file;
mod flight;
mod ini;
mod metadata;
mod profile;
mod sts;
mod variables;
mod web_identity;

use std::fmt;
use std::sync::Arc;

use crate::{BoxFuture, Error};

pub use assume_role::AssumeRole;
pub use cached::CachedCredentials;
pub use chain::DefaultChain;
pub use context::Context;
pub use metadata::CvmRole;
pub use profile::Profile;
pub use web_identity::WebIdentity;

pub(crate) use context::{Environment, Source};
pub(crate) use variables::check_variables;

/// A secret id and key, and where they are temporary a token and when they expire.
///
/// They belong together, so they are only ever handed on together. None of the first three is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    secret_id: String,
    secret_key: String,
    token: Option<String>,
    expires_at: Option<i64>,
}

impl Credentials {
    /// A permanent key.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self { secret_id: secret_id.into(), secret_key: secret_key.into(), token: None, expires_at: None }
    }

    /// The token that a temporary key came with.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// When a temporary key expires, in Unix seconds: [`CachedCredentials`] go by it.
    pub fn with_expiry(mut self, unix_seconds: i64) -> Self {
        self.expires_at = Some(unix_seconds);
        self
    }

    /// Reads `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, and a token from `TENCENTCLOUD_TOKEN`,
    /// `TENCENTCLOUD_SESSION_TOKEN`, `TENCENTCLOUD_SECURITY_TOKEN` or `QCLOUD_SECRET_TOKEN`, whichever is set: tools do
    /// not agree on its name. An empty variable counts as not set.
    ///
    /// # Errors
    ///
    /// Fails where id or key is missing or malformed.
    pub fn from_env() -> Result<Self, Error> {
        variables::read(&Environment::system()).map_err(check::Missing::into_error)
    }

    /// The public half, which names the key.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The secret half, which signs.
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// The token of a temporary key.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// When a temporary key expires, in Unix seconds, as far as that is known.
    pub fn expires_at(&self) -> Option<i64> {
        self.expires_at
    }

    /// A service answers a malformed key with no more than a wrong signature, so it is found here.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check::check(self).map_err(Error::credentials)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.token.as_ref().map(|_| format_args!("***"));
        f.debug_struct("Credentials")
            .field("secret_id", &format_args!("***"))
            .field("secret_key", &format_args!("***"))
            .field("token", &token)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

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
