//! Sending a submission and waiting for its job.

use std::time::Duration;

use super::poller::Poller;
use super::schedule::Schedule;
use super::submission::{AnswerOf, Submission};
use crate::path::texts_at;
use crate::target::Target;
use crate::{BoxFuture, Error, Output, Reply, Shape};

pub(super) type Watch<T> = Box<dyn FnMut(&T) + Send>;

/// Sends a submission and waits for its job. Awaiting it returns the query's last answer or the job's error.
#[must_use = "a submission is not sent until it is awaited"]
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
    /// Prepares `submission` for `target`. Generated submissions have a `send_and_wait` method for this.
    pub fn new(target: impl Into<Target>, submission: S) -> Self {
        Self { target: target.into(), submission, schedule: Schedule::default(), watch: None }
    }

    /// Sets the deadline of the whole wait. Default: ten minutes. With zero, the submission is sent and its result is not
    /// queried.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.schedule.deadline = deadline;
        self
    }

    /// Sets the delay before the first query, and the maximum delay between queries. Default: one and ten seconds. Each
    /// delay grows by a factor of 1.5.
    pub fn pauses(mut self, first: Duration, max: Duration) -> Self {
        (self.schedule.first, self.schedule.max) = (first, max);
        self
    }

    /// Calls `watch` with every answer of the query while the job is running.
    pub fn on_progress(mut self, watch: impl FnMut(&AnswerOf<S>) + Send + 'static) -> Self {
        self.watch = Some(Box::new(watch));
        self
    }

    /// Sends the submission and returns a poller for its job.
    ///
    /// # Errors
    ///
    /// Fails if the submission fails or its answer has no id.
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
