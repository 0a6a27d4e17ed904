//! Submissions, as the schema describes them.

use crate::{Operation, Shape};

/// A submission whose result another operation returns.
pub trait Submission: Operation {
    /// The operation that returns the state of the job.
    type Query: Operation<Output: Shape + Default + Send + 'static> + Clone + Default + Send + 'static;

    /// The members that hold the id and the state, and the names of the states.
    const WAITER: Waiter;
}

/// How a submission and its query are related. Paths name members, such as `JobsDetail.State`; in a list, they select
/// all items.
#[derive(Clone, Copy, Debug)]
pub struct Waiter {
    /// The id in the submission's answer or, if the answer has no such member, in the submission.
    pub from: &'static str,
    /// The member of the query that takes the id.
    pub to: &'static str,
    /// The state in the query's answer.
    pub status: &'static str,
    /// The states of a job that has succeeded.
    pub done: &'static [&'static str],
    /// The states of a job that has failed.
    pub failed: &'static [&'static str],
    /// The error code in the query's answer; empty if there is none.
    pub code: &'static str,
    /// The error message in the query's answer; empty if there is none.
    pub message: &'static str,
}

/// The output of a submission's query.
pub type AnswerOf<S> = <<S as Submission>::Query as Operation>::Output;
