//! Lists that come page by page, from the names and types of members: there is a way to count, one list, and what says
//! when it ends.

use super::reads;
use codegen_model::source::Span;
use codegen_model::{Advance, Member, Operation, Paginate, Scalar, Service, Shape, Type};

const PAGES: &[&str] = &["PageNumber", "PageNum", "PageNo", "PageIndex", "Page", "CurrentPage"];
const SIZES: &[&str] = &["PageSize", "Limit", "PageLimit"];
const TOKENS: &[&str] =
    &["NextToken", "PageToken", "PaginationToken", "NextPageToken", "Marker", "Cursor", "NextCursor"];
const TOTALS: &[&str] = &["TotalCount", "Total", "TotalNum", "TotalNumber", "TotalElements"];
const MORES: &[&str] = &["HasMore", "IsTruncated", "HasNext", "HasNextPage"];
/// What an offset is not called by: it counts pages then.
const NUMBERED: &[&str] = &["页码", "第几页", "页数", "从1开始"];

/// How the rest of what an operation lists is asked for, and why that is believed.
pub(super) fn pages(operation: &Operation, service: &Service) -> Option<(Paginate, String)> {
    if operation.paginate.is_some() || !reads(operation) {
        return None;
    }
    let (input, output) = (&operation.input, operation.output()?);
    let (path, holder) = holder(output, service)?;
    let at = |member: &Member| format!("{path}{}", member.name);
    let items = at(only_list(holder)?);
    let total = named(holder, TOTALS, is_whole).map(at);
    let total = total.or_else(|| named(output, TOTALS, is_whole).map(|member| member.name.clone()));
    let more = named(holder, MORES, is_flag).map(at);
    let advance = offset(input).filter(|_| total.is_some());
    let advance = advance.or_else(|| page(input).filter(|_| total.is_some() || more.is_some()));
    let advance = advance.or_else(|| token(input, holder, &path))?;
    let found = Paginate { advance, items, total, more, span: Span::default() };
    let named: Vec<_> = found.asked().chain(found.answered()).chain([found.items.as_str()]).collect();
    let why = format!("The names and types of the members: {}.", named.join(", "));
    Some((found, why))
}

fn offset(input: &Shape) -> Option<Advance> {
    let is_offset = |member: &&Member| !NUMBERED.iter().any(|word| member.doc.contains(word));
    let offset = named(input, &["Offset"], is_whole).filter(is_offset)?;
    let limit = named(input, &["Limit"], is_whole)?;
    Some(Advance::Offset { offset: offset.name.clone(), limit: limit.name.clone() })
}

fn page(input: &Shape) -> Option<Advance> {
    let (page, size) = (named(input, PAGES, is_whole)?, named(input, SIZES, is_whole)?);
    let from_zero = ["从0开始", "从 0 开始", "0开始"].iter().any(|word| page.doc.contains(word));
    Some(Advance::Page { page: page.name.clone(), size: size.name.clone(), first: i64::from(!from_zero) })
}

/// What was given is what is taken: by the same name, or by the same with `Next` before it.
fn token(input: &Shape, holder: &Shape, path: &str) -> Option<Advance> {
    let token = &named(input, TOKENS, is_text)?.name;
    let names = [token.clone(), format!("Next{token}")];
    let next = names.iter().find_map(|name| holder.member(name)).filter(|member| is_text(member))?;
    Some(Advance::Token { token: token.clone(), next: format!("{path}{}", next.name) })
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

#[cfg(test)]
mod tests {
    use super::pages;
    use crate::propose::sample;
    use codegen_model::{Format, Member, Operation, Response, Scalar, Shape, Type};

    /// What is proposed for an operation whose members are named with their types: `Limit:int`, `Things:[Thing]`.
    fn shown(name: &str, takes: &str, answers: &str) -> String {
        let mut service = sample::service();
        let shape =
            |members: &str| Shape { members: members.split_whitespace().map(member).collect(), ..Shape::default() };
        service.shapes.insert("Data".to_owned(), shape("Things:[] Total:int"));
        let response = Response::Shape { shape: shape(answers), root: String::new(), json: true };
        let operation = Operation { input: shape(takes), ..sample::operation(name, response) };
        pages(&operation, &service).map_or("-".to_owned(), |(found, _)| {
            let named: Vec<_> = found.asked().chain(found.answered()).chain([found.items.as_str()]).collect();
            named.join(" ")
        })
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
    fn lists_in_pages_are_found_by_names_and_types() {
        for (name, takes, answers, expected) in [
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
            assert_eq!(shown(name, takes, answers), expected, "{name} {takes} -> {answers}");
        }
    }
}
