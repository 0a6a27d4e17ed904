//! The builder of a client.

mod limits;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use crate::clock::{Clock, PLATFORM_HAS_TIME};
use crate::credentials::{ClientSettings, Context, DefaultChain, Environment, Source};
use crate::endpoint::Gateway;
use crate::failover::Switch;
use crate::idempotency::Provider;
use crate::shared::{AGENT, Shared};
use crate::timeouts::Timeouts;
#[cfg(feature = "transport")]
use crate::transport::HttpTransport;
use crate::{
    Client, Endpoint, Error, ErrorKind, Failover, Interceptor, Language, ProvideCredentials, RetryPolicy, Site,
    Transport,
};

/// Configures and builds a [`Client`]. Without explicit credentials, the client uses the [`DefaultChain`].
#[derive(Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder {
    credentials: Option<Box<dyn ProvideCredentials>>,
    transport: Option<Arc<dyn Transport>>,
    environment: Option<Environment>,
    settings: ClientSettings,
    language: Language,
    user_agent: Option<String>,
    unsigned_payload: bool,
    unchecked: bool,
    clock: Option<Arc<Clock>>,
    connect_timeout: Option<Duration>,
    timeouts: Timeouts,
    retry: RetryPolicy,
    concurrency: Option<usize>,
    answer_limit: Option<usize>,
    idempotency_tokens: Option<Provider>,
    failover: Option<Failover>,
    interceptors: Vec<Box<dyn Interceptor>>,
}

impl Client {
    /// Returns a client that uses the [`DefaultChain`] of credentials and the region in `TENCENTCLOUD_REGION`. If
    /// `TENCENTCLOUD_ENDPOINT` is set, it [connects to](ClientBuilder::connect_to) this address.
    ///
    /// Credentials are fetched on the first call, which fails if none are found.
    ///
    /// # Errors
    ///
    /// Fails if the environment variables are inconsistent, such as a secret id without a key, if the address in
    /// `TENCENTCLOUD_ENDPOINT` is not valid, or if the HTTP client cannot be set up.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().build()
    }

    /// Returns a builder to configure a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// Sets the [`Credentials`](crate::Credentials) to sign with, or a source that provides them.
    pub fn credentials(mut self, credentials: impl ProvideCredentials) -> Self {
        self.credentials = Some(Box::new(credentials));
        self
    }

    /// Sets the region of API 3.0 calls. Default: the variable `TENCENTCLOUD_REGION`; otherwise that of the
    /// [profile](crate::credentials::Profile) that has the credentials; otherwise the service's choice.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.settings.region = Some(region.into());
        self
    }

    /// Sets the site that the credentials belong to, which decides the hosts of API 3.0 services. Default: the variable
    /// `TENCENTCLOUD_SITE`; otherwise that of the [profile](crate::credentials::Profile) that has the credentials;
    /// otherwise [`Site::China`]. Buckets have the same hosts on both sites.
    ///
    /// Messages of services are in English on both, unless [`language`](Self::language) is set.
    pub fn site(mut self, site: Site) -> Self {
        self.settings.site = Some(site);
        self
    }

    /// Sets the language of messages of API 3.0 services. Default: [`Language::English`].
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Sets the endpoint of API 3.0 services. Default: the services below the domain in the variable `TENCENTCLOUD_DOMAIN`,
    /// such as `internal.tencentcloudapi.com`; otherwise in the [profile](crate::credentials::Profile) that has the
    /// credentials; otherwise the endpoint of the [site](Self::site). Buckets have an endpoint of their own: see
    /// [`Bucket::endpoint`](crate::Bucket::endpoint).
    pub fn endpoint(mut self, endpoint: Endpoint) -> Self {
        self.settings.endpoint = Some(endpoint);
        self
    }

    /// Adds the name of the application to the user agent, such as `photos/1.2`: after the name of this crate, in
    /// `User-Agent`, or in `X-TC-RequestClient` for API 3.0.
    pub fn user_agent(mut self, application: impl Into<String>) -> Self {
        self.user_agent = Some(application.into());
        self
    }

    /// Excludes the bodies of API 3.0 requests from their signatures, which saves a pass over large bodies. Only TLS
    /// then protects them from modification. Signatures for buckets never include the body.
    pub fn unsigned_payload(mut self) -> Self {
        self.unsigned_payload = true;
        self
    }

    /// Sends inputs that break rules of their schemas: see [`Call::unchecked`](crate::Call::unchecked).
    pub fn unchecked(mut self) -> Self {
        self.unchecked = true;
        self
    }

    /// Adds an interceptor, which runs around each attempt of each call. Several run in the order in which they are added.
    pub fn interceptor(mut self, interceptor: impl Interceptor) -> Self {
        self.interceptors.push(Box::new(interceptor));
        self
    }

    /// Sets the transport that sends requests.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Connects to this address for every host: a gateway, a tunnel, or a test server such as `http://127.0.0.1:1234`.
    /// The `Host` header and the signature keep the real host. Proxies are not used. Default: the variable
    /// `TENCENTCLOUD_ENDPOINT`; otherwise the `endpoint` in the [profile](crate::credentials::Profile) that has the
    /// credentials; otherwise the real host.
    pub fn connect_to(mut self, address: impl Into<String>) -> Self {
        self.settings.connect_to = Some(address.into());
        self
    }

    /// Sets the source of the time, in Unix seconds. Default: the system clock. A platform without one, such as
    /// `wasm32-unknown-unknown`, needs another source.
    pub fn clock(mut self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Some(Arc::new(Clock::new(Box::new(now))));
        self
    }

    /// Sets the source of idempotency tokens, by which services recognize repeated requests. Default: random UUIDs. A test
    /// can return fixed ones; otherwise, each must be different and at most 36 ASCII characters long.
    pub fn idempotency_token_provider(mut self, provider: impl Fn() -> String + Send + Sync + 'static) -> Self {
        self.idempotency_tokens = Some(Box::new(provider));
        self
    }

    /// Sets the source of variables such as `TENCENTCLOUD_SECRET_ID`. Default: the environment of the process.
    pub fn environment(mut self, read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.environment = Some(Environment::new(read));
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// Fails if the credentials in the environment are inconsistent, an address is not valid (that of
    /// [`connect_to`](Self::connect_to), of a variable, a profile or a source of credentials), a variable or the profile
    /// names an unknown site, the user agent has other than printable ASCII characters, the platform has no clock,
    /// or the default transport cannot be built.
    pub fn build(self) -> Result<Client, Error> {
        let environment = self.environment.unwrap_or_else(Environment::system);
        let given = self.credentials.unwrap_or_else(|| Box::new(DefaultChain::new()));
        given.check_settings()?;
        let settings = self.settings.or(ClientSettings::of_variables(&environment)?).or(given.settings(&environment)?);
        let gateway = settings.connect_to.as_deref().map(Gateway::parse).transpose()?;
        let transport = match self.transport {
            Some(given) => given,
            None => default_transport(gateway.as_ref(), self.connect_timeout)?,
        };
        let agent = self.user_agent.as_deref().map(agent_with).transpose()?;
        let clock = match self.clock {
            Some(given) => given,
            None if PLATFORM_HAS_TIME => Arc::new(Clock::system()),
            None => return Err(Error::new(ErrorKind::InvalidInput, "no clock: this platform has none, so set one")),
        };
        let context = Context {
            transport: Arc::clone(&transport),
            clock: Arc::clone(&clock),
            environment,
            gateway: gateway.clone(),
        };
        let defaults = Shared::new(Source::new(given, context), transport, clock);
        Ok(Client::new(Shared {
            region: settings.region.filter(|name| !name.is_empty()),
            site: settings.site.unwrap_or_default(),
            language: self.language,
            endpoint: settings.endpoint,
            gateway,
            agent: agent.map_or(defaults.agent, Cow::Owned),
            unsigned_payload: self.unsigned_payload,
            unchecked: self.unchecked,
            timeouts: self.timeouts,
            retry: self.retry,
            permits: self.concurrency.map_or(defaults.permits, Semaphore::new),
            idempotency_tokens: self.idempotency_tokens.unwrap_or(defaults.idempotency_tokens),
            failover: self.failover.map(Switch::new),
            interceptors: self.interceptors,
            answer_limit: self.answer_limit.unwrap_or(defaults.answer_limit),
            ..defaults
        }))
    }
}

fn agent_with(application: &str) -> Result<String, Error> {
    if application.is_empty() || !application.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
        return Err(Error::new(ErrorKind::InvalidInput, "invalid user agent, expected printable ASCII characters"));
    }
    Ok(format!("{AGENT} {application}"))
}

/// Returns the default transport. It uses no proxy to reach a gateway, and needs no certificates for one without TLS.
#[cfg(feature = "transport")]
fn default_transport(
    gateway: Option<&Gateway>,
    connect_timeout: Option<Duration>,
) -> Result<Arc<dyn Transport>, Error> {
    let mut builder = HttpTransport::builder();
    if let Some(gateway) = gateway {
        builder = builder.no_proxy();
        if gateway.is_plain() {
            builder = builder.without_system_roots();
        }
    }
    if let Some(timeout) = connect_timeout {
        builder = builder.connect_timeout(timeout);
    }
    Ok(Arc::new(builder.build()?))
}

#[cfg(not(feature = "transport"))]
fn default_transport(_: Option<&Gateway>, _: Option<Duration>) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::new(ErrorKind::InvalidInput, "no transport: set one, or enable the feature `transport`"))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("settings", &self.settings)
            .field("timeouts", &self.timeouts)
            .field("retry", &self.retry)
            .field("failover", &self.failover)
            .finish_non_exhaustive()
    }
}
