//! The way to the services.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::endpoint::Gateway;
use crate::{Bucket, Call, ClientBuilder, Credentials, Error, Operation, ProvideCredentials, Transport};

/// The way to the services: credentials, a region, connections. Cloning it is cheap, and clones share the connections.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

/// What all calls of a client have in common.
pub(crate) struct Shared {
    pub(crate) credentials: Box<dyn ProvideCredentials>,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) region: Option<String>,
    pub(crate) gateway: Option<Gateway>,
    pub(crate) clock: Box<dyn Fn() -> i64 + Send + Sync>,
    pub(crate) timeout: Duration,
    pub(crate) answer_limit: usize,
}

impl Client {
    /// A client from the environment: see [`Credentials::from_env`], and `TENCENTCLOUD_REGION` for the region.
    ///
    /// # Errors
    ///
    /// Fails where there are no credentials, or the HTTP client cannot be set up.
    pub fn from_env() -> Result<Self, Error> {
        Self::builder().credentials(Credentials::from_env()?).build()
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
        Call::new(self, None, operation)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.0.region)
            .field("gateway", &self.0.gateway)
            .field("timeout", &self.0.timeout)
            .finish_non_exhaustive()
    }
}
