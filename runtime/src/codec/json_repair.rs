//! Repairs JSON that the parser rejects because of single characters or words. Valid documents are not searched.

use serde_json::Value;

use super::text::max_repaired;

/// Returns the document with what JSON does not allow replaced, or `None` if there is nothing to replace, or so much that
/// the document becomes much longer.
///
/// In strings, line breaks and tabs are escaped, other control characters and lone surrogates become U+FFFD, and the
/// backslash of an unknown escape is kept. Outside of strings, control characters and those that are not ASCII become
/// blanks, and words and numbers that JSON does not have, such as `NaN`, become strings.
pub(super) fn repair(text: &str) -> Option<String> {
    let max = max_repaired(text.len());
    let (mut rest, mut repaired) = (text, String::with_capacity(max));
    while let Some(next) = rest.chars().next() {
        // What follows becomes at most three times as long.
        if repaired.len().saturating_add(rest.len()) > max {
            return None;
        }
        rest = match next {
            '"' => string(rest, &mut repaired, max)?,
            next if is_in_word(next) => word(rest, &mut repaired),
            next => {
                let is_allowed = next.is_ascii() && !next.is_control() || matches!(next, '\t' | '\n' | '\r');
                repaired.push(if is_allowed { next } else { ' ' });
                &rest[next.len_utf8()..]
            }
        };
    }
    (repaired != text).then_some(repaired)
}

fn is_in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

/// Repairs the word at the start of `text` and returns the rest.
fn word<'t>(text: &'t str, repaired: &mut String) -> &'t str {
    let (word, rest) = text.split_at(text.find(|c| !is_in_word(c)).unwrap_or(text.len()));
    let quote = if serde_json::from_str::<Value>(word).is_ok() { "" } else { "\"" };
    repaired.extend([quote, word, quote]);
    rest
}

/// Repairs the string at the start of `text` and returns the rest, or `None` if the document becomes too long.
fn string<'t>(text: &'t str, repaired: &mut String, max: usize) -> Option<&'t str> {
    repaired.push('"');
    let mut rest = &text[1..];
    while let Some(end) = rest.find(|c| matches!(c, '"' | '\\' | '\0'..='\x1f')) {
        let (plain, special) = rest.split_at(end);
        repaired.push_str(plain);
        rest = &special[1..];
        if repaired.len().saturating_add(special.len()) >= max {
            return None;
        }
        match special.as_bytes()[0] {
            b'"' => {
                repaired.push('"');
                return Some(rest);
            }
            b'\\' => rest = escape(special, repaired),
            b'\n' => repaired.push_str("\\n"),
            b'\r' => repaired.push_str("\\r"),
            b'\t' => repaired.push_str("\\t"),
            _ => repaired.push(char::REPLACEMENT_CHARACTER),
        }
    }
    repaired.push_str(rest);
    Some("")
}

/// Repairs the escape at the start of `text` and returns the rest.
fn escape<'t>(text: &'t str, repaired: &mut String) -> &'t str {
    let length = match (text.as_bytes().get(1), code_unit(text)) {
        (Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'), _) => 2,
        (_, Some(0xd800..=0xdbff)) if matches!(text.get(6..).and_then(code_unit), Some(0xdc00..=0xdfff)) => 12,
        (_, Some(0xd800..=0xdfff)) => {
            repaired.push(char::REPLACEMENT_CHARACTER);
            return &text[6..];
        }
        (_, Some(_)) => 6,
        _ => {
            repaired.push_str("\\\\");
            return &text[1..];
        }
    };
    repaired.push_str(&text[..length]);
    &text[length..]
}

/// Parses `\uD83D` at the start of `text`.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}
