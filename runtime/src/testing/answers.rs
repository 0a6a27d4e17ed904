//! The answers of a rule, one after the other, and how often they are given.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::answer::Answer;
use super::rule::Limits;
use super::stage::Stage;
use crate::{ByteStream, Operation, Shape};

/// A rule and its answers. The first request gets the first one, and so on; the last one goes on.
///
/// Each answer must be given at least once, unless the rule says how often it is used.
pub struct Answers<O> {
    stage: Arc<Stage>,
    index: usize,
    about: PhantomData<fn() -> O>,
}

impl<O: Operation> Answers<O> {
    pub(super) fn new(stage: Arc<Stage>, index: usize) -> Self {
        Self { stage, index, about: PhantomData }
    }

    /// Then answers with this output: see [`On::answer`](super::On::answer).
    ///
    /// # Panics
    ///
    /// Panics where the output cannot be written.
    #[track_caller]
    pub fn then(self, fill: impl FnOnce(&mut O::Output)) -> Self
    where
        O::Output: Shape + Default,
    {
        self.and(Answer::output::<O>(fill))
    }

    /// Then answers with these bytes.
    pub fn then_bytes(self, bytes: impl Into<bytes::Bytes>) -> Self
    where
        O: Operation<Output = ByteStream>,
    {
        self.and(Answer::bytes(bytes))
    }

    /// Then answers with any status and body: see [`On::answer_raw`](super::On::answer_raw).
    ///
    /// # Panics
    ///
    /// Panics where HTTP has no such status or content type.
    #[track_caller]
    pub fn then_raw(self, status: u16, content_type: &str, body: impl Into<bytes::Bytes>) -> Self {
        self.and(Answer::raw(status, content_type, body))
    }

    /// Then answers with an error of the service.
    pub fn then_fail(self, code: impl Into<String>, message: impl Into<String>) -> Self {
        self.and(Answer::fault(code, message))
    }

    /// Then breaks the connection: see [`On::disconnect`](super::On::disconnect).
    pub fn then_disconnect(self) -> Self {
        self.and(Answer::Disconnect)
    }

    /// Then answers no more: see [`On::stall`](super::On::stall).
    pub fn then_stall(self) -> Self {
        self.and(Answer::Stall)
    }

    /// The rule is used so often: fewer requests fail the test, and further ones are for the rules behind it.
    pub fn times(self, count: usize) -> Self {
        self.stage.change(self.index, |rule| rule.limit(Limits::Exactly(count)));
        self
    }

    /// The rule need not be used.
    pub fn optional(self) -> Self {
        self.stage.change(self.index, |rule| rule.limit(Limits::None));
        self
    }

    fn and(self, answer: Answer) -> Self {
        self.stage.change(self.index, |rule| rule.and(answer));
        self
    }
}

impl<O> fmt::Debug for Answers<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("rule", &self.index).finish_non_exhaustive()
    }
}
