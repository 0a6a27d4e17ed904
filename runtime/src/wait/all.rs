//! Submissions that create several jobs.

use std::fmt;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::one::Wait;
use super::poller::{Poller, Progress};
use super::schedule::Schedule;
use super::submission::{AnswerOf, Submission};
use crate::path::texts_at;
use crate::target::Target;
use crate::{BoxFuture, Error, Output, Reply, Shape};

/// Sends a submission and waits for its jobs. Awaiting it returns the [`Results`] of all of them.
#[must_use = "a submission is not sent until it is awaited"]
pub struct WaitAll<S: Submission>(Wait<S>);

/// The results of the jobs of a submission.
pub struct Results<S: Submission> {
    /// The answer to the submission. A rejected entry has no job and states the reason there.
    pub submitted: Reply<S::Output>,
    /// The result of each job, in the order of that answer: the query's last answer, or the error if the job has
    /// failed, the query has failed, or the job is still running at the deadline.
    pub jobs: Vec<Result<Reply<AnswerOf<S>>, Error>>,
}

impl<S: Submission> WaitAll<S>
where
    S::Output: Shape,
{
    /// Prepares `submission` for `target`. Generated submissions have a `send_and_wait` method for this.
    pub fn new(target: impl Into<Target>, submission: S) -> Self {
        Self(Wait::new(target, submission))
    }

    /// Sets the deadline of the whole wait. Default: ten minutes.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self(self.0.deadline(deadline))
    }

    /// Sets the delay before the first round of queries, and the maximum delay between rounds. Default: one and ten
    /// seconds. Each delay grows by a factor of 1.5. A round queries the jobs that are not done, one after the other.
    pub fn pauses(self, first: Duration, max: Duration) -> Self {
        Self(self.0.pauses(first, max))
    }

    /// Calls `watch` with every answer of the query while jobs are running.
    pub fn on_progress(self, watch: impl FnMut(&AnswerOf<S>) + Send + 'static) -> Self {
        Self(self.0.on_progress(watch))
    }

    /// Sends the submission and returns its answer with a poller for each job.
    ///
    /// # Errors
    ///
    /// Fails if the submission fails.
    pub async fn submit(self) -> Result<(Reply<S::Output>, Vec<Poller<S::Query>>), Error> {
        let Wait { target, submission, .. } = self.0;
        let submitted = target.call(submission).await?;
        let ids = texts_at(&*submitted, S::WAITER.from).into_iter().filter(|id| !id.is_empty());
        let pollers = ids.map(|id| Poller::of(target.clone(), Some(id), S::WAITER, S::META.name));
        let pollers: Result<Vec<_>, Error> = pollers.collect();
        Ok((submitted, pollers?))
    }
}

impl<S: Submission + Send + 'static> IntoFuture for WaitAll<S>
where
    S::Output: Shape + Output + Send,
{
    type Output = Result<Results<S>, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(mut self) -> Self::IntoFuture {
        let (schedule, mut watch) = (self.0.schedule, self.0.watch.take());
        Box::pin(async move {
            let (submitted, pollers) = self.submit().await?;
            let watch = &mut |answer: &AnswerOf<S>| watch.iter_mut().for_each(|watch| watch(answer));
            Ok(Results { submitted, jobs: until_all_done(pollers, schedule, watch).await })
        })
    }
}

async fn until_all_done<Q>(
    mut pollers: Vec<Poller<Q>>,
    schedule: Schedule,
    watch: &mut (dyn FnMut(&Q::Output) + Send),
) -> Vec<Result<Reply<Q::Output>, Error>>
where
    Q: crate::Operation + Clone + Default,
    Q::Output: Shape,
{
    let deadline = Instant::now() + schedule.deadline;
    let mut jobs: Vec<_> = pollers.iter().map(|_| None).collect();
    let mut round = 0;
    while jobs.iter().any(Option::is_none) {
        let next = Instant::now() + schedule.delay(round);
        if next > deadline {
            break;
        }
        sleep_until(next).await;
        for (poller, job) in pollers.iter_mut().zip(&mut jobs).filter(|(_, job)| job.is_none()) {
            *job = match poller.poll().await {
                Ok(Progress::Done(reply)) => Some(Ok(reply)),
                Ok(Progress::Pending(reply)) => {
                    watch(&reply);
                    None
                }
                Err(error) => Some(Err(error)),
            };
        }
        round += 1;
    }
    let late = pollers.iter().map(|poller| poller.timeout(schedule));
    jobs.into_iter().zip(late).map(|(job, late)| job.unwrap_or(Err(late))).collect()
}

/// Prints the number of jobs, not their answers.
impl<S: Submission> fmt::Debug for Results<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = self.jobs.iter().filter(|job| job.is_err()).count();
        f.debug_struct("Results").field("jobs", &self.jobs.len()).field("failed", &failed).finish_non_exhaustive()
    }
}
