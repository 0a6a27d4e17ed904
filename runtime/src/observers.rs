//! What follows the attempts of a call without changing them: its span, metrics, interceptors, and failover's counts.

use std::time::Duration;

use tokio::time::Instant;

use crate::answer::{Received, ResponseFacts};
use crate::attempt::Attempt;
use crate::measure::Meter;
use crate::prepared::Prepared;
use crate::trace::Trace;
use crate::{Error, hooks};

pub(crate) struct Observers {
    trace: Trace,
    meter: Meter,
    /// The start of the current attempt, if there are interceptors.
    started: Option<Instant>,
    /// The host that the current attempt was sent to, if failover counts its outcome.
    counted: Option<String>,
}

impl Observers {
    pub(crate) fn of(call: &Prepared) -> Self {
        Self { trace: Trace::of(call), meter: Meter::start(call), started: None, counted: None }
    }

    /// Returns the span of the call.
    pub(crate) fn trace(&self) -> Trace {
        self.trace.clone()
    }

    /// An attempt begins.
    pub(crate) fn beginning(&mut self, call: &Prepared) {
        self.started = (!call.shared.interceptors.is_empty()).then(Instant::now);
    }

    /// The request of the attempt is signed.
    pub(crate) fn sending(&mut self, number: u32, attempt: &mut Attempt) {
        self.counted = attempt.counted.take();
        self.trace.sending(number, &attempt.request);
        self.meter.sending(attempt.request.body().len());
    }

    /// A response has arrived whose status reports success.
    pub(crate) fn received(&self, received: &Received) {
        self.trace.received(&received.head);
        self.meter.received(received);
    }

    /// The attempt with this number succeeded, and the call with it.
    pub(crate) fn succeeded(&mut self, call: &Prepared, attempts: u32, facts: &ResponseFacts) {
        self.trace.succeeded(&facts.request_id);
        self.meter.finished(attempts, None);
        self.ended(call, attempts, Ok(facts));
    }

    /// The attempt with this number failed, or the next one could not begin.
    pub(crate) fn failed(&mut self, call: &Prepared, attempts: u32, error: &Error) {
        self.trace.failed(error);
        self.ended(call, attempts, Err(error));
    }

    /// Another attempt follows after `delay`.
    pub(crate) fn retrying(&self, attempts: u32, error: &Error, delay: Duration) {
        self.trace.retrying(attempts, error, delay);
    }

    /// The call failed.
    pub(crate) fn gave_up(&self, attempts: u32, error: &Error) {
        self.trace.gave_up(error);
        self.meter.finished(attempts, Some(error));
    }

    fn ended(&mut self, call: &Prepared, attempt: u32, outcome: Result<&ResponseFacts, &Error>) {
        if let (Some(failover), Some(host)) = (&call.shared.failover, self.counted.take())
            && failover.record(&host, outcome.err())
        {
            self.trace.failing_over(&host);
        }
        if let Some(started) = self.started.take() {
            self.trace.enter(|| hooks::after_attempt(call, attempt, started.elapsed(), outcome));
        }
    }
}
