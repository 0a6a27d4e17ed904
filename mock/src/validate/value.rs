//! One value: its type, range, length and characters.

use std::fmt::Display;

use codegen_model::{Format, Member, Range, Scalar, Type};

use super::{Check, Flaw, shown};
use crate::class;

impl Check<'_> {
    pub(super) fn wrong_type(&mut self, place: &str, scalar: Scalar, found: &str) {
        let wanted = match scalar {
            Scalar::String => "a text",
            Scalar::Integer => "a whole number",
            Scalar::Float => "a number",
            Scalar::Boolean => "true or false",
        };
        self.report(place, Flaw::Type, format!("must be {wanted}, is {found}"));
    }

    /// A value that travels as text: in an element, in the path, in the query, in a header.
    pub(super) fn written(&mut self, place: &str, text: &str, member: &Member) {
        match &member.ty {
            Type::Enum(name) => self.enumeration(place, name, text, member),
            Type::Scalar(Scalar::String, format) => self.text(place, text, *format, member),
            Type::Scalar(Scalar::Integer, format) => self.integer(place, text.trim(), *format, member),
            Type::Scalar(Scalar::Float, _) => self.float(place, text.trim(), member),
            Type::Scalar(Scalar::Boolean, _) => {
                let known = ["true", "false", "0", "1"].iter().any(|word| text.trim().eq_ignore_ascii_case(word));
                if !known {
                    self.wrong_type(place, Scalar::Boolean, &plain(text, member));
                }
            }
            Type::Shape(_) | Type::Object => self.report(place, Flaw::Type, "must be a structure"),
        }
    }

    pub(super) fn text(&mut self, place: &str, text: &str, format: Format, member: &Member) {
        if let Some(wanted) = misformed(text, format) {
            self.report(place, Flaw::Value, format!("must be {wanted}"));
        }
        // Blobs have their limits on the bytes, which nobody states in characters.
        if let Some(length) =
            member.length.filter(|_| !member.list && !matches!(format, Format::Base64 | Format::Binary))
        {
            let count = text.chars().count();
            if let Some(allowed) = outside(count as i128, length) {
                self.report(place, Flaw::Value, format!("must have {allowed} characters, has {count}"));
            }
        }
        if let Some(class) = member.chars.as_ref().filter(|class| !member.list && !class::holds(class, text)) {
            self.report(place, Flaw::Value, format!("may only consist of the characters {class}"));
        }
    }

    pub(super) fn integer(&mut self, place: &str, text: &str, format: Format, member: &Member) {
        let Ok(number) = text.parse::<i128>() else {
            return self.wrong_type(place, Scalar::Integer, &plain(text, member));
        };
        let fits =
            if format == Format::Uint64 { u64::try_from(number).is_ok() } else { number <= i128::from(u64::MAX) };
        if !fits || number < i128::from(i64::MIN) {
            return self.report(place, Flaw::Value, format!("is no number of 64 bits: {}", plain(text, member)));
        }
        if let Some(allowed) = member.range.filter(|_| !member.list).and_then(|range| outside(number, range)) {
            self.report(place, Flaw::Value, format!("must be {allowed}, is {}", plain(text, member)));
        }
    }

    pub(super) fn float(&mut self, place: &str, text: &str, member: &Member) {
        let Some(number) = text.parse::<f64>().ok().filter(|number| number.is_finite()) else {
            return self.wrong_type(place, Scalar::Float, &plain(text, member));
        };
        let Some(range) = member.range.filter(|_| !member.list) else { return };
        let below = range.min.is_some_and(|min| number < min as f64);
        if below || range.max.is_some_and(|max| number > max as f64) {
            self.report(place, Flaw::Value, format!("must be {}, is {}", allowed(range), plain(text, member)));
        }
    }

    /// Enumerations are open: the cloud may know a value that the schema does not.
    pub(super) fn enumeration(&mut self, place: &str, name: &str, text: &str, member: &Member) {
        let Some(found) = self.service.enums.get(name) else { return };
        if found.integer && text.trim().parse::<i64>().is_err() {
            return self.wrong_type(place, Scalar::Integer, &plain(text, member));
        }
        if !found.values.iter().any(|value| value.value == text.trim()) {
            self.note(format!("{place}: the schema has no value {:?} of {name}", plain(text, member)));
        }
    }

    /// How many items a list has.
    pub(super) fn count(&mut self, place: &str, items: usize, member: &Member) {
        if let Some(allowed) = member.length.and_then(|length| outside(items as i128, length)) {
            self.report(place, Flaw::Value, format!("must have {allowed} items, has {items}"));
        }
    }
}

/// What was sent, unless it is nobody's business.
fn plain(text: &str, member: &Member) -> String {
    if member.sensitive { "something else".to_owned() } else { shown(text) }
}

fn outside(number: i128, range: Range) -> Option<String> {
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

/// What a text of a format would have to be, where it is not that.
fn misformed(text: &str, format: Format) -> Option<&'static str> {
    match format {
        Format::Base64 if !is_base64(text.as_bytes()) => Some("bytes in base64"),
        Format::Date | Format::DateTime | Format::DateTimeIso if !begins_with_date(text) => Some("a date: 2024-03-01"),
        Format::Json if serde_json::from_str::<serde_json::Value>(text).is_err() => Some("JSON"),
        _ => None,
    }
}

/// Whether it is the standard alphabet, padded; without the bytes nobody asked for.
fn is_base64(text: &[u8]) -> bool {
    let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    padding <= 2 && text.len().is_multiple_of(4) && text[..text.len() - padding].iter().all(known)
}

fn begins_with_date(text: &str) -> bool {
    let date = text.as_bytes().get(..10).unwrap_or_default();
    let fits =
        |(index, byte): (usize, &u8)| if index == 4 || index == 7 { *byte == b'-' } else { byte.is_ascii_digit() };
    date.len() == 10 && date.iter().enumerate().all(fits)
}
