//! Selects one page of a list in a response.

use codegen_model::{Advance, Paginate};
use serde_json::{Map, Value};

/// The page size where the request states none.
const DEFAULT_SIZE: usize = 20;

/// Reduces the list to the page that the request asks for, and sets the members that describe the rest of it.
pub(super) fn select_page(members: &mut Map<String, Value>, paginate: &Paginate, request: &Value) {
    let Some(Value::Array(items)) = member_at(members, &paginate.items) else { return };
    let (count, page) = (items.len(), Page::of(&paginate.advance, request, items.len()));
    let end = page.start.saturating_add(page.size).min(count);
    *items = items.drain(..end).skip(page.start).collect();
    let mut set = |path: Option<&String>, value: Value| {
        if let Some(member) = path.and_then(|path| member_at(members, path)) {
            // A number that the schema types as a string stays a string.
            *member = if member.is_string() && !value.is_string() { value.to_string().into() } else { value };
        }
    };
    set(paginate.total.as_ref(), count.into());
    set(paginate.more.as_ref(), (end < count).into());
    if let Advance::Token { next, .. } = &paginate.advance {
        set(Some(next), if end < count { format!("token-{end}").into() } else { "".into() });
    }
}

/// Returns the value at a path. A missing last member is inserted.
fn member_at<'m>(members: &'m mut Map<String, Value>, path: &str) -> Option<&'m mut Value> {
    match path.split_once('.') {
        None => Some(members.entry(path).or_insert(Value::Null)),
        Some((first, rest)) => member_at(members.get_mut(first)?.as_object_mut()?, rest),
    }
}

/// The range of a list that a request asks for.
struct Page {
    start: usize,
    size: usize,
}

impl Page {
    fn of(advance: &Advance, request: &Value, count: usize) -> Self {
        let number = |name: &str| match request.get(name)? {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64().and_then(|number| usize::try_from(number).ok()),
        };
        match advance {
            Advance::Offset { offset, limit } => {
                Self { start: number(offset).unwrap_or(0), size: number(limit).unwrap_or(DEFAULT_SIZE) }
            }
            Advance::Page { page, size, first } => {
                let (first, size) = (usize::try_from(*first).unwrap_or(0), number(size).unwrap_or(DEFAULT_SIZE));
                let before = number(page).unwrap_or(first).saturating_sub(first);
                Self { start: before.saturating_mul(size), size }
            }
            // The request states no size. With half of the items there is a second page.
            Advance::Token { token, .. } => {
                let start = request.get(token).and_then(Value::as_str).and_then(|token| token.strip_prefix("token-"));
                Self { start: start.and_then(|start| start.parse().ok()).unwrap_or(0), size: count.div_ceil(2).max(1) }
            }
        }
    }
}
