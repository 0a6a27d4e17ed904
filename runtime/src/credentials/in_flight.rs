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
    /// and is returned to the caller whose poll completes it. The others receive `None`. `slot` is that of the caller
    /// for this request.
    pub(super) fn poll(
        &self,
        cx: &mut Context<'_>,
        slot: &mut Option<Slot>,
        complete: impl FnOnce(Answer) -> Answer,
    ) -> Poll<Option<Answer>> {
        self.wakers.add(slot, cx.waker());
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
struct Wakers(Mutex<Registered>);

#[derive(Default)]
struct Registered {
    wakers: Vec<Waker>,
    /// The number of times that all callers were woken, which empties the list.
    round: u64,
}

/// The position of a caller's waker. A caller that is polled again replaces its waker without a search, so that many
/// callers take linear time.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    round: u64,
    index: usize,
}

impl Wakers {
    fn add(&self, slot: &mut Option<Slot>, waker: &Waker) {
        let mut registered = lock(&self.0);
        let round = registered.round;
        let own = slot.filter(|slot| slot.round == round);
        match own.and_then(|slot| registered.wakers.get_mut(slot.index)) {
            Some(known) => known.clone_from(waker),
            None => {
                *slot = Some(Slot { round, index: registered.wakers.len() });
                registered.wakers.push(waker.clone());
            }
        }
    }

    fn wake_all(&self) {
        let mut registered = lock(&self.0);
        registered.round += 1;
        let wakers = std::mem::take(&mut registered.wakers);
        drop(registered);
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Wake, Waker};

    use super::{Wakers, lock};

    #[derive(Default)]
    struct Counter(AtomicUsize);

    impl Wake for Counter {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn a_caller_is_woken_once_however_often_it_is_polled() {
        let (wakers, counters) = (Wakers::default(), [Arc::<Counter>::default(), Arc::default()]);
        let mut slots = [None, None];
        for round in 1..4 {
            for _ in 0..3 {
                for (slot, counter) in slots.iter_mut().zip(&counters) {
                    wakers.add(slot, &Waker::from(Arc::clone(counter)));
                }
            }
            wakers.wake_all();
            assert_eq!(counters.each_ref().map(|counter| counter.0.load(Ordering::Relaxed)), [round, round]);
        }
    }

    /// In quadratic time, this test would take minutes.
    #[test]
    fn many_callers_take_linear_time() {
        let wakers = Wakers::default();
        let mut callers: Vec<_> = (0..200_000).map(|_| (None, Waker::from(Arc::<Counter>::default()))).collect();
        for _ in 0..5 {
            callers.iter_mut().for_each(|(slot, waker)| wakers.add(slot, waker));
            callers.iter_mut().for_each(|(slot, waker)| wakers.add(slot, waker));
            assert_eq!(lock(&wakers.0).wakers.len(), callers.len());
            wakers.wake_all();
        }
    }
}
