//! A request to a source that several callers wait for.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use crate::{BoxFuture, Credentials, Error};

pub(super) type Answer = Result<Credentials, Error>;
pub(super) type Request = BoxFuture<'static, Answer>;

/// A pending request to a source. No caller owns it: every waiting caller polls it, so a caller that is cancelled or no
/// longer polled neither loses the request nor blocks the others. No task is spawned.
pub(super) struct InFlight {
    request: Mutex<Option<Request>>,
    wakers: Arc<Wakers>,
    pub(super) since: i64,
}

impl InFlight {
    pub(super) fn new(request: Request, since: i64) -> Self {
        Self { request: Mutex::new(Some(request)), wakers: Arc::default(), since }
    }

    /// Polls the request. The answer passes through `complete` before any other caller sees that the request is done,
    /// and is returned to the caller whose poll completes it. The others receive `None`.
    pub(super) fn poll(&self, cx: &mut Context<'_>, complete: impl FnOnce(Answer) -> Answer) -> Poll<Option<Answer>> {
        self.wakers.add(cx.waker());
        let wake_all = WakeOnDrop(&self.wakers);
        let mut slot = lock(&self.request);
        // Removed while it is polled: after a panic, the next caller starts a new request.
        let Some(mut request) = slot.take() else { return Poll::Ready(None) };
        let waker = Waker::from(Arc::clone(&self.wakers));
        match request.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(answer) => Poll::Ready(Some(complete(answer))),
            Poll::Pending => {
                *slot = Some(request);
                wake_all.disarm();
                Poll::Pending
            }
        }
    }
}

/// The wakers of all callers, any of which can poll the request.
#[derive(Default)]
struct Wakers(Mutex<Vec<Waker>>);

impl Wakers {
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

impl Wake for Wakers {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Wakes all callers when the request ends, with an answer or a panic.
struct WakeOnDrop<'a>(&'a Wakers);

impl WakeOnDrop<'_> {
    fn disarm(self) {
        std::mem::forget(self);
    }
}

impl Drop for WakeOnDrop<'_> {
    fn drop(&mut self) {
        self.0.wake_all();
    }
}

/// Locks a mutex. The guarded data is always consistent, so poisoning is ignored.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
