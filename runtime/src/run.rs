//! A call under way: its attempts, the pauses between them, and its time.

use std::time::Duration;

use tokio::sync::SemaphorePermit;
use tokio::time::{Instant, sleep, timeout_at};

use crate::answer::Received;
use crate::attempt::attempt;
use crate::output::Wanted;
use crate::prepared::Prepared;
use crate::retry::{Spent, is_safe};
use crate::send::send;
use crate::trace::Trace;
use crate::{BoxFuture, Error, ErrorKind, Reply};

/// Sends a call until there is an answer that `read` makes something of, or a failure that stays.
pub(crate) async fn complete<T>(
    prepared: Result<Prepared, Error>,
    wanted: Wanted,
    read: impl Fn(Received) -> Result<Reply<T>, Error>,
) -> Result<Reply<T>, Error> {
    let mut run = Run::start(prepared?, wanted)?;
    loop {
        match read(run.answer().await?) {
            Ok(reply) => {
                let attempts = run.succeeded(reply.request_id());
                return Ok(reply.after(attempts));
            }
            Err(error) => run.again(error).await?,
        }
    }
}

/// A call under way.
struct Run {
    call: Prepared,
    wanted: Wanted,
    limit: Limit,
    attempts: u32,
    /// By how much the clock was corrected when the last attempt was signed.
    signed_with: i64,
    clock_was_wrong: bool,
    spent: Spent,
    last: Option<Error>,
    trace: Trace,
}

impl Run {
    fn start(call: Prepared, wanted: Wanted) -> Result<Self, Error> {
        // Without one, the timer would panic.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(Error::invalid(call.meta.name, "a call must be awaited within a tokio runtime"));
        }
        let limit = Limit::from_now(call.timeouts.of_call(call.parts.body.len()));
        let (trace, spent, last) = (Trace::of(&call), Spent::default(), None);
        Ok(Self { call, wanted, limit, attempts: 0, signed_with: 0, clock_was_wrong: false, spent, last, trace })
    }

    /// An answer that is no error by its status, in as many attempts as it takes.
    fn answer(&mut self) -> BoxFuture<'_, Result<Received, Error>> {
        let trace = self.trace.clone();
        Box::pin(trace.around(async move {
            loop {
                match self.attempt().await {
                    Ok(received) => return Ok(received),
                    Err(error) => self.pause_after(error).await?,
                }
            }
        }))
    }

    /// Waits until the call may be sent again after `error`, which the answer turned out to be; where it may not be,
    /// gives the error back.
    fn again(&mut self, error: Error) -> BoxFuture<'_, Result<(), Error>> {
        let trace = self.trace.clone();
        Box::pin(trace.around(self.pause_after(error)))
    }

    /// The answer is a good one. Gives the number of attempts.
    fn succeeded(self, request_id: &str) -> u32 {
        self.trace.succeeded(request_id);
        self.call.shared.budget.refund(&self.spent);
        self.attempts
    }

    async fn attempt(&mut self) -> Result<Received, Error> {
        let Self { call, trace, .. } = self;
        let _permit = self.limit.keep(permit(call)).await?;
        self.attempts += 1;
        self.signed_with = call.shared.clock.offset();
        trace.attempt(self.attempts);
        let limit = self.limit.or(Limit::from_now(call.timeouts.of_attempt(call.parts.body.len())));
        let request = limit.keep(attempt(call)).await.map_err(Error::unsent)?;
        // From here on the service may see the request, so that coming too late is no certain failure.
        let late = |error: Error| if error.kind() == ErrorKind::Timeout { error.sent() } else { error };
        let received = limit.keep(send(call, request, self.wanted)).await.map_err(late)?;
        trace.answered(&received.head);
        Ok(received)
    }

    async fn pause_after(&mut self, error: Error) -> Result<(), Error> {
        self.trace.failed(&error);
        let Some(pause) = self.pause(&error) else { return Err(self.give_up(error)) };
        self.trace.pausing(self.attempts, &error, pause);
        self.last = Some(error);
        sleep(pause).await;
        Ok(())
    }

    /// How long to wait before the next attempt, if there may be one.
    fn pause(&mut self, error: &Error) -> Option<Duration> {
        // For the sake of later calls, the clock is corrected even if this one is not sent again.
        let clock_was_wrong = self.correct_clock(error);
        if !self.call.retry.allows(self.attempts) || !self.call.parts.body.is_repeatable() {
            return None;
        }
        if clock_was_wrong {
            return Some(Duration::ZERO);
        }
        let pause = self.call.retry.pause(self.attempts, error);
        // There is no point in waiting for an attempt that there is no time for.
        if !is_safe(error, self.call.meta.repeatable) || !self.limit.has_time_for(pause) {
            return None;
        }
        self.spent = self.call.shared.budget.spend(error)?;
        Some(pause)
    }

    /// Whether the clock was what is wrong, and is right now. That helps once: a second refusal has another reason.
    fn correct_clock(&mut self, error: &Error) -> bool {
        let Some(server) = error.server_time() else { return false };
        let corrected = self.call.shared.clock.correct(server, self.signed_with);
        corrected && !std::mem::replace(&mut self.clock_was_wrong, true)
    }

    /// A call that ran out of time has failed before for a reason of its own, which is worth knowing.
    fn give_up(&mut self, error: Error) -> Error {
        let late = error.kind() == ErrorKind::Timeout;
        let error = match self.last.take() {
            Some(last) if late => error.caused_by(last),
            _ => error,
        };
        error.of(self.call.meta.name).after(self.attempts)
    }
}

/// Waits until the client's limit of concurrent requests admits one more.
async fn permit(call: &Prepared) -> Result<SemaphorePermit<'_>, Error> {
    let closed = |error| Error::new(ErrorKind::Connection, "the client is closed").caused_by(error);
    call.shared.permits.acquire().await.map_err(closed)
}

/// When something must be done, and how long that is. A time beyond what clocks can count is no limit.
#[derive(Clone, Copy)]
struct Limit {
    end: Option<Instant>,
    length: Duration,
}

impl Limit {
    fn from_now(length: Duration) -> Self {
        Self { end: Instant::now().checked_add(length), length }
    }

    /// The one that ends first.
    fn or(self, other: Self) -> Self {
        match (self.end, other.end) {
            (Some(end), Some(other)) if end < other => self,
            (Some(_), None) => self,
            _ => other,
        }
    }

    fn has_time_for(&self, pause: Duration) -> bool {
        let after = Instant::now().checked_add(pause);
        self.end.is_none_or(|end| after.is_some_and(|after| after < end))
    }

    async fn keep<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let Some(end) = self.end else { return work.await };
        let late = |_| Error::new(ErrorKind::Timeout, format!("no answer within {:?}", self.length));
        timeout_at(end, work).await.map_err(late)?
    }
}
