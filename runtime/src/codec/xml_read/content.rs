//! The text of elements.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::Document;
use crate::codec::error::CodecError;
use crate::codec::text::max_repaired;

impl Document<'_, '_> {
    /// Appends the text of an event to the text of an element.
    pub(super) fn append(&mut self, text: &mut String, event: Event<'_>) -> Result<(), CodecError> {
        let high = self.high_surrogate.take();
        match event {
            Event::Text(part) => push_lines(text, &part),
            Event::CData(part) => push_lines(text, &part),
            Event::GeneralRef(reference) => match code_point(&reference) {
                Some(code) => self.push_character(text, high, code),
                None => push_entity(text, &reference),
            },
            Event::Eof => return Err(CodecError::new("the document ends inside an element")),
            _ => {}
        }
        Ok(())
    }

    /// Appends a referenced character. Some services refer to the halves of a surrogate pair one after the other.
    fn push_character(&mut self, text: &mut String, high: Option<u32>, code: u32) {
        if let (Some(high), 0xdc00..=0xdfff, true) = (high, code, text.ends_with(char::REPLACEMENT_CHARACTER)) {
            text.pop();
            let code = 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00);
            return text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.high_surrogate = Some(code).filter(|code| matches!(code, 0xd800..=0xdbff));
        text.push(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER));
    }
}

/// Parses a reference to a character, such as `#65` or `#x41`.
fn code_point(reference: &str) -> Option<u32> {
    let number = reference.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix(['x', 'X']).map_or((number, 10), |digits| (digits, 16));
    // Too large a number is a reference, but not to a character.
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}

/// Appends one of the five entities of XML. Other references are kept as they are written: most are an `&` that should
/// have been escaped, as in `?a=1&b=2;c`.
fn push_entity(text: &mut String, name: &str) {
    match resolve_predefined_entity(name) {
        Some(value) => text.push_str(value),
        None => text.extend(["&", name, ";"]),
    }
}

/// Appends a text whose lines may end with CR LF or CR, which XML defines to mean LF.
fn push_lines(text: &mut String, part: &str) {
    let mut lines = part.split('\r');
    text.push_str(lines.next().unwrap_or_default());
    for line in lines {
        text.push('\n');
        text.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
}

/// Returns whether a name can begin with this character.
pub(super) fn begins_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | ':')
}

/// Escapes each `<` that cannot begin a tag, as in `a < b`. Returns `None` if there is none, or if
/// there are so many that the document becomes much longer.
pub(super) fn escape_angles(document: &str) -> Option<String> {
    let mut parts = document.split('<');
    let max = max_repaired(document.len());
    let mut escaped = String::with_capacity(max);
    escaped.push_str(parts.next()?);
    for part in parts {
        if escaped.len().saturating_add(part.len() + "&lt;".len()) > max {
            return None;
        }
        let begins_tag = |c: char| begins_name(c) || matches!(c, '/' | '!' | '?');
        escaped.push_str(if part.starts_with(begins_tag) { "<" } else { "&lt;" });
        escaped.push_str(part);
    }
    (escaped.len() > document.len()).then_some(escaped)
}
