//! A strict one-pass JSON scanner that records positions, which serde_json does not. serde_json decodes escaped strings
//! and validates numbers.

use std::borrow::Cow;

use super::{Key, Node, Value};
use crate::diagnostic::Code;
use crate::source::{FileId, Span};

/// How deep values can nest. Functions that recurse over values rely on it. serde_json has the same limit.
const MAX_DEPTH: usize = 128;

/// The first error in a text.
pub(super) struct SyntaxError {
    pub(super) code: Code,
    pub(super) offset: usize,
    pub(super) message: String,
}

type ScanResult<T> = Result<T, SyntaxError>;

/// Scans `text`, which must be one value. Keeps duplicate keys.
pub(super) fn scan(file: FileId, text: &str) -> ScanResult<Node<'_>> {
    let mut scanner = Scanner { file, text, offset: 0, depth: 0 };
    let node = scanner.value()?;
    match scanner.peek() {
        None => Ok(node),
        Some(_) => Err(scanner.error("expected end of file after the value")),
    }
}

struct Scanner<'s> {
    file: FileId,
    text: &'s str,
    offset: usize,
    depth: usize,
}

impl<'s> Scanner<'s> {
    fn value(&mut self) -> ScanResult<Node<'s>> {
        let first = self.peek();
        let start = self.offset;
        let value = match first {
            Some(b'{') => Value::Object(self.container(b'}', Self::entry)?),
            Some(b'[') => Value::Array(self.container(b']', Self::value)?),
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.literal()?,
        };
        Ok(Node { span: self.since(start), value })
    }

    /// Scans the items between brackets, separated by commas.
    fn container<T>(&mut self, close: u8, item: impl Fn(&mut Self) -> ScanResult<T>) -> ScanResult<Vec<T>> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(SyntaxError {
                code: Code::NESTING_TOO_DEEP,
                ..self.error(&format!("values nest deeper than {MAX_DEPTH} levels"))
            });
        }
        self.offset += 1;
        let mut items = Vec::new();
        while self.peek() != Some(close) {
            items.push(item(self)?);
            match self.peek() {
                Some(b',') => self.comma(close)?,
                Some(found) if found == close => {}
                _ => return Err(self.error(&format!("expected `,` or `{}`", char::from(close)))),
            }
        }
        self.offset += 1;
        self.depth -= 1;
        Ok(items)
    }

    fn comma(&mut self, close: u8) -> ScanResult<()> {
        let offset = self.offset;
        self.offset += 1;
        match self.peek() {
            Some(found) if found == close => Err(SyntaxError { offset, ..self.error("trailing comma") }),
            _ => Ok(()),
        }
    }

    fn entry(&mut self) -> ScanResult<(Key<'s>, Node<'s>)> {
        if self.peek() != Some(b'"') {
            return Err(self.error("expected a key in quotes"));
        }
        let start = self.offset;
        let key = Key { text: self.string()?, span: self.since(start) };
        if self.peek() != Some(b':') {
            return Err(self.error("expected `:`"));
        }
        self.offset += 1;
        Ok((key, self.value()?))
    }

    /// Scans a string. Borrows from the text unless it contains escapes.
    fn string(&mut self) -> ScanResult<Cow<'s, str>> {
        let (start, bytes) = (self.offset, self.text.as_bytes());
        let mut escaped = false;
        loop {
            self.offset += 1;
            match bytes.get(self.offset) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.offset += 1;
                }
                Some(0..b' ') => return Err(self.error("unescaped control character in a string")),
                Some(_) => {}
                None => return Err(SyntaxError { offset: start, ..self.error("unterminated string") }),
            }
        }
        self.offset += 1;
        let whole = &self.text[start..self.offset];
        if !escaped {
            return Ok(Cow::Borrowed(&whole[1..whole.len() - 1]));
        }
        serde_json::from_str(whole).map(Cow::Owned).map_err(|error| self.serde_error(start, &error))
    }

    fn number(&mut self) -> ScanResult<&'s str> {
        let start = self.offset;
        let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        self.offset += self.text.as_bytes()[start..].iter().take_while(is_part).count();
        let whole = &self.text[start..self.offset];
        match serde_json::from_str::<serde_json::Number>(whole) {
            Ok(_) => Ok(whole),
            Err(error) => Err(self.serde_error(start, &error)),
        }
    }

    fn literal(&mut self) -> ScanResult<Value<'s>> {
        let literals = [("true", Value::Boolean(true)), ("false", Value::Boolean(false)), ("null", Value::Null)];
        let rest = &self.text[self.offset..];
        match literals.into_iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                self.offset += word.len();
                Ok(value)
            }
            None if rest.is_empty() => Err(self.error("expected a value, found end of file")),
            None => Err(self.error("expected a value")),
        }
    }

    /// Skips white space and returns the next byte without consuming it.
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.offset..];
        self.offset += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.text.as_bytes().get(self.offset).copied()
    }

    fn since(&self, start: usize) -> Span {
        Span::new(self.file, start, self.offset)
    }

    fn error(&self, message: &str) -> SyntaxError {
        SyntaxError { code: Code::JSON_SYNTAX, offset: self.offset.min(self.text.len()), message: message.to_owned() }
    }

    /// Converts an error of serde_json about the value at `start`. Drops its position, which counts from that value.
    fn serde_error(&self, start: usize, error: &serde_json::Error) -> SyntaxError {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        SyntaxError { offset: start, ..self.error(message) }
    }
}
