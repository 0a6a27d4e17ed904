//! Querying a job, once or until it is done.

use std::borrow::Cow;
use std::fmt;

use tokio::time::sleep;

use super::schedule::Schedule;
use super::submission::Waiter;
use crate::limit::Limit;
use crate::path::texts_at;
use crate::shape::{Shape, Token};
use crate::target::Target;
use crate::{Error, ErrorKind, Operation, Reply};

/// Queries the state of a submitted job.
pub struct Poller<Q> {
    target: Target,
    query: Q,
    id: String,
    waiter: Waiter,
}

/// The progress of a job.
#[derive(Debug)]
pub enum Progress<T> {
    /// The job is running.
    Pending(Reply<T>),
    /// The job is done.
    Done(Reply<T>),
}

impl<Q> Poller<Q>
where
    Q: Operation + Clone + Default,
    Q::Output: Shape,
{
    /// Returns a poller for the job with this id.
    pub(super) fn of(
        target: Target,
        id: Option<String>,
        waiter: Waiter,
        name: Cow<'static, str>,
    ) -> Result<Self, Error> {
        let no_id = || {
            Error::decode(format!("the answer has no `{}`, which the query needs", waiter.from))
                .in_operation(name.clone())
        };
        let id = id.ok_or_else(no_id)?;
        let mut query = Q::default();
        let set = query.member(waiter.to).and_then(|field| field.put(Token::Text(&id)).ok());
        set.ok_or_else(no_id)?;
        Ok(Self { target, query, id, waiter })
    }

    /// Returns the job's id, for example to query the job from another process.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the query, to send it without the poller.
    pub fn query(&self) -> &Q {
        &self.query
    }

    /// Sends the query once.
    ///
    /// # Errors
    ///
    /// Fails if the query fails, and with the job's code and message if the job has failed.
    pub async fn poll(&mut self) -> Result<Progress<Q::Output>, Error> {
        let reply = self.target.call(self.query.clone()).await?;
        let states = texts_at(&*reply, self.waiter.status);
        let any = |known: &[&str]| states.iter().any(|state| known.contains(&state.as_str()));
        if any(self.waiter.failed) {
            return Err(self.failure(&*reply, reply.request_id()));
        }
        // Several jobs of one submission are done when all of them are. A job in an unknown state is running.
        let done = !states.is_empty() && states.iter().all(|state| self.waiter.done.contains(&state.as_str()));
        Ok(if done { Progress::Done(reply) } else { Progress::Pending(reply) })
    }

    pub(super) async fn until_done(
        &mut self,
        schedule: Schedule,
        watch: &mut (dyn FnMut(&Q::Output) + Send),
    ) -> Result<Reply<Q::Output>, Error> {
        let limit = Limit::from_now(schedule.deadline);
        let mut index = 0_u32;
        loop {
            let delay = schedule.delay(index);
            if !limit.has_time_for(delay) {
                return Err(self.timeout(schedule));
            }
            sleep(delay).await;
            match self.poll().await? {
                Progress::Done(reply) => return Ok(reply),
                Progress::Pending(reply) => watch(&reply),
            }
            index = index.saturating_add(1);
        }
    }

    fn failure(&self, answer: &dyn Shape, request_id: &str) -> Error {
        let text = |path: &str| texts_at(answer, path).into_iter().find(|text| !text.is_empty());
        let message = text(self.waiter.message);
        let message =
            message.unwrap_or_else(|| format!("the job {} failed, and the service states no reason", self.id));
        Error::job(Q::META.name, text(self.waiter.code), message, request_id)
    }

    pub(super) fn timeout(&self, schedule: Schedule) -> Error {
        let message = format!("the job {} is still running after {:?}", self.id, schedule.deadline);
        Error::new(ErrorKind::Timeout, message).in_operation(Q::META.name)
    }
}

/// Prints the job, not the query.
impl<Q> fmt::Debug for Poller<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller").field("id", &self.id).field("waiter", &self.waiter).finish_non_exhaustive()
    }
}
