//! What the server saw.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde_json::{Value, json};

use crate::received::Received;
use crate::validate::Violation;

/// How many requests are remembered: a server that runs for days must not fill the memory.
const KEPT: usize = 10_000;

/// How many bytes of text are remembered, for the same reason.
const KEPT_BYTES: usize = 16 << 20;

/// A path or host that is longer is cut.
const LONGEST_NAME: usize = 1_000;

/// A message that is longer is cut. Two canonical requests of usual length fit.
const LONGEST_MESSAGE: usize = 8_000;

/// A request that the server saw. Query, headers and body are left out: they can hold secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct LoggedRequest {
    /// The method.
    pub method: String,
    /// The `Host` header, or the host that the path named.
    pub host: String,
    /// The path as it stood in the request line, cut where it is very long.
    pub path: String,
    /// Whether the signature was the right one, and of the right time.
    pub signature_good: bool,
    /// The operation, where the request reached one.
    pub operation: Option<String>,
    /// The status of the answer.
    pub status: u16,
    /// What the server refused it with; `None` where it was answered.
    pub refused: Option<Cow<'static, str>>,
    /// Why it was refused, in words.
    pub message: Option<String>,
    /// What in the request does not fit the schema.
    pub violations: Vec<Violation>,
    /// What is worth knowing without being wrong, or would have been refused were the server stricter.
    pub notes: Vec<String>,
    /// The planned fault that it met.
    pub fault: Option<String>,
    /// The id that the answer carries.
    pub request_id: String,
}

impl LoggedRequest {
    pub(crate) fn of(request: &Received, request_id: &str) -> Self {
        Self {
            method: cut(&request.method, LONGEST_NAME),
            host: cut(&request.host, LONGEST_NAME),
            path: cut(&request.path, LONGEST_NAME),
            request_id: request_id.to_owned(),
            ..Self::default()
        }
    }

    pub(crate) fn refuse(&mut self, code: Cow<'static, str>, message: &str) {
        self.refused = Some(code);
        self.message = Some(cut(message, LONGEST_MESSAGE));
    }

    pub(crate) fn note(&mut self, note: &str) {
        self.notes.push(cut(note, LONGEST_MESSAGE));
    }

    fn bytes(&self) -> usize {
        let texts = [&self.method, &self.host, &self.path, &self.request_id];
        let more = [&self.operation, &self.message, &self.fault].into_iter().flatten().chain(&self.notes);
        let violations = self.violations.iter().map(|it| size_of::<Violation>() + it.place.len() + it.rule.len());
        size_of::<Self>() + texts.into_iter().chain(more).map(String::len).sum::<usize>() + violations.sum::<usize>()
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

/// The beginning of a text that is too long, without the rest of a character.
fn cut(text: &str, longest: usize) -> String {
    let end = (0..=longest.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text[..end.unwrap_or(0)].to_owned()
}

impl fmt::Display for LoggedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, host, path, status, .. } = self;
        let outcome = self.refused.as_deref().or(self.operation.as_deref()).unwrap_or_default();
        write!(f, "{} {}{} {status} {outcome}", Plain(method), Plain(host), Plain(path))?;
        if let Some(fault) = &self.fault {
            write!(f, " [fault: {fault}]")?;
        }
        let lines = self.message.iter().chain(&self.notes).flat_map(|text| text.lines());
        lines.into_iter().try_for_each(|line| write!(f, "\n    {}", Plain(line)))
    }
}

/// A text from outside that may not move the cursor of the terminal that it is printed on.
struct Plain<'a>(&'a str);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() { write!(f, "{}", c.escape_default()) } else { write!(f, "{c}") }?;
        }
        Ok(())
    }
}

/// The latest requests.
#[derive(Debug, Default)]
pub(crate) struct Log(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    seen: VecDeque<LoggedRequest>,
    bytes: usize,
}

impl Log {
    pub(crate) fn push(&self, seen: LoggedRequest) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += seen.bytes();
        kept.seen.push_back(seen);
        while kept.seen.len() > KEPT || kept.bytes > KEPT_BYTES {
            let Some(oldest) = kept.seen.pop_front() else { break };
            kept.bytes -= oldest.bytes();
        }
    }

    pub(crate) fn all(&self) -> Vec<LoggedRequest> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).seen.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Kept::default();
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, KEPT_BYTES, Log, LoggedRequest};

    #[test]
    fn the_log_is_bounded_in_number_and_size() {
        let log = Log::default();
        (0..KEPT + 5)
            .for_each(|number| log.push(LoggedRequest { request_id: number.to_string(), ..LoggedRequest::default() }));
        assert_eq!((log.all().len(), log.all()[0].request_id.as_str()), (KEPT, "5"));

        let large = LoggedRequest { message: Some("x".repeat(8_000)), ..LoggedRequest::default() };
        (0..KEPT).for_each(|_| log.push(large.clone()));
        let bytes: usize = log.all().iter().map(LoggedRequest::bytes).sum();
        assert!(bytes <= KEPT_BYTES && bytes > KEPT_BYTES / 2, "{bytes}");
        log.clear();
        assert_eq!(log.all(), []);
    }

    #[test]
    fn a_line_holds_no_control_characters() {
        let seen = LoggedRequest {
            path: "/\u{1b}[2J".to_owned(),
            message: Some("a\nb\r".to_owned()),
            ..LoggedRequest::default()
        };
        assert!(!seen.to_string().replace('\n', "").contains(char::is_control), "{seen}");
    }
}
