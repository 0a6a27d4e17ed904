//! The resources of a client that sources of credentials use.

use std::fmt;
use std::sync::Arc;

use super::environment::Environment;
use crate::clock::Clock;
use crate::endpoint::Gateway;
use crate::transport::Sending;
use crate::{Body, Transport};

/// The resources of a client that a source of credentials uses: the transport, the clock, the environment.
///
/// Replacing one of these in a client, for example in a test, also replaces it for the credentials.
#[derive(Clone)]
pub struct Context {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) environment: Environment,
    pub(crate) gateway: Option<Gateway>,
}

impl Context {
    /// Returns a context with the system's clock and environment, to query a source without a client.
    pub fn new(transport: impl Transport) -> Self {
        let (transport, clock) = (Arc::new(transport), Arc::new(Clock::system()));
        Self { transport, clock, environment: Environment::system(), gateway: None }
    }

    /// Sets the source of the time, in Unix seconds.
    pub fn with_clock(mut self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(Clock::new(Box::new(now)));
        self
    }

    /// Sets the source of environment variables.
    pub fn with_environment(mut self, read: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        self.environment = Environment::new(read);
        self
    }

    /// Returns the time of this machine in Unix seconds, which no answer of a service changes.
    pub fn now(&self) -> i64 {
        self.clock.now()
    }

    /// Returns an environment variable. An empty one counts as not set.
    pub fn variable(&self, name: &str) -> Option<String> {
        self.environment.variable(name)
    }

    /// Sends a request with the client's transport.
    pub fn send(&self, request: http::Request<Body>) -> Sending {
        self.transport.send(request)
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("gateway", &self.gateway).finish_non_exhaustive()
    }
}
