//! The log of requests.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use codegen_model::validate::Violation;
use serde_json::{Value, json};

use crate::api_error::ApiError;
use crate::line::on_one_line;
use crate::request::ReceivedRequest;

/// The number of requests that are kept, so that memory is bounded.
const MAX_ENTRIES: usize = 10_000;

/// The number of bytes that are kept.
const MAX_BYTES: usize = 16 << 20;

/// The maximum length of a method, a host and a path.
const MAX_NAME: usize = 1_000;

/// The maximum length of a message. Two canonical requests of usual length fit.
const MAX_MESSAGE: usize = 8_000;

/// A request in the log. Query, headers and body are left out: they may contain secrets.
///
/// Texts of the request are on one line, with hidden characters escaped. Only a message that explains a signature has
/// several lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The method.
    pub method: String,
    /// The `Host` header, or the host named in the path.
    pub host: String,
    /// The path as written in the request line, truncated where it is very long.
    pub path: String,
    /// Whether the signature was correct and not expired.
    pub signature_good: bool,
    /// The operation, where one was found.
    pub operation: Option<String>,
    /// The status of the response.
    pub status: u16,
    /// The error code with which the request was refused; `None` where it was not.
    pub refused: Option<Cow<'static, str>>,
    /// The error message with which the request was refused.
    pub message: Option<String>,
    /// The violations of the schema.
    pub violations: Vec<Violation>,
    /// Observations that are not errors, and errors that a stricter mode would report.
    pub notes: Vec<String>,
    /// The planned fault that occurred.
    pub fault: Option<String>,
    /// The request id of the response.
    pub request_id: String,
}

impl LoggedRequest {
    pub(crate) fn of(request: &ReceivedRequest, request_id: &str) -> Self {
        Self {
            method: on_one_line(&truncate(&request.method, MAX_NAME)),
            host: on_one_line(&truncate(&request.host, MAX_NAME)),
            path: on_one_line(&truncate(&request.path, MAX_NAME)),
            request_id: request_id.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn refuse(&mut self, error: &ApiError) {
        self.refused = Some(error.code());
        self.message = Some(truncate(error.message(), MAX_MESSAGE));
    }

    pub(crate) fn note(&mut self, note: &str) {
        self.notes.push(on_one_line(&truncate(note, MAX_MESSAGE)));
    }

    /// Notes an error that a stricter mode would answer with.
    pub(crate) fn note_error(&mut self, error: &ApiError) {
        self.notes.push(truncate(&format!("{}: {}", on_one_line(&error.code()), error.message()), MAX_MESSAGE));
    }

    fn bytes(&self) -> usize {
        let texts = [&self.method, &self.host, &self.path, &self.request_id];
        let optional = [&self.operation, &self.message, &self.fault].into_iter().flatten().chain(&self.notes);
        let violations = self.violations.iter().map(|it| size_of::<Violation>() + it.place.len() + it.rule.len());
        let texts = texts.into_iter().chain(optional).map(String::len);
        size_of::<Self>() + texts.sum::<usize>() + violations.sum::<usize>()
    }

    pub(crate) fn json(&self) -> Value {
        let violations: Vec<_> = self.violations.iter().map(Violation::json).collect();
        json!({
            "method": self.method, "host": self.host, "path": self.path, "operation": self.operation,
            "signature_good": self.signature_good, "status": self.status, "refused": self.refused,
            "message": self.message, "violations": violations, "notes": self.notes, "fault": self.fault,
            "request_id": self.request_id,
        })
    }
}

/// Truncates a text at a character boundary.
fn truncate(text: &str, max: usize) -> String {
    let end = (0..=max.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text[..end.unwrap_or(0)].to_owned()
}

impl fmt::Display for LoggedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, host, path, status, .. } = self;
        let outcome = self.refused.as_deref().or(self.operation.as_deref()).unwrap_or_default();
        write!(f, "{method} {host}{path} {status} {}", on_one_line(outcome))?;
        if let Some(fault) = &self.fault {
            write!(f, " [fault: {}]", on_one_line(fault))?;
        }
        let lines = self.message.iter().chain(&self.notes).flat_map(|text| text.lines());
        lines.into_iter().try_for_each(|line| write!(f, "\n    {line}"))
    }
}

/// The latest requests, bounded in number and size.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    requests: VecDeque<LoggedRequest>,
    bytes: usize,
}

impl Log {
    pub(crate) fn push(&self, request: LoggedRequest) {
        let mut entries = self.lock();
        entries.bytes += request.bytes();
        entries.requests.push_back(request);
        while entries.requests.len() > MAX_ENTRIES || entries.bytes > MAX_BYTES {
            let Some(oldest) = entries.requests.pop_front() else { break };
            entries.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn all(&self) -> Vec<LoggedRequest> {
        self.lock().requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        *self.lock() = Entries::default();
    }

    fn lock(&self) -> MutexGuard<'_, Entries> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Log, LoggedRequest, MAX_BYTES, MAX_ENTRIES};
    use crate::testing::{CI, request};

    #[test]
    fn the_log_is_bounded_in_number_and_size() {
        let log = Log::default();
        let numbered = |number: usize| LoggedRequest { request_id: number.to_string(), ..LoggedRequest::default() };
        (0..MAX_ENTRIES + 5).for_each(|number| log.push(numbered(number)));
        assert_eq!((log.all().len(), log.all()[0].request_id.as_str()), (MAX_ENTRIES, "5"));

        let large = LoggedRequest { message: Some("x".repeat(8_000)), ..LoggedRequest::default() };
        (0..MAX_ENTRIES).for_each(|_| log.push(large.clone()));
        let bytes: usize = log.all().iter().map(LoggedRequest::bytes).sum();
        assert!(bytes <= MAX_BYTES && bytes > MAX_BYTES / 2, "{bytes}");
        log.clear();
        assert_eq!(log.all(), []);
    }

    #[test]
    fn texts_of_a_request_stay_on_their_line() {
        let hostile = "a\nGET b.example/ 200\r\u{1b}[2J\u{202e}\u{2028}\u{61c}\u{e0041}";
        let mut entry = LoggedRequest::of(&request("GET", CI, "/a", &[], ""), "id");
        entry.note(hostile);
        entry.note_error(&ApiError::action(hostile.to_owned(), hostile));
        entry.refuse(&ApiError::rest(400, hostile.to_owned(), hostile));
        let shown = entry.to_string();
        assert_eq!(shown.lines().count(), 4, "{shown}");
        assert!(!shown.replace('\n', "").contains(codegen_model::text::is_hidden), "{shown}");
    }
}
