//! The way to the services.

use std::fmt;
use std::sync::Arc;

use crate::prepared::Prepared;
use crate::request::{Parts, prepare};
use crate::shape::Token;
use crate::shared::Shared;
use crate::{Call, Error, EventStream, Meta, Operation, Shape};

/// The way to the services: credentials, a region, connections. Cloning it is cheap, and clones share the connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

impl Client {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Calls an operation of API 3.0. Generated operations have a `send` of their own, which reads better.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        Call::new(self.prepared(O::META, prepare(operation)))
    }

    pub(crate) fn prepared(&self, meta: Meta, parts: Result<Parts, Error>) -> Result<Prepared, Error> {
        parts.map(|parts| Prepared::new(&self.0, meta, parts))
    }

    /// Calls an operation of API 3.0 whose answer can come in events. `switch` names the member that asks for them, which
    /// is set; it is empty where there is none. Generated operations have `events`, which reads better.
    pub fn events<O: Operation>(&self, mut operation: O, switch: &str) -> Call<EventStream<O::Output>>
    where
        O::Output: Shape + Default,
    {
        let mut put = |name| operation.member(name).is_some_and(|member| member.put(Token::Boolean(true)).is_ok());
        let asked = switch.is_empty() || put(switch);
        let no_switch = || Error::invalid(O::META.name, format!("`{switch}` is no switch"));
        let parts = if asked { prepare(operation) } else { Err(no_switch()) };
        Call::new(self.prepared(O::META, parts))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.0.region)
            .field("endpoint", &self.0.endpoint)
            .field("gateway", &self.0.gateway)
            .field("timeouts", &self.0.timeouts)
            .field("retry", &self.0.retry)
            .finish_non_exhaustive()
    }
}
