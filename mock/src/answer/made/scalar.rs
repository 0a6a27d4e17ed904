//! One value: of its type, in its range, of its length.

use codegen_model::{Format, Member, Range, Scalar, Service, Type};
use serde_json::{Value, json};

use crate::class;
use crate::seed::{between, mix};

/// A text is never made longer than this, whatever the schema demands.
const LONGEST: usize = 1 << 16;

/// How long a text is that may be of any length but not of any characters.
const USUAL: usize = 12;

/// Makes a value that is no structure, or one item of a list of them.
pub(super) fn make(service: &Service, member: &Member, number: u64) -> Value {
    match &member.ty {
        Type::Enum(name) => one_of(service, name, number),
        Type::Scalar(Scalar::String, format) => text(member, *format, number).into(),
        Type::Scalar(Scalar::Integer, _) => whole(member.range, number).into(),
        Type::Scalar(Scalar::Float, _) => fraction(member.range, number),
        Type::Scalar(Scalar::Boolean, _) => (number % 2 == 1).into(),
        Type::Shape(_) | Type::Object => Value::Null,
    }
}

fn one_of(service: &Service, name: &str, number: u64) -> Value {
    let Some(found) = service.enums.get(name) else { return json!("") };
    let index = usize::try_from(number % found.values.len().max(1) as u64).unwrap_or(0);
    let value = found.values.get(index).map_or("", |value| value.value.as_str());
    if found.integer { value.parse::<i64>().unwrap_or(0).into() } else { value.into() }
}

fn whole(range: Option<Range>, number: u64) -> i64 {
    let (min, max) = range.map_or((None, None), |range| (range.min, range.max));
    // Where one end is open, the value stays near the other.
    let min = min.unwrap_or_else(|| max.map_or(0, |max| max.min(0)));
    between(number, min, max.unwrap_or_else(|| min.saturating_add(100)))
}

fn fraction(range: Option<Range>, number: u64) -> Value {
    let whole = whole(range, number);
    let room = range.and_then(|range| range.max).is_none_or(|max| whole < max);
    let quarters = if room { 0.25 * (number % 4) as f64 } else { 0.0 };
    json!(whole as f64 + quarters)
}

fn text(member: &Member, format: Format, number: u64) -> String {
    match format {
        Format::Base64 => "bW9jaw==".to_owned(),
        Format::DateTime | Format::DateTimeIso => format!("2024-03-{:02}T09:15:00+08:00", between(number, 1, 28)),
        Format::Date => format!("2024-03-{:02}", between(number, 1, 28)),
        Format::Json => "{}".to_owned(),
        Format::Rule => "imageMogr2/thumbnail/!50p".to_owned(),
        _ => plain(member, number),
    }
}

fn plain(member: &Member, number: u64) -> String {
    let length = member.length.filter(|_| !member.list);
    let bound = |end: Option<i64>| end.map(|end| usize::try_from(end).unwrap_or(0));
    let (min, max) = length.map_or((None, None), |length| (bound(length.min), bound(length.max)));
    let (min, max) = (min.unwrap_or(0).min(LONGEST), max.unwrap_or(LONGEST).min(LONGEST));
    if let Some(class) = member.chars.as_ref().filter(|_| !member.list) {
        let count = USUAL.clamp(min.min(max), max);
        return (0..count).map(|index| class::pick(class, mix(number, &index.to_string()))).collect();
    }
    let name = if member.name == "#text" { "text" } else { &member.name };
    let usual = format!("{name}-{:04x}", number & 0xffff);
    usual.chars().chain(std::iter::repeat('x')).take(usual.chars().count().clamp(min.min(max), max)).collect()
}
