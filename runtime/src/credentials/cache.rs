//! A cache that holds credentials until shortly before they expire, and fetches new ones once for all callers.

use std::sync::{Arc, Mutex};
use std::task::{self, Poll};

use super::in_flight::{Answer, InFlight, Request, Slot, lock};
use crate::retry::random;
use crate::{Credentials, Error};

/// How many seconds before the expiry new credentials are fetched, or a tenth of their lifetime if that is less.
const MARGIN: i64 = 300;

/// The seconds between requests to the source after one, two, three and more consecutive failures.
const RETRY_DELAYS: [i64; 4] = [2, 4, 8, 15];

/// The seconds after which a request that nobody polls is dropped, because its connection is closed by then.
const ABANDONED_AFTER: i64 = 60;

#[derive(Default)]
pub(super) struct Cache(Mutex<State>);

#[derive(Default)]
struct State {
    held: Option<Held>,
    failed: Option<Failed>,
    request: Option<Arc<InFlight>>,
}

struct Held {
    credentials: Credentials,
    refresh_at: i64,
}

/// The last failure, and the number of failures since the last success.
struct Failed {
    error: Error,
    at: i64,
    count: usize,
}

enum Lookup {
    Done(Answer),
    Wait(Arc<InFlight>),
}

/// A caller of the cache.
pub(super) struct Caller<'a> {
    pub(super) cache: &'a Cache,
    pub(super) now: &'a (dyn Fn() -> i64 + Send + Sync),
    pub(super) start: &'a (dyn Fn() -> Request + Send + Sync),
    /// The request that this caller waits for. The reference count shows the others that somebody does.
    pub(super) request: Option<Arc<InFlight>>,
    /// Where the waker of this caller is in the request.
    pub(super) slot: Option<Slot>,
}

impl Caller<'_> {
    pub(super) fn poll(&mut self, cx: &mut task::Context<'_>) -> Poll<Answer> {
        loop {
            let request = match self.lookup() {
                Lookup::Done(answer) => return Poll::Ready(answer),
                Lookup::Wait(request) => request,
            };
            if !self.request.as_ref().is_some_and(|own| Arc::ptr_eq(own, &request)) {
                self.slot = None;
            }
            let polled = request.poll(cx, &mut self.slot, |answer| self.cache.complete(answer, (self.now)()));
            self.request = Some(request);
            match polled {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(answer)) => return Poll::Ready(answer),
                Poll::Ready(None) => self.cache.clear(self.request.take()),
            }
        }
    }

    fn lookup(&mut self) -> Lookup {
        let now = (self.now)();
        let mut state = lock(&self.cache.0);
        match (state.usable(now), state.recent_failure(now)) {
            (Some(held), failed) if now < held.refresh_at || failed.is_some() || self.others_wait(&state) => {
                Lookup::Done(Ok(held.credentials.clone()))
            }
            (None, Some(failed)) => Lookup::Done(Err(failed.error.duplicate())),
            _ => Lookup::Wait(state.join_or_start(now, self.start)),
        }
    }

    /// Returns whether another caller is waiting for new credentials: the cache holds one reference to the request,
    /// each waiting caller another.
    fn others_wait(&self, state: &State) -> bool {
        match (&state.request, &self.request) {
            (Some(request), Some(own)) if Arc::ptr_eq(request, own) => false,
            (Some(request), _) => Arc::strong_count(request) > 1,
            (None, _) => false,
        }
    }
}

impl Cache {
    /// Stores the answer. Replaces an error by the old credentials if they are still valid.
    fn complete(&self, answer: Answer, now: i64) -> Answer {
        let mut state = lock(&self.0);
        state.request = None;
        match answer.and_then(|credentials| check_expiry(credentials, now)) {
            Ok(credentials) => Ok(state.keep(credentials, now)),
            Err(error) => {
                state.count_failure(&error, now);
                state.usable(now).map(|held| held.credentials.clone()).ok_or(error)
            }
        }
    }

    /// Removes a request that ended without an answer.
    fn clear(&self, ended: Option<Arc<InFlight>>) {
        let mut state = lock(&self.0);
        if let (Some(request), Some(ended)) = (&state.request, ended)
            && Arc::ptr_eq(request, &ended)
        {
            state.request = None;
        }
    }
}

impl State {
    fn keep(&mut self, credentials: Credentials, now: i64) -> Credentials {
        self.failed = None;
        self.held = Some(Held { refresh_at: refresh_at(&credentials, now), credentials: credentials.clone() });
        credentials
    }

    fn count_failure(&mut self, error: &Error, now: i64) {
        let before = self.failed.as_ref().map_or(0, |failed| failed.count);
        self.failed = Some(Failed { error: error.duplicate(), at: now, count: before.saturating_add(1) });
    }

    fn usable(&self, now: i64) -> Option<&Held> {
        self.held.as_ref().filter(|held| held.credentials.expires_at.is_none_or(|expiry| now < expiry))
    }

    /// Returns the last failure if it is too recent to try again. A clock that was set back ends the delay.
    fn recent_failure(&self, now: i64) -> Option<&Failed> {
        self.failed.as_ref().filter(|failed| {
            let delay = RETRY_DELAYS[failed.count.clamp(1, RETRY_DELAYS.len()) - 1];
            (failed.at..failed.at.saturating_add(delay)).contains(&now)
        })
    }

    /// Returns the pending request, or starts a new one.
    fn join_or_start(&mut self, now: i64, start: &dyn Fn() -> Request) -> Arc<InFlight> {
        let usable = |request: &&Arc<InFlight>| {
            Arc::strong_count(request) > 1 || now.saturating_sub(request.since) < ABANDONED_AFTER
        };
        if let Some(request) = self.request.as_ref().filter(usable) {
            return Arc::clone(request);
        }
        let request = Arc::new(InFlight::new(start(), now));
        self.request = Some(Arc::clone(&request));
        request
    }
}

fn check_expiry(credentials: Credentials, now: i64) -> Answer {
    match credentials.expires_at {
        Some(expiry) if expiry <= now => {
            let message = format!(
                "the received credentials expired at {expiry}, and the clock of this machine says {now}; check the clock"
            );
            Err(Error::credentials(message))
        }
        _ => Ok(credentials),
    }
}

/// Returns when to fetch new credentials, with jitter so that clients that started together do not fetch together.
fn refresh_at(credentials: &Credentials, now: i64) -> i64 {
    let Some(expiry) = credentials.expires_at else { return i64::MAX };
    let margin = MARGIN.min(expiry.saturating_sub(now) / 10);
    let jitter = (random() * (margin / 5 + 1) as f64) as i64;
    expiry.saturating_sub(margin + jitter)
}

#[cfg(test)]
mod tests {
    use super::refresh_at;
    use crate::Credentials;

    #[test]
    fn refreshes_five_minutes_or_a_tenth_before_the_expiry_with_jitter() {
        for (lifetime, earliest, latest) in [
            (43_200, 43_200 - 360, 43_200 - 300),
            (7200, 7200 - 360, 7200 - 300),
            (3000, 3000 - 360, 3000 - 300),
            (600, 600 - 72, 600 - 60),
            (10, 9, 9),
            (1, 1, 1),
            (i64::MAX - 1, i64::MAX - 1 - 360, i64::MAX - 1 - 300),
        ] {
            for _ in 0..200 {
                let at = refresh_at(&Credentials::new("a", "b").with_expiry(1 + lifetime), 1) - 1;
                assert!((earliest..=latest).contains(&at), "{lifetime}: {at}");
            }
        }
        assert_eq!(refresh_at(&Credentials::new("a", "b"), 1), i64::MAX);
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        for expiry in [i64::MIN, -1, 0, 1, i64::MAX] {
            for now in [i64::MIN, -1, 0, 1, i64::MAX] {
                assert!(refresh_at(&Credentials::new("a", "b").with_expiry(expiry), now) <= expiry.max(now));
            }
        }
    }
}
