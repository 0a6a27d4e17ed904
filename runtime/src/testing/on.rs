//! A rule in the making: for which requests, and what the first answer is.

use std::fmt;
use std::panic::Location;
use std::sync::Arc;

use super::answer::Answer;
use super::answers::Answers;
use super::rule::{Condition, Rule};
use super::stage::Stage;
use crate::{ByteStream, Operation, Shape};

/// A rule in the making, which has no answer yet.
#[must_use = "a rule counts once it has an answer"]
pub struct On<O> {
    stage: Arc<Stage>,
    place: &'static Location<'static>,
    conditions: Vec<Condition<O>>,
}

impl<O: Operation + Default + 'static> On<O> {
    pub(super) fn new(stage: Arc<Stage>, place: &'static Location<'static>) -> Self {
        Self { stage, place, conditions: Vec::new() }
    }

    /// Only for requests that this holds for, and every other condition of the rule.
    pub fn when(mut self, condition: impl Fn(&O) -> bool + Send + Sync + 'static) -> Self {
        self.conditions.push(Box::new(condition));
        self
    }

    /// Answers with this output: the closure fills in one with nothing set.
    ///
    /// # Panics
    ///
    /// Panics where the output cannot be written, such as a number that JSON does not know.
    #[track_caller]
    pub fn answer(self, fill: impl FnOnce(&mut O::Output)) -> Answers<O>
    where
        O::Output: Shape + Default,
    {
        self.with(Answer::output::<O>(fill))
    }

    /// Answers with these bytes, as they are.
    ///
    /// [`answer_raw`](Self::answer_raw) gives them a type such as `image/png`.
    pub fn answer_bytes(self, bytes: impl Into<bytes::Bytes>) -> Answers<O>
    where
        O: Operation<Output = ByteStream>,
    {
        self.with(Answer::bytes(bytes))
    }

    /// Answers with any status and body, such as a page of a gateway on the way.
    ///
    /// # Panics
    ///
    /// Panics where HTTP has no such status or content type.
    #[track_caller]
    pub fn answer_raw(self, status: u16, content_type: &str, body: impl Into<bytes::Bytes>) -> Answers<O> {
        self.with(Answer::raw(status, content_type, body))
    }

    /// Answers with an error of the service, in the form that the service has, with the status that the code goes with.
    pub fn fail(self, code: impl Into<String>, message: impl Into<String>) -> Answers<O> {
        self.with(Answer::fault(code, message))
    }

    /// Breaks the connection when the request has arrived, so that nobody knows what became of it.
    pub fn disconnect(self) -> Answers<O> {
        self.with(Answer::Disconnect)
    }

    /// Never answers, so that the call runs into its timeout.
    pub fn stall(self) -> Answers<O> {
        self.with(Answer::Stall)
    }

    fn with(self, answer: Answer) -> Answers<O> {
        let Self { stage, place, conditions } = self;
        let index = stage.add(Rule::of(place, conditions, answer));
        Answers::new(stage, index)
    }
}

/// Says where it was made.
impl<O> fmt::Debug for On<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("On").field("place", &self.place).finish_non_exhaustive()
    }
}
