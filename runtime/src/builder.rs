//! How a client is made.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

#[cfg(not(feature = "reqwest"))]
use crate::ErrorKind;
use crate::client::Shared;
use crate::collect::DEFAULT_LIMIT;
use crate::endpoint::Gateway;
use crate::{Client, Credentials, Error, ProvideCredentials, Transport};

/// What the official SDKs wait for an answer.
const TIMEOUT: Duration = Duration::from_secs(60);

/// How a client is made. Without credentials of its own it takes those of the environment.
#[derive(Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    credentials: Option<Box<dyn ProvideCredentials>>,
    transport: Option<Box<dyn Transport>>,
    region: Option<String>,
    gateway: Option<String>,
    clock: Option<Box<dyn Fn() -> i64 + Send + Sync>>,
    timeout: Option<Duration>,
    answer_limit: Option<usize>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Signs with these [`Credentials`], or with those that a source of them gives at the time.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Box::new(credentials));
        self
    }

    /// The region that API 3.0 works in. Without it, `TENCENTCLOUD_REGION` names it, and else the service chooses.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sends requests another way.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Connects to this address whatever the host: a gateway, a tunnel, a server for tests such as
    /// `http://127.0.0.1:1234`. `Host` header and signature keep the real host. No proxy is used on the way there.
    pub fn connect_to(mut self, address: impl Into<String>) -> Self {
        self.gateway = Some(address.into());
        self
    }

    /// Reads the time, in Unix seconds, from here rather than from the system.
    pub fn clock(mut self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Some(Box::new(now));
        self
    }

    /// How long a call may take: until the answer is read, or, where it is a stream, begins. One minute if not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many bytes of an answer are read into memory; 64 MiB if not set. Streams have no limit.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = Some(bytes);
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// Fails where there are no credentials, the address to connect to is none, or the HTTP client cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let gateway = self.gateway.as_deref().map(Gateway::parse).transpose()?;
        let credentials = match self.credentials {
            Some(given) => given,
            None => Box::new(Credentials::from_env()?),
        };
        let transport = match self.transport {
            Some(given) => given,
            None => default_transport(gateway.is_some())?,
        };
        let region = self.region.or_else(|| std::env::var("TENCENTCLOUD_REGION").ok()).filter(|name| !name.is_empty());
        let clock = self.clock.unwrap_or_else(|| Box::new(unix_seconds));
        let (timeout, answer_limit) = (self.timeout.unwrap_or(TIMEOUT), self.answer_limit.unwrap_or(DEFAULT_LIMIT));
        Ok(Client::new(Shared { credentials, transport, region, gateway, clock, timeout, answer_limit }))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(direct: bool) -> Result<Box<dyn Transport>, Error> {
    use crate::transport::ReqwestTransport;
    Ok(Box::new(if direct { ReqwestTransport::direct()? } else { ReqwestTransport::new()? }))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_direct: bool) -> Result<Box<dyn Transport>, Error> {
    Err(Error::new(ErrorKind::InvalidInput, "there is no transport: give one, or turn the feature `reqwest` on"))
}

/// A clock before 1970 reads as 1970: the service then says that the request is too old, which is the truth.
fn unix_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("gateway", &self.gateway)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
