//! Lists that come page by page, from the names and types of members: there is a way to count, one list, and what says
//! when it ends.

use serde::Serialize;

use super::reads;
use crate::model::{Member, Operation, Scalar, Service, Shape, Type};

/// What `paginate` says.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Pages {
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
    items: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<String>,
}

const PAGES: &[&str] = &["PageNumber", "PageNum", "PageNo", "PageIndex", "Page", "CurrentPage"];
const SIZES: &[&str] = &["PageSize", "Limit", "PageLimit"];
const TOKENS: &[&str] =
    &["NextToken", "PageToken", "PaginationToken", "NextPageToken", "Marker", "Cursor", "NextCursor"];
const TOTALS: &[&str] = &["TotalCount", "Total", "TotalNum", "TotalNumber", "TotalElements"];
const MORES: &[&str] = &["HasMore", "IsTruncated", "HasNext", "HasNextPage"];
/// What an offset is not called by: it counts pages then.
const NUMBERED: &[&str] = &["页码", "第几页", "页数", "从1开始"];

/// How the rest of what an operation lists is asked for, and why that is believed.
pub(super) fn pages(operation: &Operation, service: &Service) -> Option<(Pages, String)> {
    if operation.paginate.is_some() || !reads(operation) {
        return None;
    }
    let output = operation.output()?;
    let (path, holder) = holder(output, service)?;
    let list = only_list(holder)?;
    let at = |name: &str| format!("{path}{name}");
    let total = named(holder, TOTALS, is_whole).map(|member| at(&member.name));
    let total = total.or_else(|| named(output, TOTALS, is_whole).map(|member| member.name.clone()));
    let more = named(holder, MORES, is_flag).map(|member| at(&member.name));
    let found = Pages { items: at(&list.name), total, more, ..Pages::default() };
    let found = offset(&operation.input, found).or_else(|found| page(&operation.input, found));
    let found = found.or_else(|found| token(&operation.input, holder, &path, found)).ok()?;
    let why = format!("The names and types of the members: {}.", found.mentioned().join(", "));
    Some((found, why))
}

impl Pages {
    fn mentioned(&self) -> Vec<&str> {
        let asked = [&self.offset, &self.limit, &self.page, &self.size, &self.token, &self.next];
        let answered = [&self.total, &self.more];
        asked.into_iter().chain(answered).flatten().map(String::as_str).chain([self.items.as_str()]).collect()
    }
}

fn offset(input: &Shape, found: Pages) -> Result<Pages, Pages> {
    let is_offset = |member: &&Member| !NUMBERED.iter().any(|word| member.doc.contains(word));
    let offset = named(input, &["Offset"], is_whole).filter(is_offset);
    match (offset, named(input, &["Limit"], is_whole), &found.total) {
        (Some(offset), Some(limit), Some(_)) => {
            Ok(Pages { offset: Some(offset.name.clone()), limit: Some(limit.name.clone()), ..found })
        }
        _ => Err(found),
    }
}

fn page(input: &Shape, found: Pages) -> Result<Pages, Pages> {
    let ends = found.total.is_some() || found.more.is_some();
    match (named(input, PAGES, is_whole), named(input, SIZES, is_whole)) {
        (Some(page), Some(size)) if ends => {
            let first = ["从0开始", "0开始", "从 0 开始"].iter().any(|word| page.doc.contains(word)).then_some(0);
            Ok(Pages { page: Some(page.name.clone()), size: Some(size.name.clone()), first, ..found })
        }
        _ => Err(found),
    }
}

/// What was given is what is taken: by the same name, or by the same with `Next` before it.
fn token(input: &Shape, holder: &Shape, path: &str, found: Pages) -> Result<Pages, Pages> {
    let Some(token) = named(input, TOKENS, is_text) else { return Err(found) };
    let names = [token.name.clone(), format!("Next{}", token.name)];
    let given = names.iter().find_map(|name| holder.member(name)).filter(|member| is_text(member));
    match given {
        Some(next) => {
            Ok(Pages { token: Some(token.name.clone()), next: Some(format!("{path}{}", next.name)), ..found })
        }
        None => Err(found),
    }
}

/// The structure that holds the list: the answer, or the one structure in it.
fn holder<'s>(output: &'s Shape, service: &'s Service) -> Option<(String, &'s Shape)> {
    if output.members.iter().any(|member| member.list) {
        return Some((String::new(), output));
    }
    let mut inner = output.members.iter().filter_map(|member| match &member.ty {
        Type::Shape(name) => Some((format!("{}.", member.name), service.shapes.get(name)?)),
        _ => None,
    });
    inner.next().filter(|_| inner.next().is_none())
}

fn only_list(shape: &Shape) -> Option<&Member> {
    let mut lists = shape.members.iter().filter(|member| member.list);
    lists.next().filter(|_| lists.next().is_none())
}

/// The only one of these names that is there.
fn named<'s>(shape: &'s Shape, names: &[&str], is: fn(&Member) -> bool) -> Option<&'s Member> {
    let mut found = names.iter().filter_map(|name| shape.member(name));
    found.next().filter(|_| found.next().is_none()).filter(|member| is(member) && member.deprecated.is_none())
}

fn is_whole(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::Integer, _))
}

fn is_flag(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::Boolean, _))
}

fn is_text(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::String, _))
}
