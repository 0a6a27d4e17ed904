//! The retry budget of a client.
//!
//! When a service is down, every call fails. If every call were then sent three times, the service would have to
//! recover under three times its usual load. So retries cost tokens, which successful calls earn.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Error, ErrorKind};

const CAPACITY: u32 = 500;
const COST: u32 = 5;
/// A call that timed out has occupied a connection on both sides for long.
const TIMEOUT_COST: u32 = 10;
/// The tokens that a call earns by succeeding on the first attempt.
const EARNED: u32 = 1;

/// The retry budget of a client.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

/// The tokens that a call has paid for its last attempt.
#[derive(Debug, Default)]
pub(crate) struct Spent(u32);

impl Budget {
    pub(crate) fn full() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Pays for one more attempt after `error`. Returns `None` if the budget does not suffice.
    pub(crate) fn spend(&self, error: &Error) -> Option<Spent> {
        let cost = if error.kind() == ErrorKind::Timeout { TIMEOUT_COST } else { COST };
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost));
        left.ok().map(|_| Spent(cost))
    }

    /// Returns the cost of the successful attempt to the budget, or the earnings of a first attempt.
    pub(crate) fn refund(&self, Spent(cost): &Spent) {
        let earned = if *cost == 0 { EARNED } else { *cost };
        let add = |tokens: u32| (tokens < CAPACITY).then(|| tokens.saturating_add(earned).min(CAPACITY));
        // Fails if the budget is full, which needs no refund.
        let _full = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Spent};
    use crate::{Error, ErrorKind};

    #[test]
    fn the_budget_pays_for_a_hundred_retries_or_fifty_after_timeouts() {
        for (kind, count) in [(ErrorKind::Connection, 100), (ErrorKind::Throttled, 100), (ErrorKind::Timeout, 50)] {
            let (budget, error) = (Budget::full(), Error::new(kind, ""));
            for _ in 0..count {
                assert!(budget.spend(&error).is_some(), "{kind:?}");
            }
            assert!(budget.spend(&error).is_none(), "{kind:?}");
        }
    }

    #[test]
    fn successes_refill_the_budget_up_to_its_capacity() {
        let (budget, error) = (Budget::full(), Error::new(ErrorKind::Connection, ""));
        budget.refund(&Spent::default());
        let spent: Vec<_> = std::iter::from_fn(|| budget.spend(&error)).collect();
        assert_eq!(spent.len(), 100);
        budget.refund(&spent[0]);
        assert!(budget.spend(&error).is_some() && budget.spend(&error).is_none(), "a successful retry is free");
        for _ in 0..5 {
            assert!(budget.spend(&error).is_none());
            budget.refund(&Spent::default());
        }
        assert!(budget.spend(&error).is_some(), "five successes pay for one retry");
    }
}
