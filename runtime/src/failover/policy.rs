//! When a host counts as failing, and what replaces it.

use std::time::Duration;

use crate::Endpoint;

/// Sends attempts to a backup endpoint while the host of a service or bucket fails.
///
/// A host fails if at least five attempts, and at least 75 percent of all, found no answer within a minute, or an answer
/// that reports an internal failure. For the next minute, attempts go to the backup endpoint. Then one attempt tries the
/// host: if it succeeds, all return to the host; otherwise, the next minute begins. These are the defaults of the official
/// Go SDK. Each host of a client is observed by itself.
///
/// A call is not sent more often than without failover: an operation that is not idempotent reaches the backup endpoint
/// only in a call that was certainly not accepted elsewhere. Calls with an [endpoint](crate::Call::endpoint) of their own
/// are not affected.
///
/// ```
/// # use tencentcloud_runtime::{Client, Endpoint, Failover};
/// let backup = Endpoint::custom("https://{service}.ap-guangzhou.tencentcloudapi.com")?;
/// let builder = Client::builder().failover(Failover::to(backup));
/// # Ok::<_, tencentcloud_runtime::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failover {
    pub(crate) backup: Endpoint,
    pub(super) failures: u32,
    pub(super) percentage: u8,
    pub(super) window: Duration,
    pub(super) open_timeout: Duration,
}

impl Failover {
    /// Returns the default policy with this backup endpoint. An endpoint for services, such as a regional one, is used
    /// for services; one for buckets, such as [`Endpoint::tencentcos`], for objects of buckets.
    pub const fn to(backup: Endpoint) -> Self {
        let minute = Duration::from_secs(60);
        Self { backup, failures: 5, percentage: 75, window: minute, open_timeout: minute }
    }

    /// Sets the number of failures within the window from which a host fails. Default: 5. Zero counts as one.
    pub fn failures(self, count: u32) -> Self {
        Self { failures: count.max(1), ..self }
    }

    /// Sets the percentage of attempts within the window that must fail as well. Default: 75.
    pub fn failure_percentage(self, percentage: u8) -> Self {
        Self { percentage, ..self }
    }

    /// Sets the time after which failures are counted anew. Default: one minute.
    pub fn window(self, window: Duration) -> Self {
        Self { window, ..self }
    }

    /// Sets how long attempts go to the backup endpoint before one tries the host again. Default: one minute.
    pub fn open_timeout(self, timeout: Duration) -> Self {
        Self { open_timeout: timeout, ..self }
    }
}
