//! Selects one page of a list in a response.

use codegen_model::{Advance, Paginate};
use serde_json::Value;

use crate::tree::Tree;
use crate::tree::path::member_mut;

/// The page size where the request states none.
const DEFAULT_SIZE: usize = 20;

/// Returns the text of a scalar member of the request.
pub(super) type Parameter<'r> = &'r dyn Fn(&str) -> Option<String>;

/// Reduces the list to the page that the request asks for, and sets the members that describe the rest of it.
pub(super) fn select_page(response: &mut Tree, paginate: &Paginate, parameter: Parameter<'_>) {
    let Some(Tree::List(items, _)) = member_at(response, &paginate.items) else { return };
    let (count, page) = (items.len(), Page::of(&paginate.advance, parameter, items.len()));
    let end = page.start.saturating_add(page.size).min(count);
    *items = items.drain(..end).skip(page.start).collect();
    let mut set = |path: Option<&String>, value: Value| {
        if let Some(member) = path.and_then(|path| member_at(response, path)) {
            // A number that the schema types as a string stays a string.
            let is_text = matches!(member, Tree::Scalar(Value::String(_))) && !value.is_string();
            *member = Tree::Scalar(if is_text { value.to_string().into() } else { value });
        }
    };
    set(paginate.total.as_ref(), count.into());
    set(paginate.more.as_ref(), (end < count).into());
    if let Advance::Token { next, .. } = &paginate.advance {
        set(Some(next), if end < count { format!("token-{end}").into() } else { "".into() });
    }
}

/// Returns the value at a path. A missing last member is inserted.
fn member_at<'t>(tree: &'t mut Tree, path: &str) -> Option<&'t mut Tree> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    if let (Tree::Shape(members), None) = (&mut *tree, rest)
        && !members.iter().any(|(name, _)| name == first)
    {
        members.push((first.to_owned(), Tree::Scalar(Value::Null)));
    }
    let member = member_mut(tree, first)?;
    match rest {
        None => Some(member),
        Some(rest) => member_at(member, rest),
    }
}

/// The range of a list that a request asks for.
struct Page {
    start: usize,
    size: usize,
}

impl Page {
    fn of(advance: &Advance, parameter: Parameter<'_>, count: usize) -> Self {
        let number = |name: &str| parameter(name)?.parse().ok();
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
                let token = parameter(token);
                let start = token.as_deref().and_then(|token| token.strip_prefix("token-"));
                Self { start: start.and_then(|start| start.parse().ok()).unwrap_or(0), size: count.div_ceil(2).max(1) }
            }
        }
    }
}
