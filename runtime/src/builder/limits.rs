//! How long, how often and how much.

use std::time::Duration;

use tokio::sync::Semaphore;

use super::ClientBuilder;
use crate::RetryPolicy;

impl ClientBuilder {
    /// How long a call may take with all its attempts: until the answer is read, or, where it is a stream, begins. Four
    /// times as long as one attempt if not set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// How long one attempt may take; one minute if not set, and a second more for every 256 KiB that are sent.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = Some(timeout);
        self
    }

    /// How long connecting may take; ten seconds if not set. A transport of one's own has its own way.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// How long a stream may bring nothing while it is read; one minute if not set.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.idle = timeout;
        self
    }

    /// How often and how soon a call is sent again; [`RetryPolicy::standard`] if not set.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many requests may be under way at once; 256 if not set. Further calls wait for their turn, within their
    /// timeouts. An answer that is a stream counts until it begins.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = Some(requests.clamp(1, Semaphore::MAX_PERMITS));
        self
    }

    /// How many bytes of an answer are read into memory; 64 MiB if not set. Streams have no limit.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = Some(bytes);
        self
    }
}
