//! How a client is made.

mod limits;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

#[cfg(not(feature = "reqwest"))]
use crate::ErrorKind;
use crate::clock::Clock;
use crate::credentials::{Context, DefaultChain, Environment, Source, check_variables};
use crate::endpoint::Gateway;
use crate::shared::Shared;
use crate::timeouts::Timeouts;
use crate::{Client, Endpoint, Error, ProvideCredentials, RetryPolicy, Transport};

/// How a client is made. Without credentials it looks for them where it runs: see [`DefaultChain`].
#[derive(Default)]
#[must_use = "a builder does nothing until it is built"]
pub struct ClientBuilder {
    credentials: Option<Box<dyn ProvideCredentials>>,
    transport: Option<Arc<dyn Transport>>,
    environment: Option<Environment>,
    region: Option<String>,
    endpoint: Option<Endpoint>,
    gateway: Option<String>,
    unsigned_payload: bool,
    clock: Option<Arc<Clock>>,
    connect_timeout: Option<Duration>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    concurrency: Option<usize>,
    answer_limit: Option<usize>,
}

impl Client {
    /// A client with the credentials that are found where it runs, see [`DefaultChain`](crate::credentials::DefaultChain),
    /// and the region of `TENCENTCLOUD_REGION`.
    ///
    /// Nothing is asked until the first call, which fails if there are none.
    ///
    /// # Errors
    ///
    /// Fails where the variables of the environment are certainly wrong, such as half a key, or the HTTP client cannot
    /// be set up.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// A client to one's own wishes.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// Signs with these [`Credentials`](crate::Credentials), or with those that a source of them gives at the time.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Box::new(credentials));
        self
    }

    /// The region that API 3.0 works in. Without it, `TENCENTCLOUD_REGION` names it, and else the service chooses.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Where the services of API 3.0 are, if not at their usual hosts. A bucket has an endpoint of its own: see
    /// [`Bucket::endpoint`](crate::Bucket::endpoint).
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.endpoint = Some(endpoint);
        self
    }

    /// Leaves the bodies of API 3.0 requests out of their signatures, which saves a pass over large ones. Only TLS then
    /// protects them from being changed on the way. Signatures of buckets never include the body.
    pub fn unsigned_payload(mut self) -> Self {
        self.unsigned_payload = true;
        self
    }

    /// Sends requests another way.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
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
        self.clock = Some(Arc::new(Clock::new(Box::new(now))));
        self
    }

    /// Reads variables such as `TENCENTCLOUD_SECRET_ID` from here rather than from the environment of the process.
    pub fn environment(mut self, read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.environment = Some(Environment::new(read));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// Fails where the credentials of the environment are certainly wrong, the address to connect to is none, or the HTTP
    /// client cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let gateway = self.gateway.as_deref().map(Gateway::parse).transpose()?;
        let environment = self.environment.unwrap_or_else(Environment::system);
        let given = match self.credentials {
            Some(given) => given,
            None => check_variables(&environment).map(|()| Box::new(DefaultChain::new()))?,
        };
        let transport = match self.transport {
            Some(given) => given,
            None => default_transport(gateway.is_some(), self.connect_timeout)?,
        };
        let region = self.region.or_else(|| environment.read("TENCENTCLOUD_REGION")).filter(|name| !name.is_empty());
        let clock = self.clock.unwrap_or_else(|| Arc::new(Clock::system()));
        let context = Context {
            transport: Arc::clone(&transport),
            clock: Arc::clone(&clock),
            environment,
            gateway: gateway.clone(),
        };
        let defaults = Shared::new(Source::new(given, context), transport, clock);
        Ok(Client::new(Shared {
            region,
            endpoint: self.endpoint,
            gateway,
            unsigned_payload: self.unsigned_payload,
            timeouts: self.timeouts,
            retry: self.retry,
            permits: self.concurrency.map_or(defaults.permits, Semaphore::new),
            answer_limit: self.answer_limit.unwrap_or(defaults.answer_limit),
            ..defaults
        }))
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(direct: bool, connect_timeout: Option<Duration>) -> Result<Arc<dyn Transport>, Error> {
    Ok(Arc::new(crate::transport::ReqwestTransport::to_wishes(direct, connect_timeout)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: bool, _: Option<Duration>) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::new(ErrorKind::InvalidInput, "there is no transport: give one, or turn the feature `reqwest` on"))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .field("gateway", &self.gateway)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
