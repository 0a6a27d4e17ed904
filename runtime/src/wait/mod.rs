//! Submissions whose result another operation returns.
//!
//! A schema states which operation to query and what its answers mean. Polling works the same for all submissions.

mod all;
mod join;
mod one;
mod poller;
mod schedule;
mod submission;

pub use self::all::{Results, WaitAll};
pub use self::one::Wait;
pub use self::poller::{Poller, Progress};
pub use self::submission::{AnswerOf, Submission, Waiter};
pub use crate::target::Target;
