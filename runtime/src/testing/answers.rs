//! Further answers of a rule, and its number of uses.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use super::answer::Answer;
use super::rule::Limits;
use super::state::MockState;
use crate::{ByteStream, Operation, Shape};

/// A rule with its answers, which are returned in order. The last answer repeats.
///
/// Each answer must be used at least once, unless [`times`](Self::times) or [`optional`](Self::optional) is set.
pub struct Answers<O> {
    state: Arc<MockState>,
    index: usize,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Answers<O> {
    pub(super) fn new(state: Arc<MockState>, index: usize) -> Self {
        Self { state, index, operation: PhantomData }
    }

    /// Adds an answer with this output: see [`On::answer`](super::On::answer).
    ///
    /// # Panics
    ///
    /// Panics if the output cannot be encoded.
    #[track_caller]
    pub fn then(self, fill: impl FnOnce(&mut O::Output)) -> Self
    where
        O::Output: Shape + Default,
    {
        self.and(Answer::output::<O>(fill))
    }

    /// Adds an answer with an output that depends on the request: see [`On::answer_with`](super::On::answer_with).
    pub fn then_with(self, fill: impl Fn(&O, &mut O::Output) + Send + Sync + 'static) -> Self
    where
        O: Default + 'static,
        O::Output: Shape + Default,
    {
        self.and(Answer::computed(fill))
    }

    /// Adds an answer with these bytes.
    pub fn then_bytes(self, bytes: impl Into<bytes::Bytes>) -> Self
    where
        O::Output: From<ByteStream>,
    {
        self.and(Answer::bytes(bytes))
    }

    /// Adds an answer with any status and body: see [`On::answer_raw`](super::On::answer_raw).
    ///
    /// # Panics
    ///
    /// Panics if the status or content type is not valid in HTTP.
    #[track_caller]
    pub fn then_raw(self, status: u16, content_type: &str, body: impl Into<bytes::Bytes>) -> Self {
        self.and(Answer::raw(status, content_type, body))
    }

    /// Adds an error of the service.
    pub fn then_fail(self, code: impl Into<String>, message: impl Into<String>) -> Self {
        self.and(Answer::fault(code, message))
    }

    /// Adds a broken connection: see [`On::disconnect`](super::On::disconnect).
    pub fn then_disconnect(self) -> Self {
        self.and(Answer::Disconnect)
    }

    /// Adds a request that is never answered: see [`On::stall`](super::On::stall).
    pub fn then_stall(self) -> Self {
        self.and(Answer::Stall)
    }

    /// Sets the exact number of uses. Fewer uses fail the test; further requests match later rules.
    pub fn times(self, count: usize) -> Self {
        self.state.change(self.index, |rule| rule.limit(Limits::Exactly(count)));
        self
    }

    /// Allows the rule to be unused.
    pub fn optional(self) -> Self {
        self.state.change(self.index, |rule| rule.limit(Limits::None));
        self
    }

    fn and(self, answer: Answer) -> Self {
        self.state.change(self.index, |rule| rule.and(answer));
        self
    }
}

impl<O> fmt::Debug for Answers<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answers").field("rule", &self.index).finish_non_exhaustive()
    }
}
