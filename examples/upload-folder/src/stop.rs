//! A request to stop, in two steps.

use tokio_util::sync::CancellationToken;

/// A request to stop: first to begin nothing new, then to cut off what is in progress. Clones share the request.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    requested: CancellationToken,
    aborted: CancellationToken,
}

impl Stop {
    /// Creates a request that nobody has made yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks to begin nothing new.
    pub fn request(&self) {
        self.requested.cancel();
    }

    /// Asks to cut off what is in progress as well.
    pub fn abort(&self) {
        self.requested.cancel();
        self.aborted.cancel();
    }

    /// Returns whether nothing new is to begin.
    pub fn is_requested(&self) -> bool {
        self.requested.is_cancelled()
    }

    /// Waits until nothing new is to begin.
    pub async fn requested(&self) {
        self.requested.cancelled().await;
    }

    /// Waits until what is in progress is to be cut off.
    pub async fn aborted(&self) {
        self.aborted.cancelled().await;
    }
}
