//! Finds the values of a JSON text and where they stand: what parsers for programs do not say. Strict, and one pass. What a
//! text in quotes means, and what is a number, serde_json decides.

use std::borrow::Cow;

use super::{Key, Node, Value};
use crate::diagnostic::Code;
use crate::source::{FileId, Span};

/// How deep values may nest; what recurses over them relies on it. serde_json has the same limit.
const DEPTH: usize = 128;

/// Why a text is refused: the first place, and what is wrong there.
pub(super) struct Refused {
    pub(super) code: Code,
    pub(super) at: usize,
    pub(super) message: String,
}

type Scanned<T> = Result<T, Refused>;

/// The one value that `text` is; keys that stand in an object twice are there twice.
pub(super) fn scan(file: FileId, text: &str) -> Scanned<Node<'_>> {
    let mut scanner = Scanner { file, text, at: 0, depth: 0 };
    let node = scanner.value()?;
    match scanner.next() {
        None => Ok(node),
        Some(_) => Err(scanner.refuse("the value has ended, and nothing belongs behind it")),
    }
}

struct Scanner<'s> {
    file: FileId,
    text: &'s str,
    at: usize,
    depth: usize,
}

impl<'s> Scanner<'s> {
    fn value(&mut self) -> Scanned<Node<'s>> {
        let first = self.next();
        let start = self.at;
        let value = match first {
            Some(b'{') => Value::Object(self.container(b'}', Self::entry)?),
            Some(b'[') => Value::Array(self.container(b']', Self::value)?),
            Some(b'"') => Value::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            _ => self.word()?,
        };
        Ok(Node { span: self.since(start), value })
    }

    /// What stands between brackets, separated by commas.
    fn container<T>(&mut self, close: u8, item: impl Fn(&mut Self) -> Scanned<T>) -> Scanned<Vec<T>> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Refused { code: Code::NESTING_TOO_DEEP, ..self.refuse("values nest deeper than 128 levels") });
        }
        self.at += 1;
        let mut items = Vec::new();
        while self.next() != Some(close) {
            items.push(item(self)?);
            match self.next() {
                Some(b',') => self.comma(close)?,
                Some(found) if found == close => {}
                _ => return Err(self.refuse(&format!("`,` or `{}` belongs here", char::from(close)))),
            }
        }
        self.at += 1;
        self.depth -= 1;
        Ok(items)
    }

    fn comma(&mut self, close: u8) -> Scanned<()> {
        let at = self.at;
        self.at += 1;
        match self.next() {
            Some(found) if found == close => Err(Refused { at, ..self.refuse("nothing follows this comma") }),
            _ => Ok(()),
        }
    }

    fn entry(&mut self) -> Scanned<(Key<'s>, Node<'s>)> {
        if self.next() != Some(b'"') {
            return Err(self.refuse("a key in quotes belongs here"));
        }
        let start = self.at;
        let key = Key { text: self.string()?, span: self.since(start) };
        if self.next() != Some(b':') {
            return Err(self.refuse("`:` belongs here"));
        }
        self.at += 1;
        Ok((key, self.value()?))
    }

    /// A text in quotes; a part of the file where nothing in it is escaped.
    fn string(&mut self) -> Scanned<Cow<'s, str>> {
        let (start, bytes) = (self.at, self.text.as_bytes());
        let mut escaped = false;
        loop {
            self.at += 1;
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                }
                Some(0..b' ') => return Err(self.refuse("a line break or another control character must be escaped")),
                Some(_) => {}
                None => return Err(Refused { at: start, ..self.refuse("this text has no end: a quote is missing") }),
            }
        }
        self.at += 1;
        let whole = &self.text[start..self.at];
        if !escaped {
            return Ok(Cow::Borrowed(&whole[1..whole.len() - 1]));
        }
        serde_json::from_str(whole).map(Cow::Owned).map_err(|error| self.refused(start, &error))
    }

    fn number(&mut self) -> Scanned<&'s str> {
        let start = self.at;
        let is_part = |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
        self.at += self.text.as_bytes()[start..].iter().take_while(is_part).count();
        let whole = &self.text[start..self.at];
        match serde_json::from_str::<serde_json::Number>(whole) {
            Ok(_) => Ok(whole),
            Err(error) => Err(self.refused(start, &error)),
        }
    }

    fn word(&mut self) -> Scanned<Value<'s>> {
        let words = [("true", Value::Boolean(true)), ("false", Value::Boolean(false)), ("null", Value::Null)];
        let rest = &self.text[self.at..];
        match words.into_iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                self.at += word.len();
                Ok(value)
            }
            None if rest.is_empty() => Err(self.refuse("the file ends where a value belongs")),
            None => Err(self.refuse("a value belongs here")),
        }
    }

    /// Passes over blanks, and shows what follows.
    fn next(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn since(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    fn refuse(&self, message: &str) -> Refused {
        Refused { code: Code::JSON_SYNTAX, at: self.at.min(self.text.len()), message: message.to_owned() }
    }

    /// What serde_json has against the value at `start`; where in it is of no use, since it may be anywhere in a line.
    fn refused(&self, start: usize, error: &serde_json::Error) -> Refused {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        Refused { at: start, ..self.refuse(message) }
    }
}
