//! Generates scalars of a member's type, range, length and characters.

use codegen_model::character_class;
use codegen_model::{Format, Length, Member, Range, Scalar, Service, Type};
use serde_json::{Value, json};

use crate::seed::{between, mix};

/// The maximum length of a generated text, whatever the schema requires.
const MAX_LENGTH: usize = 1 << 16;

/// The length of a text that has a character class but no bounds.
const DEFAULT_LENGTH: usize = 12;

/// Generates a scalar, or one item of a list of scalars.
pub(super) fn generate(service: &Service, member: &Member, number: u64) -> Value {
    match &member.ty {
        Type::Enum(name) => enum_value(service, name, number),
        Type::Scalar(Scalar::String, format) => text(member, *format, number).into(),
        Type::Scalar(Scalar::Integer, Format::Flag) => (number % 2).into(),
        Type::Scalar(Scalar::Integer, Format::Uint64) => integer(member.range, number).max(0).into(),
        Type::Scalar(Scalar::Integer, _) => integer(member.range, number).into(),
        Type::Scalar(Scalar::Float, _) => float(member.range, number),
        Type::Scalar(Scalar::Boolean, _) => (number % 2 == 1).into(),
        Type::Shape(_) | Type::Object => Value::Null,
    }
}

/// Returns the text of a value that the schema allows for a member outside of a document.
pub(crate) fn text_of(service: &Service, member: &Member) -> String {
    match generate(service, member, 1) {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

fn enum_value(service: &Service, name: &str, number: u64) -> Value {
    let Some(found) = service.enums.get(name) else { return json!("") };
    let index = usize::try_from(number % found.values.len().max(1) as u64).unwrap_or(0);
    let value = found.values.get(index).map_or("", |value| value.value.as_str());
    if found.integer { value.parse::<i64>().unwrap_or(0).into() } else { value.into() }
}

fn integer(range: Option<Range>, number: u64) -> i64 {
    let (min, max) = range.map_or((None, None), |range| (range.min, range.max));
    // An open range ends near its bound.
    let min = min.unwrap_or_else(|| max.map_or(0, |max| max.min(0)));
    between(number, min, max.unwrap_or_else(|| min.saturating_add(100)))
}

fn float(range: Option<Range>, number: u64) -> Value {
    let whole = integer(range, number);
    let has_room = range.and_then(|range| range.max).is_none_or(|max| whole < max);
    let quarters = if has_room { 0.25 * (number % 4) as f64 } else { 0.0 };
    json!(whole as f64 + quarters)
}

fn text(member: &Member, format: Format, number: u64) -> String {
    match format {
        Format::Base64Url => "YWJj".to_owned(),
        Format::CommaList => "one,two".to_owned(),
        Format::SlashList => "one/two".to_owned(),
        Format::Base64 => base64(member.length.filter(|_| !member.list)),
        Format::DateTime | Format::DateTimeIso => format!("2024-03-{:02}T09:15:00+08:00", between(number, 1, 28)),
        Format::Date => format!("2024-03-{:02}", between(number, 1, 28)),
        Format::Json => "{}".to_owned(),
        Format::Rule => "imageMogr2/thumbnail/!50p".to_owned(),
        _ => plain_text(member, number),
    }
}

/// Base64 of at least as many bytes as the schema requires.
fn base64(length: Option<Length>) -> String {
    let min = length.and_then(|length| length.min).and_then(|min| usize::try_from(min).ok()).unwrap_or(0);
    match min {
        0..=4 => "bW9jaw==".to_owned(),
        min => "bW9j".repeat(min.min(MAX_LENGTH).div_ceil(3)),
    }
}

fn plain_text(member: &Member, number: u64) -> String {
    let length = member.length.filter(|_| !member.list);
    let bound = |end: Option<i64>| end.map(|end| usize::try_from(end).unwrap_or(0));
    let (min, max) = length.map_or((None, None), |length| (bound(length.min), bound(length.max)));
    let (min, max) = (min.unwrap_or(0).min(MAX_LENGTH), max.unwrap_or(MAX_LENGTH).min(MAX_LENGTH));
    if let Some(class) = member.chars.as_ref().filter(|_| !member.list) {
        let count = DEFAULT_LENGTH.clamp(min.min(max), max);
        return (0..count).map(|index| character_class::pick(class, mix(number, &index.to_string()))).collect();
    }
    let name = if member.name == "#text" { "text" } else { &member.name };
    let default = format!("{name}-{:04x}", number & 0xffff);
    default.chars().chain(std::iter::repeat('x')).take(default.chars().count().clamp(min.min(max), max)).collect()
}
