//! The keys that the server knows: those it was started with, and temporary ones that it issued.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tencentcloud_runtime::Credentials;

use crate::seed::mix;

/// The number of issued keys that are kept, so that memory is bounded.
const MAX_ISSUED: usize = 10_000;

/// The keys that the server knows.
pub(crate) struct Keys {
    given: Vec<Credentials>,
    issued: Mutex<Issued>,
}

#[derive(Default)]
struct Issued {
    /// The oldest first.
    keys: VecDeque<Credentials>,
    count: u64,
}

impl Keys {
    pub(crate) fn new(keys: impl IntoIterator<Item = Credentials>) -> Self {
        Self { given: keys.into_iter().collect(), issued: Mutex::default() }
    }

    pub(super) fn find(&self, secret_id: &str) -> Option<Credentials> {
        let is_wanted = |key: &&Credentials| key.secret_id() == secret_id;
        let issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
        self.given.iter().find(is_wanted).or_else(|| issued.keys.iter().find(is_wanted)).cloned()
    }

    /// Issues a temporary key, the same ones in every run with this seed.
    pub(crate) fn issue(&self, seed: u64, expiry: i64) -> Credentials {
        let mut issued = self.issued.lock().unwrap_or_else(PoisonError::into_inner);
        issued.count += 1;
        let key = temporary(seed, issued.count).with_expiry(expiry);
        issued.keys.push_back(key.clone());
        if issued.keys.len() > MAX_ISSUED {
            issued.keys.pop_front();
        }
        key
    }
}

fn temporary(seed: u64, count: u64) -> Credentials {
    let hash = |what: &str| mix(seed, &format!("{what} {count}"));
    let key = format!("{:016x}{:016x}", hash("key"), hash("key, second half"));
    Credentials::new(format!("AKIDTMP{count:08x}"), key).with_token(format!("token-{:016x}-{count:08x}", hash("token")))
}

/// Whether a temporary key has expired.
pub(super) fn is_expired(key: &Credentials, now: i64) -> bool {
    key.expires_at().is_some_and(|expiry| expiry <= now)
}
