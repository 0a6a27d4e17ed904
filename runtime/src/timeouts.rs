//! Timeouts and their defaults.

use std::time::Duration;

/// The default timeout of an attempt, as in the official SDKs.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

/// The default timeout of a call, in attempt timeouts: three attempts and the delays between them.
const CALL_FACTOR: u32 = 4;

/// The slowest upload that is not considered stuck, in bytes a second.
const MIN_UPLOAD_RATE: u64 = 256 << 10;

/// The timeouts of a client or call. The defaults depend on the size of the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    pub(crate) call: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) idle: Duration,
}

impl Timeouts {
    /// Returns the timeout of a call with all its attempts, for a body of `length` bytes.
    pub(crate) fn of_call(&self, length: u64) -> Duration {
        self.call.unwrap_or_else(|| self.of_attempt(length).saturating_mul(CALL_FACTOR))
    }

    /// Returns the timeout of one attempt, until the answer is read or, for a stream, begins.
    pub(crate) fn of_attempt(&self, length: u64) -> Duration {
        self.attempt.unwrap_or_else(|| ATTEMPT_TIMEOUT + Duration::from_secs(length / MIN_UPLOAD_RATE))
    }
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { call: None, attempt: None, idle: Duration::from_secs(60) }
    }
}

#[cfg(test)]
mod tests {
    use super::Timeouts;
    use std::time::Duration;

    #[test]
    fn defaults_depend_on_the_size_of_the_upload() {
        let (second, default) = (Duration::from_secs(1), Timeouts::default());
        assert_eq!((default.of_attempt(0), default.of_call(0)), (second * 60, second * 240));
        assert_eq!(default.of_attempt(32 << 20), second * 188);
        let set = Timeouts { call: Some(second), attempt: Some(second * 2), ..default };
        assert_eq!((set.of_attempt(u64::MAX), set.of_call(u64::MAX)), (second * 2, second));
        assert!(default.of_call(u64::MAX) > default.of_attempt(u64::MAX));
    }
}
