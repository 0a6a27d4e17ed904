//! How long things may take.

use std::time::Duration;

/// What the official SDKs wait for an answer.
const ATTEMPT: Duration = Duration::from_secs(60);

/// So many times as long may a call take: time for three attempts, and for the pauses between them.
const ATTEMPTS: u32 = 4;

/// An upload that is slower than so many bytes a second counts as stuck.
const SLOWEST: u64 = 256 << 10;

/// How long things may take. What nobody has set depends on how much there is to send.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    pub(crate) call: Option<Duration>,
    pub(crate) attempt: Option<Duration>,
    pub(crate) idle: Duration,
}

impl Timeouts {
    /// A whole call with all its attempts and pauses, where `length` bytes are sent.
    pub(crate) fn of_call(&self, length: u64) -> Duration {
        self.call.unwrap_or_else(|| self.of_attempt(length).saturating_mul(ATTEMPTS))
    }

    /// One attempt, until the answer is read or, where it is a stream, begins.
    pub(crate) fn of_attempt(&self, length: u64) -> Duration {
        self.attempt.unwrap_or_else(|| ATTEMPT + Duration::from_secs(length / SLOWEST))
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
    fn what_is_not_set_depends_on_the_size_of_the_upload() {
        let (second, default) = (Duration::from_secs(1), Timeouts::default());
        assert_eq!((default.of_attempt(0), default.of_call(0)), (second * 60, second * 240));
        assert_eq!(default.of_attempt(32 << 20), second * 188);
        let set = Timeouts { call: Some(second), attempt: Some(second * 2), ..default };
        assert_eq!((set.of_attempt(u64::MAX), set.of_call(u64::MAX)), (second * 2, second));
        assert!(default.of_call(u64::MAX) > default.of_attempt(u64::MAX));
    }
}
