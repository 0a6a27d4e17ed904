//! Running a call: its attempts, the delays between them, and its timeout.

use std::time::Duration;

use tokio::sync::SemaphorePermit;
use tokio::time::sleep;

use crate::answer::{Received, ResponseFacts};
use crate::attempt::{Attempt, attempt};
use crate::clock::Stamp;
use crate::limit::{Limit, missing_timer};
use crate::observers::Observers;
use crate::output::ReadMode;
use crate::prepared::Prepared;
use crate::retry::{Spent, is_safe};
use crate::send::send;
use crate::{BoxFuture, Error, ErrorKind, Reply};

/// Sends a call until `read` accepts an answer or a failure is final.
pub(crate) async fn complete<T>(
    prepared: Result<Prepared, Error>,
    read_mode: ReadMode,
    read: impl Fn(Received) -> Result<Reply<T>, Error>,
) -> Result<Reply<T>, Error> {
    let mut run = Run::start(prepared?.checked()?, read_mode)?;
    loop {
        match read(run.answer().await?) {
            Ok(reply) => {
                let attempts = run.succeeded(reply.facts());
                return Ok(reply.with_attempts(attempts));
            }
            Err(error) => run.retry(error).await?,
        }
    }
}

/// A running call.
struct Run {
    call: Prepared,
    read_mode: ReadMode,
    limit: Limit,
    attempts: u32,
    /// The time of the last attempt's signature.
    stamp: Option<Stamp>,
    /// The rejection after which the clock was corrected.
    rejection: Option<Error>,
    spent: Spent,
    last: Option<Error>,
    observers: Observers,
}

impl Run {
    fn start(call: Prepared, read_mode: ReadMode) -> Result<Self, Error> {
        if let Some(reason) = missing_timer() {
            return Err(Error::invalid(call.meta.name, format!("a call {reason}")));
        }
        let limit = Limit::from_now(call.timeouts.of_call(call.parts.body.len()));
        let (observers, spent) = (Observers::of(&call), Spent::default());
        Ok(Self { call, read_mode, limit, attempts: 0, stamp: None, rejection: None, spent, last: None, observers })
    }

    /// Returns an answer whose status reports success, after as many attempts as needed.
    fn answer(&mut self) -> BoxFuture<'_, Result<Received, Error>> {
        let trace = self.observers.trace();
        Box::pin(trace.around(async move {
            loop {
                match self.attempt().await {
                    Ok(received) => return Ok(received),
                    Err(error) => self.retry_after(error).await?,
                }
            }
        }))
    }

    /// Waits until the call may be sent again after an answer that reports `error`. Returns the error if it may not.
    fn retry(&mut self, error: Error) -> BoxFuture<'_, Result<(), Error>> {
        let trace = self.observers.trace();
        Box::pin(trace.around(self.retry_after(error)))
    }

    /// Records the success and returns the number of attempts.
    fn succeeded(mut self, facts: &ResponseFacts) -> u32 {
        self.observers.succeeded(&self.call, self.attempts, facts);
        self.call.shared.budget.refund(&self.spent);
        self.attempts
    }

    async fn attempt(&mut self) -> Result<Received, Error> {
        let Self { call, observers, .. } = self;
        let _permit = self.limit.enforce(permit(call)).await?;
        self.attempts += 1;
        observers.beginning(call);
        let limit = self.limit.min(Limit::from_now(call.timeouts.of_attempt(call.parts.body.len())));
        let mut attempt = limit.enforce(attempt(call, self.attempts)).await.map_err(Error::mark_unsent)?;
        observers.sending(self.attempts, &mut attempt);
        let Attempt { request, stamp, secrets, .. } = attempt;
        let stamp = self.stamp.insert(stamp);
        let received = send(call, request, stamp, &secrets, self.read_mode, limit).await;
        let mut received = received.map_err(|error| error.without(&secrets))?;
        observers.received(&received);
        // A timeout that the caller set holds to the end of a stream of events. The default is for the attempts.
        received.deadlines.call = call.timeouts.call.map(|_| self.limit);
        Ok(received)
    }

    async fn retry_after(&mut self, error: Error) -> Result<(), Error> {
        self.observers.failed(&self.call, self.attempts, &error);
        // Later calls need the corrected clock even if this call is not sent again.
        let corrected = self.correct_clock(&error);
        let Some(delay) = self.delay(&error, corrected) else { return Err(self.give_up(error)) };
        self.observers.retrying(self.attempts, &error, delay);
        let earlier = if corrected { &mut self.rejection } else { &mut self.last };
        *earlier = Some(error);
        sleep(delay).await;
        Ok(())
    }

    /// Returns the delay before the next attempt, or `None` if the call must not be sent again.
    fn delay(&mut self, error: &Error, corrected: bool) -> Option<Duration> {
        if !self.call.retry.allows(self.attempts) || !self.call.parts.body.is_repeatable() {
            return None;
        }
        if corrected {
            return Some(Duration::ZERO);
        }
        let delay = self.call.retry.delay(self.attempts, error);
        // Waiting is useless if the timeout ends before the next attempt.
        if !is_safe(error, self.call.meta.repeatable) || !self.limit.has_time_for(delay) {
            return None;
        }
        self.spent = self.call.shared.budget.spend(error)?;
        Some(delay)
    }

    /// Corrects the clock if the error reports a wrong time. Returns whether repeating helps, which is the case only
    /// once: a second rejection contradicts the correction.
    fn correct_clock(&self, error: &Error) -> bool {
        let (Some(server), Some(stamp)) = (error.server_time(), &self.stamp) else { return false };
        let clock = &self.call.shared.clock;
        if self.rejection.is_some() {
            clock.forget(stamp);
            return false;
        }
        clock.correct(stamp, server)
    }

    /// Returns the final error. A timeout after a failed attempt has the earlier failure as its source.
    fn give_up(&mut self, error: Error) -> Error {
        let late = error.kind() == ErrorKind::Timeout;
        let error = match self.last.take() {
            Some(last) if late => error.caused_by(last),
            _ => error,
        };
        let error = match self.rejection.take() {
            Some(rejection) => error.after_rejection(rejection),
            None => error,
        };
        self.observers.gave_up(self.attempts, &error);
        error
            .in_operation(self.call.meta.name.clone())
            .of_site(self.call.meta.site, self.call.shared.site)
            .with_attempts(self.attempts)
    }
}

/// Waits until the client's limit of concurrent requests admits one more.
async fn permit(call: &Prepared) -> Result<SemaphorePermit<'_>, Error> {
    let closed = |error| Error::new(ErrorKind::Connection, "the client is closed").caused_by(error);
    call.shared.permits.acquire().await.map_err(closed)
}
