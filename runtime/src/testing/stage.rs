//! Where rules and requests meet: the transport of a client for tests.

use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, Reaction};
use super::report;
use super::rule::{Fit, Rule};
use super::taken::Taken;
use crate::transport::Sending;
use crate::{Body, Operation, Transport};

/// The rules, the requests, and what is wrong so far.
#[derive(Default)]
pub(super) struct Stage {
    rules: Mutex<Vec<Rule>>,
    taken: Mutex<Vec<Arc<Taken>>>,
    unanswered: Mutex<Vec<String>>,
}

/// A condition that panics fails its own test; what it was asked about is still in order.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Stage {
    /// Adds a rule, and gives its number.
    pub(super) fn add(&self, rule: Rule) -> usize {
        let mut rules = lock(&self.rules);
        rules.push(rule);
        rules.len() - 1
    }

    pub(super) fn change(&self, index: usize, change: impl FnOnce(&mut Rule)) {
        if let Some(rule) = lock(&self.rules).get_mut(index) {
            change(rule);
        }
    }

    pub(super) fn calls<O: Operation + Default + 'static>(&self) -> Vec<O> {
        let of_operation = |taken: &Arc<Taken>| if taken.is_of::<O>() { taken.read().ok() } else { None };
        lock(&self.taken).iter().filter_map(of_operation).collect()
    }

    pub(super) fn requests(&self) -> usize {
        lock(&self.taken).len()
    }

    /// All that is wrong; `None` where nothing is.
    pub(super) fn report(&self) -> Option<String> {
        report::of(&lock(&self.unanswered), &lock(&self.rules))
    }

    fn react(&self, taken: Taken) -> Reaction {
        let taken = Arc::new(taken);
        let number = {
            let mut all = lock(&self.taken);
            all.push(Arc::clone(&taken));
            all.len()
        };
        self.answer(&taken).react(&taken, number)
    }

    fn answer(&self, taken: &Taken) -> Answer {
        let mut rules = lock(&self.rules);
        let fits: Vec<_> = rules.iter().map(|rule| rule.fit(taken)).collect();
        let mut open =
            rules.iter_mut().zip(&fits).filter(|(rule, fit)| matches!(fit, Fit::Holds) && !rule.is_used_up());
        if let Some(answer) = open.next().and_then(|(rule, _)| rule.answer()) {
            return answer;
        }
        let message = report::unanswered(taken, rules.iter().zip(&fits));
        let answer = Answer::no_rule(&message);
        lock(&self.unanswered).push(message);
        answer
    }
}

/// The way of a client's requests to the stage. It has no other end.
pub(super) struct Wire(pub(super) Arc<Stage>);

impl Transport for Wire {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let stage = Arc::clone(&self.0);
        Box::pin(async move {
            match stage.react(Taken::of(request).await?) {
                Some(answered) => answered,
                None => pending().await,
            }
        })
    }
}
