//! A client for Tencent Cloud services.

use std::fmt;
use std::sync::Arc;

use crate::idempotency::fill;
use crate::prepared::Prepared;
use crate::request::{Encoded, encode};
use crate::shape::Token;
use crate::shared::Shared;
use crate::{Call, Error, EventStream, Meta, Operation, Shape};

/// A client for Tencent Cloud services: credentials, a region, connections. Cloning is cheap, and clones share the
/// connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

impl Client {
    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Calls an operation of API 3.0. Generated operations have a more readable `send` method.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        let (meta, encoded) = self.encode(operation);
        Call::new(self.prepared(meta, encoded))
    }

    /// Encodes an operation. Its idempotency token is filled in, which makes it repeatable.
    pub(crate) fn encode<O: Operation>(&self, mut operation: O) -> (Meta, Result<Encoded, Error>) {
        let mut meta = O::META;
        if let Some(member) = meta.idempotency_token {
            meta.repeatable |= fill(&mut operation, member, &self.0.idempotency_tokens);
        }
        (meta, encode(operation))
    }

    pub(crate) fn prepared(&self, meta: Meta, encoded: Result<Encoded, Error>) -> Result<Prepared, Error> {
        encoded.map(|encoded| Prepared::new(&self.0, meta, encoded))
    }

    /// Calls an operation of API 3.0 whose answer can be a stream of events. `switch` names the member that requests
    /// events, which is set to true; an empty name sets none. Generated operations have a more readable `events`
    /// method.
    pub fn events<O: Operation>(&self, mut operation: O, switch: &str) -> Call<EventStream<O::Output>>
    where
        O::Output: Shape + Default,
    {
        let mut put = |name| operation.member(name).is_some_and(|member| member.put(Token::Boolean(true)).is_ok());
        let is_set = switch.is_empty() || put(switch);
        let not_boolean = || Error::invalid(O::META.name, format!("`{switch}` is not a boolean member"));
        let (meta, encoded) = self.encode(operation);
        Call::new(self.prepared(meta, if is_set { encoded } else { Err(not_boolean()) }))
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
