//! A rule, whatever its operation: which requests it is for, and what is left of it.

use std::fmt;
use std::panic::Location;

use super::answer::Answer;
use super::taken::Taken;
use crate::shape::debug_as;
use crate::{Operation, Shape};

/// A condition on a request.
pub(super) type Condition<O> = Box<dyn Fn(&O) -> bool + Send + Sync>;

/// How often a rule is used.
pub(super) enum Limits {
    /// Until each of its answers was given, at least.
    Answers,
    Exactly(usize),
    None,
}

/// A rule, whatever its operation.
pub(super) struct Rule {
    pub(super) name: &'static str,
    /// Where it was made.
    pub(super) place: &'static Location<'static>,
    asks: Box<dyn Fn(&Taken) -> Fit + Send + Sync>,
    answers: Vec<Answer>,
    used: usize,
    limits: Limits,
}

/// What a rule has to say to a request.
pub(super) enum Fit {
    Holds,
    /// It is one of another operation.
    Other,
    /// A condition does not hold for the request, which is printed here.
    Refused(String),
    /// The request cannot be read, for this reason.
    Unreadable(String),
}

impl Rule {
    /// A rule for the requests of `O` that all conditions hold for.
    pub(super) fn of<O: Operation + Default + 'static>(
        place: &'static Location<'static>,
        conditions: Vec<Condition<O>>,
        answer: Answer,
    ) -> Self {
        let asks = Box::new(move |taken: &Taken| fit(taken, &conditions));
        Self { name: O::META.name, place, asks, answers: vec![answer], used: 0, limits: Limits::Answers }
    }

    /// One more answer, behind the others.
    pub(super) fn and(&mut self, answer: Answer) {
        self.answers.push(answer);
    }

    pub(super) fn limit(&mut self, limits: Limits) {
        self.limits = limits;
    }

    pub(super) fn fit(&self, taken: &Taken) -> Fit {
        (self.asks)(taken)
    }

    pub(super) fn is_used_up(&self) -> bool {
        matches!(self.limits, Limits::Exactly(count) if self.used >= count)
    }

    /// The next answer.
    pub(super) fn answer(&mut self) -> Option<Answer> {
        let answer = self.answers.get(self.used).or(self.answers.last()).cloned();
        self.used += 1;
        answer
    }

    /// How often it was used, and how often it should have been; `None` where that is well.
    pub(super) fn lacks(&self) -> Option<(usize, usize)> {
        let least = match self.limits {
            Limits::Answers => self.answers.len(),
            Limits::Exactly(count) => count,
            Limits::None => 0,
        };
        (self.used < least).then_some((self.used, least))
    }
}

fn fit<O: Operation + Default + 'static>(taken: &Taken, conditions: &[Condition<O>]) -> Fit {
    if !taken.is_of::<O>() {
        return Fit::Other;
    }
    match taken.read::<O>() {
        Ok(request) if conditions.iter().all(|condition| condition(&request)) => Fit::Holds,
        Ok(request) => Fit::Refused(Printed(O::META.name, &request).to_string()),
        Err(error) => Fit::Unreadable(error.to_string()),
    }
}

/// A request as it prints itself, without what is sensitive.
struct Printed<'a>(&'static str, &'a dyn Shape);

impl fmt::Display for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_as(self.0, self.1, f)
    }
}
