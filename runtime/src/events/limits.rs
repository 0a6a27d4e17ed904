//! Ends a stream of events that sends no data or lasts too long. It knows no bytes and no events.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep, sleep_until};

use crate::limit::Limit;
use crate::{Error, ErrorKind};

/// How long a stream of events may last.
#[derive(Clone, Copy)]
pub(crate) struct Deadlines {
    /// How long it may send no data.
    pub(crate) idle: Duration,
    /// The limit of the call, if the caller set one.
    pub(crate) call: Option<Limit>,
}

/// The deadlines of a stream that is read.
///
/// The idle timeout starts when the reader finds no data, so a slow reader does not cause it.
pub(super) struct Limits {
    deadlines: Deadlines,
    idle: Pin<Box<Sleep>>,
    call: Option<Pin<Box<Sleep>>>,
    waiting: bool,
}

impl Limits {
    /// Panics outside of a tokio runtime.
    pub(super) fn new(deadlines: Deadlines) -> Self {
        let call = deadlines.call.and_then(Limit::end).map(|end| Box::pin(sleep_until(end)));
        Self { deadlines, idle: Box::pin(sleep(deadlines.idle)), call, waiting: false }
    }

    /// Records that data has arrived.
    pub(super) fn reset(&mut self) {
        self.waiting = false;
    }

    /// Returns the error of the deadline that has passed.
    pub(super) fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        if let Poll::Ready(error) = self.poll_call(cx) {
            return Poll::Ready(error);
        }
        let limit = self.deadlines.idle;
        if let (false, Some(until)) = (self.waiting, Instant::now().checked_add(limit)) {
            self.idle.as_mut().reset(until);
            self.waiting = true;
        }
        self.idle.as_mut().poll(cx).map(|()| ended(format!("no data received for {limit:?}")))
    }

    /// Returns the error if the call has timed out, even if data arrives.
    pub(super) fn poll_call(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        match (&mut self.call, self.deadlines.call) {
            (Some(call), Some(limit)) => {
                let length = limit.length();
                call.as_mut().poll(cx).map(|()| ended(format!("the stream of events did not end within {length:?}")))
            }
            _ => Poll::Pending,
        }
    }
}

fn ended(message: String) -> Error {
    Error::new(ErrorKind::Timeout, message).mark_sent()
}
