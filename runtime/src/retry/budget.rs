//! A client's budget for sending calls again.
//!
//! When a service is down, every call fails; if every call were then sent three times, the service would have to come
//! back under three times its usual load. So repetitions are paid for with tokens that successes earn.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::{Error, ErrorKind};

const CAPACITY: u32 = 500;
const COST: u32 = 5;
/// A call that timed out has held a connection, here and there, for long.
const TIMEOUT_COST: u32 = 10;
/// What a call earns that succeeded at once.
const EARNED: u32 = 1;

/// A client's budget for sending calls again.
#[derive(Debug)]
pub(crate) struct Budget(AtomicU32);

/// What one call has taken from the budget for its last attempt.
#[derive(Debug, Default)]
pub(crate) struct Spent(u32);

impl Budget {
    pub(crate) fn full() -> Self {
        Self(AtomicU32::new(CAPACITY))
    }

    /// Pays for one more attempt after `error`; `None` where the budget does not suffice.
    pub(crate) fn spend(&self, error: &Error) -> Option<Spent> {
        let cost = if error.kind() == ErrorKind::Timeout { TIMEOUT_COST } else { COST };
        let left = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost));
        left.ok().map(|_| Spent(cost))
    }

    /// Gives back what the attempt that succeeded has cost, and a little for one that cost nothing.
    pub(crate) fn refund(&self, Spent(cost): &Spent) {
        let earned = if *cost == 0 { EARNED } else { *cost };
        let add = |tokens: u32| (tokens < CAPACITY).then(|| tokens.saturating_add(earned).min(CAPACITY));
        // There is nothing to add to a full budget.
        let _full = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Spent};
    use crate::{Error, ErrorKind};

    #[test]
    fn a_hundred_repetitions_or_fifty_after_timeouts() {
        for (kind, count) in [(ErrorKind::Connection, 100), (ErrorKind::Throttled, 100), (ErrorKind::Timeout, 50)] {
            let (budget, error) = (Budget::full(), Error::new(kind, ""));
            for _ in 0..count {
                assert!(budget.spend(&error).is_some(), "{kind:?}");
            }
            assert!(budget.spend(&error).is_none(), "{kind:?}");
        }
    }

    #[test]
    fn successes_fill_the_budget_and_never_beyond_its_size() {
        let (budget, error) = (Budget::full(), Error::new(ErrorKind::Connection, ""));
        budget.refund(&Spent::default());
        let spent: Vec<_> = std::iter::from_fn(|| budget.spend(&error)).collect();
        assert_eq!(spent.len(), 100);
        budget.refund(&spent[0]);
        assert!(budget.spend(&error).is_some() && budget.spend(&error).is_none(), "a repetition that worked is free");
        for _ in 0..5 {
            assert!(budget.spend(&error).is_none());
            budget.refund(&Spent::default());
        }
        assert!(budget.spend(&error).is_some(), "five successes pay for one repetition");
    }
}
