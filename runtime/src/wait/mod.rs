//! Submissions whose result another operation is asked for.
//!
//! A schema says which operation to ask, and which of its answers mean what; the asking is the same for all of them.

mod all;
mod poller;
mod schedule;

use std::time::Duration;

use crate::call::Prepared;
use crate::operation::{Meta, Operation};
use crate::path::texts_at;
use crate::request::Parts;
use crate::{BoxFuture, Bucket, Call, Client, Error, Output, Reply, Shape};

pub use all::{Results, WaitAll};
pub use poller::{Poller, Progress};
use schedule::Schedule;

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

/// What operations are called on.
#[derive(Clone, Debug)]
pub enum Target {
    /// A client: API 3.0.
    Client(Client),
    /// A bucket: Cloud Infinite.
    Bucket(Bucket),
}

impl Target {
    pub(crate) fn call<O: Operation>(&self, operation: O) -> Call<O::Output> {
        match self {
            Self::Client(client) => client.call(operation),
            Self::Bucket(bucket) => bucket.call(operation),
        }
    }

    pub(crate) fn prepared(&self, meta: Meta, parts: Result<Parts, Error>) -> Result<Prepared, Error> {
        match self {
            Self::Client(client) => client.prepared(meta, parts),
            Self::Bucket(bucket) => bucket.prepared(meta, parts),
        }
    }
}

impl From<&Client> for Target {
    fn from(client: &Client) -> Self {
        Self::Client(client.clone())
    }
}

impl From<&Bucket> for Target {
    fn from(bucket: &Bucket) -> Self {
        Self::Bucket(bucket.clone())
    }
}

type Watch<T> = Box<dyn FnMut(&T) + Send>;

/// A submission to be sent and waited for: awaiting it gives the query's last answer, or the reason of the failure.
#[must_use = "nothing is sent until it is awaited"]
pub struct Wait<S: Submission> {
    target: Target,
    submission: S,
    schedule: Schedule,
    watch: Option<Watch<AnswerOf<S>>>,
}

/// What the query of a submission answers.
pub type AnswerOf<S> = <<S as Submission>::Query as Operation>::Output;

impl<S: Submission> Wait<S>
where
    S::Output: Shape,
{
    /// Sends `submission` to `target` and waits for it. Generated submissions have a `send_and_wait` of their own.
    pub fn new(target: impl Into<Target>, submission: S) -> Self {
        Self { target: target.into(), submission, schedule: Schedule::default(), watch: None }
    }

    /// How long to wait in all; ten minutes unless said otherwise.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.schedule.deadline = deadline;
        self
    }

    /// How long to wait before the first query, and between queries at most; one and ten seconds unless said otherwise.
    /// In between, each pause is half as long again as the one before.
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        (self.schedule.first, self.schedule.longest) = (first, longest);
        self
    }

    /// Shows every answer of the query while the job goes on.
    pub fn on_progress(mut self, watch: impl FnMut(&AnswerOf<S>) + Send + 'static) -> Self {
        self.watch = Some(Box::new(watch));
        self
    }

    /// Sends the submission, and leaves the waiting to the caller.
    ///
    /// # Errors
    ///
    /// Fails where the submission does, and where its answer has no id to ask for.
    pub async fn submit(self) -> Result<Poller<S::Query>, Error> {
        let Self { target, submission, .. } = self;
        let own = texts_at(&submission, S::WAITER.from);
        let answer = target.call(submission).await?;
        let given = texts_at(&*answer, S::WAITER.from);
        Poller::of(target, given.into_iter().chain(own).next(), S::WAITER, S::META.name)
    }
}

impl<S: Submission + Send + 'static> IntoFuture for Wait<S>
where
    S::Output: Shape + Output,
{
    type Output = Result<Reply<AnswerOf<S>>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(mut self) -> Self::IntoFuture {
        let (schedule, mut watch) = (self.schedule, self.watch.take());
        Box::pin(async move {
            let mut poller = self.submit().await?;
            poller
                .until_done(schedule, &mut |answer| {
                    if let Some(watch) = &mut watch {
                        watch(answer);
                    }
                })
                .await
        })
    }
}
