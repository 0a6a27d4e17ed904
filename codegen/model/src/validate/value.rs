//! Checks one value: its type, range, length and characters.

use std::fmt::Display;

use super::check::{Check, quote};
use super::violation::Flaw;
use crate::character_class;
use crate::model::{Enum, Format, Member, Range, Scalar, Type};

impl Check<'_> {
    pub(super) fn wrong_type(&mut self, place: &str, scalar: Scalar, found: &str) {
        let expected = match scalar {
            Scalar::String => "a string",
            Scalar::Integer => "an integer",
            Scalar::Float => "a number",
            Scalar::Boolean => "a boolean",
        };
        self.report(place, Flaw::Type, format!("must be {expected}, is {found}"));
    }

    /// Checks a value encoded as text: in an element, the path, the query or a header.
    pub fn text_value(&mut self, place: &str, text: &str, member: &Member) {
        match &member.ty {
            Type::Enum(name) => self.enumeration(place, name, text, member),
            Type::Scalar(Scalar::String, format) => self.text(place, text, *format, member),
            Type::Scalar(Scalar::Integer, format) => self.integer(place, text.trim(), *format, member),
            Type::Scalar(Scalar::Float, _) => self.float(place, text.trim(), member),
            Type::Scalar(Scalar::Boolean, _) => {
                let known = ["true", "false", "0", "1"].iter().any(|word| text.trim().eq_ignore_ascii_case(word));
                if !known {
                    self.wrong_type(place, Scalar::Boolean, &displayed(text, member));
                }
            }
            Type::Shape(_) | Type::Object => self.report(place, Flaw::Type, "must be a structure"),
        }
    }

    pub(super) fn text(&mut self, place: &str, text: &str, format: Format, member: &Member) {
        if let Some(expected) = format_violation(text, format) {
            return self.report(place, Flaw::Value, format!("must be {expected}"));
        }
        if format == Format::Rule {
            self.rule(place, text, member.location);
        }
        let (count, unit) = match format {
            // A file of a form arrives here in base64 too.
            Format::Base64 | Format::Binary => (decoded_length(text), "bytes"),
            _ => (text.chars().count(), "characters"),
        };
        self.length(place, count, unit, member);
        let max = member.max_bytes.filter(|max| text.len() as i128 > i128::from(*max));
        if let Some(max) = max {
            self.report(place, Flaw::Value, format!("must have at most {max} bytes, has {}", text.len()));
        }
        if let Some(class) =
            member.chars.as_ref().filter(|class| !member.list && !character_class::matches(class, text))
        {
            self.report(place, Flaw::Value, format!("must consist of the characters {class}"));
        }
    }

    /// Checks the length of a value that is not a list.
    pub(super) fn length(&mut self, place: &str, count: usize, unit: &str, member: &Member) {
        let length = member.length.filter(|_| !member.list);
        if let Some(allowed) = length.and_then(|length| range_violation(count as i128, length)) {
            self.report(place, Flaw::Value, format!("must have {allowed} {unit}, has {count}"));
        }
    }

    pub(super) fn integer(&mut self, place: &str, text: &str, format: Format, member: &Member) {
        let Ok(number) = text.parse::<i128>() else {
            return self.wrong_type(place, Scalar::Integer, &displayed(text, member));
        };
        let fits =
            if format == Format::Uint64 { u64::try_from(number).is_ok() } else { number <= i128::from(u64::MAX) };
        if format == Format::Flag && !(0..=1).contains(&number) {
            return self.report(place, Flaw::Value, format!("must be 0 or 1, is {}", displayed(text, member)));
        }
        if !fits || number < i128::from(i64::MIN) {
            return self.report(
                place,
                Flaw::Value,
                format!("must be a 64-bit integer, is {}", displayed(text, member)),
            );
        }
        if let Some(allowed) = member.range.filter(|_| !member.list).and_then(|range| range_violation(number, range)) {
            self.report(place, Flaw::Value, format!("must be {allowed}, is {}", displayed(text, member)));
        }
    }

    pub(super) fn float(&mut self, place: &str, text: &str, member: &Member) {
        let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return self.wrong_type(place, Scalar::Float, &displayed(text, member));
        };
        let Some(range) = member.range.filter(|_| !member.list) else { return };
        let below = range.min.is_some_and(|min| number < min as f64);
        if below || range.max.is_some_and(|max| number > max as f64) {
            self.report(place, Flaw::Value, format!("must be {}, is {}", allowed(range), displayed(text, member)));
        }
    }

    /// Checks a value of an enumeration. An unknown value is a note: the cloud may have added it.
    pub(super) fn enumeration(&mut self, place: &str, name: &str, text: &str, member: &Member) {
        // An enumeration that could not be read has its own finding.
        let is_read = |found: &&Enum| {
            !found.values.is_empty()
                && (!found.integer || found.values.iter().all(|value| value.value.parse::<i64>().is_ok()))
        };
        let Some(found) = self.service.enums.get(name).filter(is_read) else { return };
        if found.integer && text.trim().parse::<i64>().is_err() {
            return self.wrong_type(place, Scalar::Integer, &displayed(text, member));
        }
        if !found.values.iter().any(|value| value.value == text.trim()) {
            let rule = format!("has the unknown value {:?} of {name}", displayed(text, member));
            self.note(place, rule);
        }
    }

    /// Checks the number of items of a list.
    pub(super) fn count(&mut self, place: &str, items: usize, member: &Member) {
        if let Some(allowed) = member.length.and_then(|length| range_violation(items as i128, length)) {
            self.report(place, Flaw::Value, format!("must have {allowed} items, has {items}"));
        }
    }
}

/// Returns the value for a message, unless the member is sensitive.
fn displayed(text: &str, member: &Member) -> String {
    if member.sensitive { "another value".to_owned() } else { quote(text) }
}

fn range_violation(number: i128, range: Range) -> Option<String> {
    let below = range.min.is_some_and(|min| number < i128::from(min));
    (below || range.max.is_some_and(|max| number > i128::from(max))).then(|| allowed(range))
}

fn allowed(range: Range) -> String {
    let text = |end: &dyn Display| end.to_string();
    match (range.min, range.max) {
        (Some(min), Some(max)) if min == max => text(&min),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => String::new(),
    }
}

/// What services write for the time of something that has not happened.
const NO_DATE: &str = "-";

/// Returns what a text of this format must be, where it is not.
fn format_violation(text: &str, format: Format) -> Option<&'static str> {
    match format {
        Format::Base64 if !is_base64(text.as_bytes()) => Some("bytes in base64"),
        Format::Base64Url if !is_base64url(text) => Some("bytes in the base64 of URLs"),
        Format::Date | Format::DateTime | Format::DateTimeIso if text != NO_DATE && !starts_with_date(text) => {
            Some("a date: 2024-03-01")
        }
        Format::Json if serde_json::from_str::<serde_json::Value>(text).is_err() => Some("JSON"),
        _ => None,
    }
}

/// Returns the number of bytes that base64 encodes.
fn decoded_length(text: &str) -> usize {
    text.trim_end_matches('=').len() * 3 / 4
}

/// Whether a text is base64 with the standard alphabet and padding, without decoding it.
fn is_base64(text: &[u8]) -> bool {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    padding <= 2 && text.len().is_multiple_of(4) && text[..text.len() - padding].iter().all(known)
}

/// Whether a text is base64 with the alphabet of URLs, with or without padding.
fn is_base64url(text: &str) -> bool {
    let text = text.trim_end_matches('=');
    text.len() % 4 != 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn starts_with_date(text: &str) -> bool {
    let date = text.as_bytes().get(..10).unwrap_or_default();
    let fits =
        |(index, byte): (usize, &u8)| if index == 4 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    date.len() == 10 && date.iter().enumerate().all(fits)
}
