//! Keeps credentials until shortly before they expire, and gets new ones once for all who need them.

use std::sync::{Arc, Mutex};
use std::task::{self, Poll};

use super::in_flight::{Answer, Asking, Flight, lock};
use crate::retry::random;
use crate::{Credentials, Error};

/// New credentials are fetched this long before the old ones expire, or a tenth of their time if that is shorter.
const MARGIN: i64 = 300;

/// How long to wait after one failure, two, three and so on before the source is asked again.
const PAUSES: [i64; 4] = [2, 4, 8, 15];

/// A question that nobody moves on is given up after this time: its connection is long gone.
const ABANDONED: i64 = 60;

#[derive(Default)]
pub(super) struct Cache(Mutex<State>);

#[derive(Default)]
struct State {
    held: Option<Held>,
    failed: Option<Failed>,
    flight: Option<Arc<Flight>>,
}

struct Held {
    credentials: Credentials,
    refresh_at: i64,
}

/// The last failure, and how many there were since the last success.
struct Failed {
    error: Error,
    at: i64,
    count: usize,
}

enum Look {
    Done(Answer),
    Wait(Arc<Flight>),
}

/// One caller's view of the cache.
pub(super) struct Caller<'a> {
    pub(super) cache: &'a Cache,
    pub(super) now: &'a (dyn Fn() -> i64 + Send + Sync),
    pub(super) ask: &'a (dyn Fn() -> Asking + Send + Sync),
    /// What this caller waits for. Holding it shows the others that somebody does.
    pub(super) flight: Option<Arc<Flight>>,
}

impl Caller<'_> {
    pub(super) fn poll(&mut self, cx: &mut task::Context<'_>) -> Poll<Answer> {
        loop {
            let flight = match self.look() {
                Look::Done(answer) => return Poll::Ready(answer),
                Look::Wait(flight) => flight,
            };
            let landed = flight.poll(cx, |answer| self.cache.land(answer, (self.now)()));
            self.flight = Some(flight);
            match landed {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(answer)) => return Poll::Ready(answer),
                Poll::Ready(None) => self.cache.clear(self.flight.take()),
            }
        }
    }

    fn look(&mut self) -> Look {
        let now = (self.now)();
        let mut state = lock(&self.cache.0);
        match (state.usable(now), state.pausing(now)) {
            (Some(held), pausing) if now < held.refresh_at || pausing.is_some() || self.others_ask(&state) => {
                Look::Done(Ok(held.credentials.clone()))
            }
            (None, Some(failed)) => Look::Done(Err(failed.error.again())),
            _ => Look::Wait(state.board(now, self.ask)),
        }
    }

    /// Whether somebody else is waiting for new credentials already: the cache holds the flight once, and each who waits
    /// for it once more.
    fn others_ask(&self, state: &State) -> bool {
        match (&state.flight, &self.flight) {
            (Some(flight), Some(own)) if Arc::ptr_eq(flight, own) => false,
            (Some(flight), _) => Arc::strong_count(flight) > 1,
            (None, _) => false,
        }
    }
}

impl Cache {
    /// Keeps an answer. A caller that got an error is given the old credentials if they are still valid.
    fn land(&self, answer: Answer, now: i64) -> Answer {
        let mut state = lock(&self.0);
        state.flight = None;
        match answer.and_then(|credentials| in_time(credentials, now)) {
            Ok(credentials) => Ok(state.keep(credentials, now)),
            Err(error) => {
                state.count_failure(&error, now);
                state.usable(now).map(|held| held.credentials.clone()).ok_or(error)
            }
        }
    }

    /// Forgets a flight that ended without an answer.
    fn clear(&self, ended: Option<Arc<Flight>>) {
        let mut state = lock(&self.0);
        if let (Some(flight), Some(ended)) = (&state.flight, ended)
            && Arc::ptr_eq(flight, &ended)
        {
            state.flight = None;
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
        self.failed = Some(Failed { error: error.again(), at: now, count: before.saturating_add(1) });
    }

    fn usable(&self, now: i64) -> Option<&Held> {
        self.held.as_ref().filter(|held| held.credentials.expires_at.is_none_or(|expiry| now < expiry))
    }

    /// The last failure, if it is so recent that asking again would be no use. A clock that was set back ends the pause.
    fn pausing(&self, now: i64) -> Option<&Failed> {
        self.failed.as_ref().filter(|failed| {
            let pause = PAUSES[failed.count.clamp(1, PAUSES.len()) - 1];
            (failed.at..failed.at.saturating_add(pause)).contains(&now)
        })
    }

    /// The flight that is on its way, or a new one.
    fn board(&mut self, now: i64, ask: &dyn Fn() -> Asking) -> Arc<Flight> {
        let usable =
            |flight: &&Arc<Flight>| Arc::strong_count(flight) > 1 || now.saturating_sub(flight.since) < ABANDONED;
        if let Some(flight) = self.flight.as_ref().filter(usable) {
            return Arc::clone(flight);
        }
        let flight = Arc::new(Flight::new(ask(), now));
        self.flight = Some(Arc::clone(&flight));
        flight
    }
}

fn in_time(credentials: Credentials, now: i64) -> Answer {
    match credentials.expires_at {
        Some(expiry) if expiry <= now => {
            let message = format!("the credentials had expired when they came: at {expiry}, and the clock says {now}");
            Err(Error::credentials(message))
        }
        _ => Ok(credentials),
    }
}

/// A little earlier by chance, so that many clients that began together do not ask together.
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
    fn the_margin_is_five_minutes_or_a_tenth_and_a_little_by_chance() {
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
}
