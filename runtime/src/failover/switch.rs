//! Decides for each attempt whether it goes to the usual host or to the backup.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::time::Instant;

use super::breaker::Breaker;
use super::policy::Failover;
use crate::{Error, ErrorKind};

/// The number of hosts that are observed. A further host discards the others, which are observed anew.
const MAX_HOSTS: usize = 1000;

/// The policy of a client, and the state of its hosts.
pub(crate) struct Switch {
    pub(crate) policy: Failover,
    breakers: Mutex<HashMap<String, Breaker>>,
}

impl Switch {
    pub(crate) fn new(policy: Failover) -> Self {
        Self { policy, breakers: Mutex::default() }
    }

    /// Returns whether the next attempt goes to the host.
    pub(crate) fn admits(&self, host: &str) -> bool {
        self.with(host, |breaker, now| breaker.admits(now, &self.policy))
    }

    /// Counts the outcome of an attempt that went to the host. Returns whether the host fails from now on.
    pub(crate) fn record(&self, host: &str, error: Option<&Error>) -> bool {
        let failed = error.is_some_and(is_outage);
        self.with(host, |breaker, now| breaker.record(failed, now, &self.policy))
    }

    /// A breaker is consistent after every change, so poisoning is ignored.
    fn with<T>(&self, host: &str, change: impl FnOnce(&mut Breaker, Instant) -> T) -> T {
        let (mut breakers, now) = (self.breakers.lock().unwrap_or_else(PoisonError::into_inner), Instant::now());
        if breakers.len() >= MAX_HOSTS && !breakers.contains_key(host) {
            breakers.clear();
        }
        change(breakers.entry(host.to_owned()).or_insert_with(|| Breaker::closed(now)), now)
    }
}

/// Returns whether the host failed, rather than the call.
fn is_outage(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Connection | ErrorKind::Timeout | ErrorKind::Unavailable)
}

#[cfg(test)]
mod tests {
    use super::{Failover, MAX_HOSTS, Switch, is_outage};
    use crate::{Endpoint, Error, ErrorKind};

    #[test]
    fn hosts_are_observed_apart_and_bounded() {
        let switch = Switch::new(Failover::to(Endpoint::internal()).failures(1));
        let error = Error::new(ErrorKind::Connection, "");
        assert!(switch.record("a", Some(&error)) && !switch.admits("a") && switch.admits("b"));
        for host in 0..3 * MAX_HOSTS {
            switch.admits(&host.to_string());
            assert!(switch.breakers.lock().unwrap().len() <= MAX_HOSTS);
        }
    }

    #[test]
    fn answers_that_concern_the_call_are_no_outage() {
        use ErrorKind::{
            Connection, InvalidParameter, NotFound, Service, Throttled, Timeout, Unauthorized, Unavailable,
        };
        for kind in [Connection, Timeout, Unavailable] {
            assert!(is_outage(&Error::new(kind, "")), "{kind:?}");
        }
        for kind in [InvalidParameter, NotFound, Service, Throttled, Unauthorized] {
            assert!(!is_outage(&Error::new(kind, "")), "{kind:?}");
        }
    }
}
