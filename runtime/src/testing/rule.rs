//! A rule for any operation: its conditions, answers and number of uses.

use std::borrow::Cow;
use std::fmt;
use std::panic::Location;

use super::answer::Answer;
use super::request::MockRequest;
use crate::shape::debug_as;
use crate::{Operation, Shape};

/// A condition on a request.
pub(super) type Condition<O> = Box<dyn Fn(&O) -> bool + Send + Sync>;

/// The required number of uses of a rule.
pub(super) enum Limits {
    /// At least once for each answer.
    Answers,
    Exactly(usize),
    None,
}

/// A rule for any operation.
pub(super) struct Rule {
    pub(super) name: Cow<'static, str>,
    /// The location of the rule in the test.
    pub(super) location: &'static Location<'static>,
    matcher: Box<dyn Fn(&MockRequest) -> Match + Send + Sync>,
    answers: Vec<Answer>,
    used: usize,
    limits: Limits,
}

/// Whether a rule matches a request.
pub(super) enum Match {
    Yes,
    /// The request is for another operation.
    OtherOperation,
    /// A condition does not hold for this printed request.
    ConditionFails(String),
    /// The request cannot be read for this reason.
    Unreadable(String),
}

impl Rule {
    /// Returns a rule for the requests of `O` that satisfy all conditions.
    pub(super) fn of<O: Operation + Default + 'static>(
        location: &'static Location<'static>,
        conditions: Vec<Condition<O>>,
        answer: Answer,
    ) -> Self {
        let matcher = Box::new(move |request: &MockRequest| check(request, &conditions));
        Self { name: O::META.name, location, matcher, answers: vec![answer], used: 0, limits: Limits::Answers }
    }

    /// Appends an answer.
    pub(super) fn and(&mut self, answer: Answer) {
        self.answers.push(answer);
    }

    pub(super) fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    pub(super) fn check(&self, request: &MockRequest) -> Match {
        (self.matcher)(request)
    }

    pub(super) fn is_used_up(&self) -> bool {
        matches!(self.limits, Limits::Exactly(count) if self.used >= count)
    }

    /// Returns the next answer.
    pub(super) fn answer(&mut self) -> Option<Answer> {
        let answer = self.answers.get(self.used).or(self.answers.last()).cloned();
        self.used += 1;
        answer
    }

    /// Returns the actual and the required number of uses, if there were too few.
    pub(super) fn shortfall(&self) -> Option<(usize, usize)> {
        let least = match self.limits {
            Limits::Answers => self.answers.len(),
            Limits::Exactly(count) => count,
            Limits::None => 0,
        };
        (self.used < least).then_some((self.used, least))
    }
}

fn check<O: Operation + Default + 'static>(request: &MockRequest, conditions: &[Condition<O>]) -> Match {
    if !request.is_of::<O>() {
        return Match::OtherOperation;
    }
    match request.read::<O>() {
        Ok(request) if conditions.iter().all(|condition| condition(&request)) => Match::Yes,
        Ok(request) => Match::ConditionFails(Printed(&O::META.name, &request).to_string()),
        Err(error) => Match::Unreadable(error.to_string()),
    }
}

/// Prints a request without sensitive values.
struct Printed<'a>(&'a str, &'a dyn Shape);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_as(self.0, self.1, f)
    }
}
