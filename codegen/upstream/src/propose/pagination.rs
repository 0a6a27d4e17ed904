//! Recognizes paginated operations by the names and types of members: a position, one list, and a total or a flag that
//! ends it.

use codegen_model::source::{Places, Span};
use codegen_model::{Advance, Member, Operation, Paginate, Scalar, Service, Shape, Type};

use super::read_only::is_read_only;

/// Names of members with a role in pagination.
const PAGES: &[&str] = &["PageNumber", "PageNum", "PageNo", "PageIndex", "Page", "CurrentPage"];
const SIZES: &[&str] = &["PageSize", "Limit", "PageLimit"];
const TOKENS: &[&str] =
    &["NextToken", "PageToken", "PaginationToken", "NextPageToken", "Marker", "Cursor", "NextCursor"];
const TOTALS: &[&str] = &["TotalCount", "Total", "TotalNum", "TotalNumber", "TotalElements"];
const MORE_FLAGS: &[&str] = &["HasMore", "IsTruncated", "HasNext", "HasNextPage"];
/// Words in the text of an `Offset` that counts pages.
const PAGE_WORDS: &[&str] = &["页码", "第几页", "页数", "从1开始"];

/// Returns the pagination of an operation, with the reason.
pub(super) fn pagination(operation: &Operation, service: &Service) -> Option<(Paginate, String)> {
    if operation.paginate.is_some() || !is_read_only(operation) {
        return None;
    }
    let (input, output) = (&operation.input, operation.output()?);
    let (path, container) = container(output, service)?;
    let path_of = |member: &Member| format!("{path}{}", member.name);
    let items = path_of(only_list(container)?);
    let total = only_member(container, TOTALS, is_integer).map(path_of);
    let total = total.or_else(|| only_member(output, TOTALS, is_integer).map(|member| member.name.clone()));
    let more = only_member(container, MORE_FLAGS, is_flag).map(path_of);
    let advance = offset(input).filter(|_| total.is_some());
    let advance = advance.or_else(|| page(input).filter(|_| total.is_some() || more.is_some()));
    let advance = advance.or_else(|| token(input, container, &path))?;
    let found = Paginate { advance, items, total, more, places: Places::default(), span: Span::default() };
    let why = format!("The names and types of the members: {}.", paths(&found).join(", "));
    Some((found, why))
}

/// Returns the paths of the members that a pagination names.
fn paths(found: &Paginate) -> Vec<&str> {
    let named = found.request_members().chain(found.response_paths());
    named.map(|(_, path)| path).chain([found.items.as_str()]).collect()
}

fn offset(input: &Shape) -> Option<Advance> {
    let is_offset = |member: &&Member| !PAGE_WORDS.iter().any(|word| member.doc.contains(word));
    let offset = only_member(input, &["Offset"], is_integer).filter(is_offset)?;
    let limit = only_member(input, &["Limit"], is_integer)?;
    Some(Advance::Offset { offset: offset.name.clone(), limit: limit.name.clone() })
}

fn page(input: &Shape) -> Option<Advance> {
    let (page, size) = (only_member(input, PAGES, is_integer)?, only_member(input, SIZES, is_integer)?);
    let from_zero = ["从0开始", "从 0 开始", "0开始"].iter().any(|word| page.doc.contains(word));
    Some(Advance::Page { page: page.name.clone(), size: size.name.clone(), first: i64::from(!from_zero) })
}

/// The output repeats the token under the input's name, or under that name with the prefix `Next`.
fn token(input: &Shape, container: &Shape, path: &str) -> Option<Advance> {
    let token = &only_member(input, TOKENS, is_text)?.name;
    let names = [token.clone(), format!("Next{token}")];
    let next = names.iter().find_map(|name| container.member(name)).filter(|member| is_text(member))?;
    Some(Advance::Token { token: token.clone(), next: format!("{path}{}", next.name) })
}

/// Returns the structure that contains the list, and the path to it: the output, or its only structure.
fn container<'s>(output: &'s Shape, service: &'s Service) -> Option<(String, &'s Shape)> {
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

/// Returns the member with one of these names, if there is exactly one.
fn only_member<'s>(shape: &'s Shape, names: &[&str], is: fn(&Member) -> bool) -> Option<&'s Member> {
    let mut found = names.iter().filter_map(|name| shape.member(name));
    found.next().filter(|_| found.next().is_none()).filter(|member| is(member) && member.deprecated.is_none())
}

fn is_integer(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::Integer, _))
}

fn is_flag(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::Boolean, _))
}

fn is_text(member: &Member) -> bool {
    !member.list && matches!(member.ty, Type::Scalar(Scalar::String, _))
}

#[cfg(test)]
mod tests {
    use codegen_model::{Format, Member, Operation, Response, Scalar, Shape, Type};

    use super::{pagination, paths};
    use crate::propose::test_service;

    /// Returns the proposal for an operation whose members are given with types: `Limit:int`, `Things:[]`.
    fn proposed(name: &str, input: &str, output: &str) -> String {
        let mut service = test_service::service();
        let shape =
            |members: &str| Shape { members: members.split_whitespace().map(member).collect(), ..Shape::default() };
        service.shapes.insert("Data".to_owned(), shape("Things:[] Total:int"));
        let response = Response::Shape { shape: shape(output), root: String::new(), json: true };
        let operation = Operation { input: shape(input), ..test_service::operation(name, response) };
        pagination(&operation, &service).map_or("-".to_owned(), |(found, _)| paths(&found).join(" "))
    }

    fn member(text: &str) -> Member {
        let (name, kind) = text.split_once(':').unwrap_or((text, "text"));
        let ty = match kind {
            "int" => Type::Scalar(Scalar::Integer, Format::Int64),
            "bool" => Type::Scalar(Scalar::Boolean, Format::Plain),
            "data" => Type::Shape("Data".to_owned()),
            _ => Type::default(),
        };
        Member { name: name.to_owned(), ty, list: kind == "[]", ..Member::default() }
    }

    #[test]
    fn recognizes_paginated_operations() {
        for (name, input, output, expected) in [
            ("DescribeThings", "Offset:int Limit:int", "TotalCount:int Things:[]", "Offset Limit TotalCount Things"),
            ("ListThings", "PageNumber:int PageSize:int", "Data:data", "PageNumber PageSize Data.Total Data.Things"),
            ("ListThings", "Marker Limit:int", "Marker IsTruncated:bool Things:[]", "Marker Marker IsTruncated Things"),
            ("ListThings", "Token", "NextToken Things:[]", "-"),
            ("ListThings", "PageToken", "NextPageToken Things:[]", "PageToken NextPageToken Things"),
            ("CreateThings", "Offset:int Limit:int", "TotalCount:int Things:[]", "-"),
            ("DescribeThings", "Offset Limit", "TotalCount:int Things:[]", "-"),
            ("DescribeThings", "Offset:int Limit:int", "Things:[]", "-"),
            ("DescribeThings", "Offset:int Limit:int", "TotalCount:int Things:[] Others:[]", "-"),
            ("DescribeThings", "Offset:int Limit:int", "TotalCount:int", "-"),
        ] {
            assert_eq!(proposed(name, input, output), expected, "{name} {input} -> {output}");
        }
    }
}
