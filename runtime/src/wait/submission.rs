//! What a schema states about a submission.

use crate::{Operation, Shape};

/// A submission whose result another operation is asked for.
pub trait Submission: Operation {
    /// The operation that tells how far it is.
    type Query: Operation<Output: Shape + Default + Send + 'static> + Clone + Default + Send + 'static;

    /// Where the id is, and what the states are called.
    const WAITER: Waiter;
}

/// How a submission and its query belong together. Paths name members: `JobsDetail.State`; in a list they mean all items.
#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    /// The id in the submission's answer or, where that has no such member, in the submission.
    pub from: &'static str,
    /// The member of the query that takes it.
    pub to: &'static str,
    /// The state in the query's answer.
    pub status: &'static str,
    /// States that mean that the result is there.
    pub done: &'static [&'static str],
    /// States that mean that there will be none.
    pub failed: &'static [&'static str],
    /// The code of a failure in the query's answer; empty where there is none.
    pub code: &'static str,
    /// The reason of a failure in the query's answer; empty where there is none.
    pub message: &'static str,
}

/// What the query of a submission answers.
pub type AnswerOf<S> = <<S as Submission>::Query as Operation>::Output;
