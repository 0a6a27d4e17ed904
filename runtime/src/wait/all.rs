//! Submissions that create several jobs.

use std::fmt;
use std::time::Duration;

use tokio::time::sleep;

use super::join::join_bounded;
use super::one::{Wait, Watch};
use super::poller::{Poller, Progress};
use super::schedule::Schedule;
use super::submission::{AnswerOf, Submission};
use crate::limit::Limit;
use crate::path::texts_at;
use crate::target::Target;
use crate::{BoxFuture, Error, Operation, Output, Reply, Shape};

/// Sends a submission and waits for its jobs. Awaiting it returns the [`Results`] of all of them.
#[must_use = "a submission is not sent until it is awaited"]
pub struct WaitAll<S: Submission> {
    wait: Wait<S>,
    completed: Option<Completed>,
}

type Completed = Box<dyn FnMut(usize, usize) + Send>;

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
        Self { wait: Wait::new(target, submission), completed: None }
    }

    /// Sets the deadline of the whole wait. Default: ten minutes. With zero, the submission is sent and its result is not
    /// queried.
    pub fn deadline(self, deadline: Duration) -> Self {
        Self { wait: self.wait.deadline(deadline), ..self }
    }

    /// Sets the delay before the first round of queries, and the maximum delay between rounds. Default: one and ten
    /// seconds. Each delay grows by a factor of 1.5. A round queries the jobs that are not done, eight at a time.
    pub fn pauses(self, first: Duration, max: Duration) -> Self {
        Self { wait: self.wait.pauses(first, max), ..self }
    }

    /// Calls `watch` with every answer of the query while jobs are running.
    pub fn on_progress(self, watch: impl FnMut(&AnswerOf<S>) + Send + 'static) -> Self {
        Self { wait: self.wait.on_progress(watch), ..self }
    }

    /// Calls `watch` with the number of jobs that have ended and the number of all jobs, whenever a job ends.
    pub fn on_completion(self, watch: impl FnMut(usize, usize) + Send + 'static) -> Self {
        Self { completed: Some(Box::new(watch)), ..self }
    }

    /// Sends the submission and returns its answer with a poller for each job.
    ///
    /// # Errors
    ///
    /// Fails if the submission fails.
    pub async fn submit(self) -> Result<(Reply<S::Output>, Vec<Poller<S::Query>>), Error> {
        let Wait { target, submission, .. } = self.wait;
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
        let (schedule, watch, completed) = (self.wait.schedule, self.wait.watch.take(), self.completed.take());
        Box::pin(async move {
            let (submitted, pollers) = self.submit().await?;
            let jobs = Jobs::new(pollers.len(), watch, completed);
            Ok(Results { submitted, jobs: until_all_done(pollers, schedule, jobs).await })
        })
    }
}

async fn until_all_done<Q>(
    mut pollers: Vec<Poller<Q>>,
    schedule: Schedule,
    mut jobs: Jobs<Q::Output>,
) -> Vec<Result<Reply<Q::Output>, Error>>
where
    Q: Operation<Output: Shape + Send> + Clone + Default + Send,
{
    let limit = Limit::from_now(schedule.deadline);
    let mut round = 0_u32;
    while jobs.are_pending() {
        let delay = schedule.delay(round);
        if !limit.has_time_for(delay) {
            break;
        }
        sleep(delay).await;
        let pending: Vec<BoxFuture<'_, _>> = (pollers.iter_mut().enumerate())
            .filter(|(index, _)| jobs.results[*index].is_none())
            .map(|(index, poller)| Box::pin(async move { (index, poller.poll().await) }) as BoxFuture<'_, _>)
            .collect();
        join_bounded(pending, |(index, progress)| jobs.update(index, progress)).await;
        round = round.saturating_add(1);
    }
    let late = pollers.iter().map(|poller| poller.timeout(schedule));
    jobs.results.into_iter().zip(late).map(|(job, late)| job.unwrap_or(Err(late))).collect()
}

/// The results so far, and who watches them.
struct Jobs<T> {
    results: Vec<Option<Result<Reply<T>, Error>>>,
    watch: Option<Watch<T>>,
    completed: Option<Completed>,
}

impl<T> Jobs<T> {
    fn new(count: usize, watch: Option<Watch<T>>, completed: Option<Completed>) -> Self {
        Self { results: (0..count).map(|_| None).collect(), watch, completed }
    }

    fn are_pending(&self) -> bool {
        self.results.iter().any(Option::is_none)
    }

    fn update(&mut self, index: usize, progress: Result<Progress<T>, Error>) {
        let result = match progress {
            Ok(Progress::Done(reply)) => Ok(reply),
            Ok(Progress::Pending(reply)) => return self.watch.iter_mut().for_each(|watch| watch(&reply)),
            Err(error) => Err(error),
        };
        self.results[index] = Some(result);
        let ended = self.results.iter().filter(|job| job.is_some()).count();
        self.completed.iter_mut().for_each(|watch| watch(ended, self.results.len()));
    }
}

/// Prints the number of jobs, not their answers.
impl<S: Submission> fmt::Debug for Results<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let failed = self.jobs.iter().filter(|job| job.is_err()).count();
        f.debug_struct("Results").field("jobs", &self.jobs.len()).field("failed", &failed).finish_non_exhaustive()
    }
}
