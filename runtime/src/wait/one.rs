//! Sending a submission and waiting for its job.

use std::time::Duration;

use super::poller::Poller;
use super::schedule::Schedule;
use super::submission::{AnswerOf, Submission};
use crate::path::texts_at;
use crate::target::Target;
use crate::{BoxFuture, Error, Output, Reply, Shape};

type Watch<T> = Box<dyn FnMut(&T) + Send>;

/// A submission to be sent and waited for: awaiting it gives the query's last answer, or the reason of the failure.
#[must_use = "nothing is sent until it is awaited"]
pub struct Wait<S: Submission> {
    pub(super) target: Target,
    pub(super) submission: S,
    pub(super) schedule: Schedule,
    pub(super) watch: Option<Watch<AnswerOf<S>>>,
}

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
