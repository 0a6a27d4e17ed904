//! Answers that come in more than one piece: a part of a list, or events.

use bytes::Bytes;
use codegen_model::{Advance, Operation, Paginate};
use http::HeaderValue;
use serde_json::{Map, Value};

use super::Answer;
use crate::body::Body;

/// How many items a page has that nobody asked for a number of.
const USUAL: usize = 20;

/// What the request asked for of an answer: a page of it, or all of it in events.
pub(crate) fn part(operation: &Operation, body: &Body, mut answer: Answer) -> Answer {
    if !operation.events && operation.paginate.is_none() {
        return answer;
    }
    let Ok(mut document) = serde_json::from_slice::<Value>(&answer.body) else { return answer };
    let (asked, Some(members)) = (body.json().unwrap_or(&Value::Null), success(&mut document)) else { return answer };
    if let Some(paginate) = &operation.paginate {
        cut(members, paginate, asked);
        answer.body = document.to_string().into();
    } else if operation.event_switch().is_none_or(|switch| asked.get(&switch.name) == Some(&Value::Bool(true))) {
        answer.body = events(std::mem::take(members));
        answer.content_type = Some(HeaderValue::from_static("text/event-stream"));
    }
    answer
}

/// The members of an answer that is no error.
fn success(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let members = document.get_mut("Response")?.as_object_mut()?;
    (!members.contains_key("Error")).then_some(members)
}

/// The members without an envelope: an event for each item of the first list, one where there is none. The request id is
/// in the head.
fn events(mut members: Map<String, Value>) -> Bytes {
    members.remove("RequestId");
    let list = members.iter().find_map(|(name, value)| Some((name.clone(), value.as_array()?.clone())));
    let mut text = ": what comes is made up\n\n".to_owned();
    let mut push =
        |members: &Map<String, Value>| text.push_str(&format!("data: {}\n\n", Value::Object(members.clone())));
    match list {
        Some((name, items)) if !items.is_empty() => {
            for item in items {
                members.insert(name.clone(), vec![item].into());
                push(&members);
            }
        }
        _ => push(&members),
    }
    text.into()
}

/// Leaves of the list what the request asked for, and says what the cloud says of the rest.
fn cut(members: &mut Map<String, Value>, paginate: &Paginate, asked: &Value) {
    let Some(Value::Array(items)) = at(members, &paginate.items) else { return };
    let (count, page) = (items.len(), Page::of(&paginate.advance, asked, items.len()));
    let end = page.start.saturating_add(page.size).min(count);
    *items = items.drain(..end).skip(page.start).collect();
    let mut say = |path: Option<&String>, value: Value| {
        if let Some(slot) = path.and_then(|path| at(members, path)) {
            // A number that is a text in the schema stays one.
            *slot = if slot.is_string() && !value.is_string() { value.to_string().into() } else { value };
        }
    };
    say(paginate.total.as_ref(), count.into());
    say(paginate.more.as_ref(), (end < count).into());
    if let Advance::Token { next, .. } = &paginate.advance {
        say(Some(next), if end < count { format!("token-{end}").into() } else { "".into() });
    }
}

/// The value at a path; where only its last member is missing, it is made.
fn at<'m>(members: &'m mut Map<String, Value>, path: &str) -> Option<&'m mut Value> {
    match path.split_once('.') {
        None => Some(members.entry(path).or_insert(Value::Null)),
        Some((first, rest)) => at(members.get_mut(first)?.as_object_mut()?, rest),
    }
}

/// Which part of a list was asked for.
struct Page {
    start: usize,
    size: usize,
}

impl Page {
    fn of(advance: &Advance, asked: &Value, count: usize) -> Self {
        let number = |name: &str| match asked.get(name)? {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64().and_then(|number| usize::try_from(number).ok()),
        };
        match advance {
            Advance::Offset { offset, limit } => {
                Self { start: number(offset).unwrap_or(0), size: number(limit).unwrap_or(USUAL) }
            }
            Advance::Page { page, size, first } => {
                let (first, size) = (usize::try_from(*first).unwrap_or(0), number(size).unwrap_or(USUAL));
                let before = number(page).unwrap_or(first).saturating_sub(first);
                Self { start: before.saturating_mul(size), size }
            }
            // Nobody says how many a page has; half of them show that there is another.
            Advance::Token { token, .. } => {
                let said = asked.get(token).and_then(Value::as_str).and_then(|token| token.strip_prefix("token-"));
                Self { start: said.and_then(|said| said.parse().ok()).unwrap_or(0), size: count.div_ceil(2).max(1) }
            }
        }
    }
}
