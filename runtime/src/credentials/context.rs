//! What a source of credentials is given to work with.

use std::fmt;
use std::sync::Arc;

use crate::clock::Clock;
use crate::endpoint::Gateway;
use crate::transport::Sending;
use crate::{Body, Client, ClientBuilder, Credentials, Error, ProvideCredentials, Transport};

/// What a client lends its source of credentials: its transport, its clock, its environment.
///
/// So whoever replaces one of these in a client, a test for instance, replaces it for the credentials too.
#[derive(Clone)]
pub struct Context {
    transport: Arc<dyn Transport>,
    clock: Arc<Clock>,
    environment: Environment,
    gateway: Option<Gateway>,
}

impl Context {
    /// A context of one's own, to ask a source without a client: with the clock and the environment of the system.
    pub fn new(transport: impl Transport) -> Self {
        let (transport, clock) = (Arc::new(transport), Arc::new(Clock::system()));
        Self { transport, clock, environment: Environment::system(), gateway: None }
    }

    pub(crate) fn of_client(
        transport: Arc<dyn Transport>,
        clock: Arc<Clock>,
        environment: Environment,
        gateway: Option<Gateway>,
    ) -> Self {
        Self { transport, clock, environment, gateway }
    }

    /// Reads the time, in Unix seconds, from here rather than from the system.
    pub fn with_clock(mut self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(Clock::new(Box::new(now)));
        self
    }

    /// Reads variables from here rather than from the environment of the process.
    pub fn with_environment(mut self, read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.environment = Environment::new(read);
        self
    }

    /// The time, in Unix seconds, corrected by what the services say.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// A variable of the environment. An empty one counts as not set: that is how shells and build systems unset one.
    pub fn variable(&self, name: &str) -> Option<String> {
        self.environment.read(name)
    }

    /// Sends a request the way that the client does.
    pub fn send(&self, request: http::Request<Body>) -> Sending {
        self.transport.send(request)
    }

    pub(crate) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// A client of the same transport, clock and gateway, to ask a service for credentials.
    pub(crate) fn client(&self, signer: Credentials) -> ClientBuilder {
        let builder = Client::builder().credentials(signer).transport(Arc::clone(&self.transport));
        let builder = builder.with_clock(Arc::clone(&self.clock));
        match &self.gateway {
            Some(gateway) => builder.connect_to(gateway.to_string()),
            None => builder,
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("gateway", &self.gateway).finish_non_exhaustive()
    }
}

/// The variables of the environment, or of a test.
#[derive(Clone)]
pub(crate) struct Environment(Arc<Read>);

type Read = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Environment {
    pub(crate) fn system() -> Self {
        Self::new(|name| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    pub(crate) fn new(read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    pub(crate) fn read(&self, name: &str) -> Option<String> {
        (self.0)(name).filter(|value| !value.is_empty())
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
