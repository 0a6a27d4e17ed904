//! What the server saw.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::received::Received;

/// How many requests are remembered: a server that runs for days must not fill the memory.
const KEPT: usize = 10_000;

/// A request that the server saw. Query, headers and body are left out: they can hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// The `Host` header.
    pub host: String,
    /// The path as it stood in the request line.
    pub path: String,
    /// Whether the signature was the right one, and of the right time.
    pub signature_good: bool,
    /// The operation, where the request reached one.
    pub operation: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// What the server refused it with; `None` where an example was answered.
    pub refused: Option<&'static str>,
    /// The id that the answer carries.
    pub request_id: String,
}

impl Seen {
    pub(crate) fn of(request: &Received, request_id: &str) -> Self {
        Self {
            method: request.method.clone(),
            host: request.host.clone(),
            path: request.path.clone(),
            signature_good: false,
            operation: None,
            status: 0,
            refused: None,
            request_id: request_id.to_owned(),
        }
    }
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, host, path, status, .. } = self;
        let outcome = self.refused.or(self.operation.as_deref()).unwrap_or_default();
        write!(f, "{method} {host}{path} {status} {outcome}")
    }
}

/// The latest requests.
#[derive(Default)]
pub(crate) struct Log(Mutex<VecDeque<Seen>>);

impl Log {
    pub(crate) fn push(&self, seen: Seen) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == KEPT {
            kept.pop_front();
        }
        kept.push_back(seen);
    }

    pub(crate) fn all(&self) -> Vec<Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
