//! What a source of credentials is given to work with.

use std::fmt;
use std::sync::Arc;

use super::environment::Environment;
use crate::clock::Clock;
use crate::endpoint::Gateway;
use crate::transport::Sending;
use crate::{Body, Transport};

/// What a client lends its source of credentials: its transport, its clock, its environment.
///
/// So whoever replaces one of these in a client, a test for instance, replaces it for the credentials too.
#[derive(Clone)]
pub struct Context {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) clock: Arc<Clock>,
    pub(crate) environment: Environment,
    pub(crate) gateway: Option<Gateway>,
}

impl Context {
    /// A context of one's own, to ask a source without a client: with the clock and the environment of the system.
    pub fn new(transport: impl Transport) -> Self {
        let (transport, clock) = (Arc::new(transport), Arc::new(Clock::system()));
        Self { transport, clock, environment: Environment::system(), gateway: None }
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
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context").field("gateway", &self.gateway).finish_non_exhaustive()
    }
}
