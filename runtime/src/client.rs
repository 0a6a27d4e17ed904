//! The way to the services.

use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::call::Prepared;
use crate::clock::Clock;
use crate::credentials::Source;
use crate::endpoint::Gateway;
use crate::request::{Parts, prepare};
use crate::retry::Budget;
use crate::shape::Token;
use crate::timeouts::Timeouts;
use crate::{
    Bucket, Call, ClientBuilder, Endpoint, Error, EventStream, Meta, Operation, RetryPolicy, Shape, Transport,
};

/// The way to the services: credentials, a region, connections. Cloning it is cheap, and clones share the connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

/// What all calls of a client have in common.
pub(crate) struct Shared {
    pub(crate) credentials: Source,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) gateway: Option<Gateway>,
    pub(crate) unsigned_payload: bool,
    pub(crate) clock: Arc<Clock>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    /// How many more requests may be under way at once.
    pub(crate) places: Semaphore,
    pub(crate) answer_limit: usize,
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
        ClientBuilder::new()
    }

    pub(crate) fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.0
    }

    /// A bucket, to call the operations of Cloud Infinite on: `client.bucket("examplebucket-1250000000", "ap-chengdu")`.
    ///
    /// Name and region are checked when something is sent.
    pub fn bucket(&self, name: impl Into<String>, region: impl Into<String>) -> Bucket {
        Bucket::new(self.clone(), name.into(), region.into())
    }

    /// Calls an operation of API 3.0. Generated operations have a `send` of their own, which reads better.
    pub fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        Call::new(self.prepared(O::META, prepare(operation)))
    }

    pub(crate) fn prepared(&self, meta: Meta, parts: Result<Parts, Error>) -> Result<Prepared, Error> {
        parts.map(|parts| Prepared::new(self, meta, parts))
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
