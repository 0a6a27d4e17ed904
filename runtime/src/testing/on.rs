//! A rule without an answer: its conditions, and its first answer.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use super::answer::Answer;
use super::answers::Answers;
use super::rule::{Condition, Rule};
use super::state::MockState;
use crate::{ByteStream, Operation, Shape};

/// A rule that has no answer yet.
#[must_use = "a rule has no effect without an answer"]
pub struct On<O> {
    state: Arc<MockState>,
    location: &'static Location<'static>,
    conditions: Vec<Condition<O>>,
}

impl<O: Operation + Default + 'static> On<O> {
    pub(super) fn new(state: Arc<MockState>, location: &'static Location<'static>) -> Self {
        Self { state, location, conditions: Vec::new() }
    }

    /// Restricts the rule to requests that satisfy `condition`, in addition to its other conditions.
    pub fn when(mut self, condition: impl Fn(&O) -> bool + Send + Sync + 'static) -> Self {
        self.conditions.push(Box::new(condition));
        self
    }

    /// Answers with an output. The closure fills in an empty one.
    ///
    /// # Panics
    ///
    /// Panics if the output cannot be encoded, for example because of NaN.
    #[track_caller]
    pub fn answer(self, fill: impl FnOnce(&mut O::Output)) -> Answers<O>
    where
        O::Output: Shape + Default,
    {
        self.with(Answer::output::<O>(fill))
    }

    /// Answers with an output that depends on the request. The closure fills in an empty one for each request.
    ///
    /// # Panics
    ///
    /// A call panics if its output cannot be encoded, for example because of NaN.
    pub fn answer_with(self, fill: impl Fn(&O, &mut O::Output) + Send + Sync + 'static) -> Answers<O>
    where
        O::Output: Shape + Default,
    {
        self.with(Answer::computed(fill))
    }

    /// Answers with these bytes.
    ///
    /// Use [`answer_raw`](Self::answer_raw) to set a media type such as `image/png`.
    pub fn answer_bytes(self, bytes: impl Into<bytes::Bytes>) -> Answers<O>
    where
        O::Output: From<ByteStream>,
    {
        self.with(Answer::bytes(bytes))
    }

    /// Answers with any status and body, such as the page of a gateway.
    ///
    /// # Panics
    ///
    /// Panics if the status or content type is not valid in HTTP.
    #[track_caller]
    pub fn answer_raw(self, status: u16, content_type: &str, body: impl Into<bytes::Bytes>) -> Answers<O> {
        self.with(Answer::raw(status, content_type, body))
    }

    /// Answers with an error of the service, in the service's form and with the status of the code.
    pub fn fail(self, code: impl Into<String>, message: impl Into<String>) -> Answers<O> {
        self.with(Answer::fault(code, message))
    }

    /// Breaks the connection after the request, which is an ambiguous failure.
    pub fn disconnect(self) -> Answers<O> {
        self.with(Answer::Disconnect)
    }

    /// Never answers, so that the call times out.
    pub fn stall(self) -> Answers<O> {
        self.with(Answer::Stall)
    }

    fn with(self, answer: Answer) -> Answers<O> {
        let Self { state, location, conditions } = self;
        let index = state.add(Rule::of(location, conditions, answer));
        Answers::new(state, index)
    }
}

/// Prints the location of the rule.
impl<O> fmt::Debug for On<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("On").field("location", &self.location).finish_non_exhaustive()
    }
}
