//! Running a call: its attempts, the delays between them, and its timeout.

use std::time::Duration;

use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, sleep, timeout_at};

use crate::answer::Received;
use crate::attempt::attempt;
use crate::output::ReadMode;
use crate::prepared::Prepared;
use crate::retry::{Spent, is_safe};
use crate::send::send;
use crate::trace::Trace;
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
                let attempts = run.succeeded(reply.request_id());
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
    /// The offset of the clock with which the last attempt was signed.
    signed_with: i64,
    clock_was_wrong: bool,
    spent: Spent,
    last: Option<Error>,
    trace: Trace,
}

impl Run {
    fn start(call: Prepared, read_mode: ReadMode) -> Result<Self, Error> {
        // The timer panics outside of a runtime.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::invalid(call.meta.name, "a call must be awaited within a tokio runtime"));
        }
        let limit = Limit::from_now(call.timeouts.of_call(call.parts.body.len()));
        let (trace, spent, last) = (Trace::of(&call), Spent::default(), None);
        Ok(Self { call, read_mode, limit, attempts: 0, signed_with: 0, clock_was_wrong: false, spent, last, trace })
    }

    /// Returns an answer whose status reports success, after as many attempts as needed.
    fn answer(&mut self) -> BoxFuture<'_, Result<Received, Error>> {
        let trace = self.trace.clone();
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
        let trace = self.trace.clone();
        Box::pin(trace.around(self.retry_after(error)))
    }

    /// Records the success and returns the number of attempts.
    fn succeeded(self, request_id: &str) -> u32 {
        self.trace.succeeded(request_id);
        self.call.shared.budget.refund(&self.spent);
        self.attempts
    }

    async fn attempt(&mut self) -> Result<Received, Error> {
        let Self { call, trace, .. } = self;
        let _permit = self.limit.enforce(permit(call)).await?;
        self.attempts += 1;
        self.signed_with = call.shared.clock.offset();
        trace.attempt(self.attempts);
        let limit = self.limit.min(Limit::from_now(call.timeouts.of_attempt(call.parts.body.len())));
        let (request, secrets) = limit.enforce(attempt(call)).await.map_err(Error::mark_unsent)?;
        // The service may see the request from here on, so a timeout is an ambiguous failure.
        let late = |error: Error| if error.kind() == ErrorKind::Timeout { error.mark_sent() } else { error };
        let mut received = limit.enforce(send(call, request, secrets, self.read_mode)).await.map_err(late)?;
        trace.received(&received.head);
        // A timeout that the caller set holds to the end of a stream of events. The default is for the attempts.
        received.deadlines.call = call.timeouts.call.and_then(|_| Some((self.limit.end?, self.limit.length)));
        Ok(received)
    }

    async fn retry_after(&mut self, error: Error) -> Result<(), Error> {
        self.trace.failed(&error);
        let Some(delay) = self.delay(&error) else { return Err(self.give_up(error)) };
        self.trace.retrying(self.attempts, &error, delay);
        self.last = Some(error);
        sleep(delay).await;
        Ok(())
    }

    /// Returns the delay before the next attempt, or `None` if the call must not be sent again.
    fn delay(&mut self, error: &Error) -> Option<Duration> {
        // Later calls need the corrected clock even if this call is not sent again.
        let clock_was_wrong = self.correct_clock(error);
        if !self.call.retry.allows(self.attempts) || !self.call.parts.body.is_repeatable() {
            return None;
        }
        if clock_was_wrong {
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
    /// once.
    fn correct_clock(&mut self, error: &Error) -> bool {
        let Some(server) = error.server_time() else { return false };
        let corrected = self.call.shared.clock.correct(server, self.signed_with);
        corrected && !std::mem::replace(&mut self.clock_was_wrong, true)
    }

    /// Returns the final error. A timeout after a failed attempt has the earlier failure as its source.
    fn give_up(&mut self, error: Error) -> Error {
        let late = error.kind() == ErrorKind::Timeout;
        let error = match self.last.take() {
            Some(last) if late => error.caused_by(last),
            _ => error,
        };
        error.in_operation(self.call.meta.name).with_attempts(self.attempts)
    }
}

/// Waits until the client's limit of concurrent requests admits one more.
async fn permit(call: &Prepared) -> Result<SemaphorePermit<'_>, Error> {
    let closed = |error| Error::new(ErrorKind::Connection, "the client is closed").caused_by(error);
    call.shared.permits.acquire().await.map_err(closed)
}

/// A deadline and its distance. A deadline beyond what the clock can represent is no limit.
#[derive(Clone, Copy)]
struct Limit {
    end: Option<Instant>,
    length: Duration,
}

impl Limit {
    fn from_now(length: Duration) -> Self {
        Self { end: Instant::now().checked_add(length), length }
    }

    /// Returns the limit that ends first.
    fn min(self, other: Self) -> Self {
        match (self.end, other.end) {
            (Some(end), Some(other)) if end < other => self,
            (Some(_), None) => self,
            _ => other,
        }
    }

    fn has_time_for(&self, delay: Duration) -> bool {
        let after = Instant::now().checked_add(delay);
        self.end.is_none_or(|end| after.is_some_and(|after| after < end))
    }

    async fn enforce<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let Some(end) = self.end else { return work.await };
        let late = |_| Error::new(ErrorKind::Timeout, format!("no answer within {:?}", self.length));
        timeout_at(end, work).await.map_err(late)?
    }
}
