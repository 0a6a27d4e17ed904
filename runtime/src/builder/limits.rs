//! Timeouts, retries, failover and limits.

use std::time::Duration;

use tokio::sync::Semaphore;

use super::ClientBuilder;
use crate::{Failover, RetryPolicy};

impl ClientBuilder {
    /// Sets the timeout of a call with all its attempts, until the answer is read; for a stream of bytes, until it
    /// begins; for a stream of events, until it ends. Default: four times the attempt timeout, until a stream begins.
    /// With zero, nothing is sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.call = Some(timeout);
        self
    }

    /// Sets the timeout of one attempt. Default: one minute, plus one second for every 256 KiB of the request.
    /// With zero, nothing is sent.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.attempt = Some(timeout);
        self
    }

    /// Sets the timeout for connecting. Default: ten seconds. With zero, connecting fails unless it succeeds at
    /// once. Has no effect on a custom transport.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sets how long reading a stream may wait for the next bytes; for a stream of events, for the next data: comments
    /// are none. Default: one minute. With zero, only bytes that have arrived can be read.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.timeouts.idle = timeout;
        self
    }

    /// Sets the retry policy. Default: [`RetryPolicy::standard`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sends attempts to a backup endpoint while a host fails: see [`Failover`]. Default: none.
    pub fn failover(mut self, policy: Failover) -> Self {
        self.failover = Some(policy);
        self
    }

    /// Sets the maximum number of concurrent requests. Default: 256. Further calls wait for a permit, within their
    /// timeouts. A streamed answer holds its permit until the stream begins.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = Some(requests.clamp(1, Semaphore::MAX_PERMITS));
        self
    }

    /// Sets the maximum size of an answer that is read into memory, in bytes. Default: 64 MiB. Streams are not limited.
    ///
    /// Collecting, decoding and repairing an answer take at most four times as much. The values that it is read into are
    /// in proportion to it, but a list of structures can take more than its text.
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = Some(bytes);
        self
    }
}
