//! The state of a mock, and the transport that answers by its rules.

use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::answer::{Answer, Outcome};
use super::report;
use super::request::MockRequest;
use super::rule::{Match, Rule};
use crate::transport::Sending;
use crate::{Body, Operation, Transport};

/// The rules, the requests, and the reports about unanswered requests.
#[derive(Default)]
pub(super) struct MockState {
    rules: Mutex<Vec<Rule>>,
    requests: Mutex<Vec<Arc<MockRequest>>>,
    unanswered: Mutex<Vec<String>>,
}

/// Locks a mutex. A condition that panics fails its test and leaves the data consistent, so poisoning is ignored.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

impl MockState {
    /// Adds a rule and returns its index.
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
        let of_operation = |request: &Arc<MockRequest>| if request.is_of::<O>() { request.read().ok() } else { None };
        lock(&self.requests).iter().filter_map(of_operation).collect()
    }

    pub(super) fn requests(&self) -> usize {
        lock(&self.requests).len()
    }

    /// Returns all problems, or `None` if there are none.
    pub(super) fn report(&self) -> Option<String> {
        report::of(&lock(&self.unanswered), &lock(&self.rules))
    }

    fn respond(&self, request: MockRequest) -> Outcome {
        let request = Arc::new(request);
        let number = {
            let mut all = lock(&self.requests);
            all.push(Arc::clone(&request));
            all.len()
        };
        self.answer(&request).respond(&request, number)
    }

    fn answer(&self, request: &MockRequest) -> Answer {
        let mut rules = lock(&self.rules);
        let matches: Vec<_> = rules.iter().map(|rule| rule.check(request)).collect();
        let mut open =
            rules.iter_mut().zip(&matches).filter(|(rule, result)| matches!(result, Match::Yes) && !rule.is_used_up());
        if let Some(answer) = open.next().and_then(|(rule, _)| rule.answer()) {
            return answer;
        }
        let message = report::unanswered(request, rules.iter().zip(&matches));
        let answer = Answer::no_rule(&message);
        lock(&self.unanswered).push(message);
        answer
    }
}

/// The transport of the mock's clients.
pub(super) struct MockTransport(pub(super) Arc<MockState>);

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let state = Arc::clone(&self.0);
        Box::pin(async move {
            match state.respond(MockRequest::of(request).await?) {
                Some(answered) => answered,
                None => pending().await,
            }
        })
    }
}
