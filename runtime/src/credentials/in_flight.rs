//! One question to a source that many callers wait for together.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use crate::{BoxFuture, Credentials, Error};

pub(super) type Answer = Result<Credentials, Error>;
pub(super) type Asking = BoxFuture<'static, Answer>;

/// A question on its way. It belongs to nobody: whoever waits for it moves it on, so a caller that is cancelled, or is
/// kept but no longer polled, neither loses it nor blocks the others. No task has to be spawned for that.
pub(super) struct Flight {
    asking: Mutex<Option<Asking>>,
    waiting: Arc<Waiting>,
    pub(super) since: i64,
}

impl Flight {
    pub(super) fn new(asking: Asking, since: i64) -> Self {
        Self { asking: Mutex::new(Some(asking)), waiting: Arc::default(), since }
    }

    /// Moves the question on. The answer goes to `land`, before any other caller can see that the question is over, and
    /// then to whoever moved it last; the others are given `None`.
    pub(super) fn poll(&self, cx: &mut Context<'_>, land: impl FnOnce(Answer) -> Answer) -> Poll<Option<Answer>> {
        self.waiting.add(cx.waker());
        let alarm = Alarm(&self.waiting);
        let mut slot = lock(&self.asking);
        // Taken out while it is polled: if it panics, it is gone, and the next caller asks anew.
        let Some(mut asking) = slot.take() else { return Poll::Ready(None) };
        let waker = Waker::from(Arc::clone(&self.waiting));
        match asking.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(answer) => Poll::Ready(Some(land(answer))),
            Poll::Pending => {
                *slot = Some(asking);
                alarm.disarm();
                Poll::Pending
            }
        }
    }
}

/// Everybody who waits is woken, for any of them can move the question on.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, waker: &Waker) {
        let mut wakers = lock(&self.0);
        if !wakers.iter().any(|known| known.will_wake(waker)) {
            wakers.push(waker.clone());
        }
    }

    fn wake_all(&self) {
        let wakers = std::mem::take(&mut *lock(&self.0));
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Wakes everybody when the question is over, by an answer or by a panic.
struct Alarm<'a>(&'a Waiting);

impl Alarm<'_> {
    fn disarm(self) {
        std::mem::forget(self);
    }
}

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        self.0.wake_all();
    }
}

/// What these locks guard is whole at any time, so a panic elsewhere does not spoil it.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
