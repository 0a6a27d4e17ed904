//! The settings and resources that all calls of a client share.

use std::borrow::Cow;
use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::collect::DEFAULT_LIMIT;
use crate::credentials::Source;
use crate::endpoint::Gateway;
use crate::failover::Switch;
use crate::idempotency::{self, Provider};
use crate::retry::Budget;
use crate::timeouts::Timeouts;
use crate::{Endpoint, Interceptor, Language, RetryPolicy, Site, Transport};

/// How requests name this client.
pub(crate) const AGENT: &str = concat!("RUST_", env!("CARGO_PKG_VERSION"));

/// The default number of concurrent requests: well below the 1024 open files that many systems allow a process.
const CONCURRENCY: usize = 256;

/// The settings and resources that all calls of a client share.
pub(crate) struct Shared {
    pub(crate) credentials: Source,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) region: Option<String>,
    pub(crate) site: Site,
    pub(crate) language: Language,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) gateway: Option<Gateway>,
    /// How requests name this client.
    pub(crate) agent: Cow<'static, str>,
    pub(crate) unsigned_payload: bool,
    pub(crate) unchecked: bool,
    pub(crate) clock: Arc<Clock>,
    pub(crate) timeouts: Timeouts,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    /// One permit for each further request that may be under way.
    pub(crate) permits: Semaphore,
    pub(crate) idempotency_tokens: Provider,
    pub(crate) failover: Option<Switch>,
    /// Run in this order around each attempt.
    pub(crate) interceptors: Vec<Box<dyn Interceptor>>,
    /// The largest answer that is read into memory, in bytes.
    pub(crate) answer_limit: usize,
}

impl Shared {
    /// Returns the defaults.
    pub(crate) fn new(credentials: Source, transport: Arc<dyn Transport>, clock: Arc<Clock>) -> Self {
        Self {
            credentials,
            transport,
            region: None,
            site: Site::default(),
            language: Language::default(),
            endpoint: None,
            gateway: None,
            agent: Cow::Borrowed(AGENT),
            unsigned_payload: false,
            unchecked: false,
            clock,
            timeouts: Timeouts::default(),
            retry: RetryPolicy::default(),
            budget: Budget::full(),
            permits: Semaphore::new(CONCURRENCY),
            idempotency_tokens: Box::new(idempotency::random),
            failover: None,
            interceptors: Vec::new(),
            answer_limit: DEFAULT_LIMIT,
        }
    }
}
