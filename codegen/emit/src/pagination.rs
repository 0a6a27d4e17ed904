//! Pagination: the methods that read all pages of a list, and the members that count pages.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Advance, Format, Member, Operation, Paginate, Service, Type};

use crate::code::code;
use crate::member::MemberType;
use crate::scope::Scope;
use crate::target::target;

/// Prints the methods that read all pages.
pub fn pages(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    if operation.paginate.is_none() {
        return;
    }
    let (target, ty) = target(operation, scope);
    let (pages, items) = (scope.runtime(RuntimeItem::PageStream), scope.runtime(RuntimeItem::ItemStream));
    code!(
        out,
        "
    /// Returns the response to this request and those for the following pages.
    ///
    /// Each request is sent when its page is read.
    #[inline]
    pub fn pages(self, {target}: &{ty}) -> {pages}<Self> {{
        {pages}::new({target}, self)
    }}

    /// Returns the listed items of this and the following pages.
    ///
    /// Each request is sent when its items are read.
    #[inline]
    pub fn items(self, {target}: &{ty}) -> {items}<Self> {{
        self.pages({target}).items()
    }}
"
    );
}

/// Prints which members count the pages, and where the list is.
pub fn paginated(operation: &Operation, scope: &Scope<'_>, out: &mut String) {
    let (Some(paginate), Some(output)) = (&operation.paginate, operation.output()) else { return };
    let path = members(&paginate.items, operation, scope.service()).unwrap_or_default();
    let Some((last, before)) = path.split_last() else { return };
    let parents: String = before.iter().map(|member| format!(".{}.unwrap_or_default()", member.rust_name)).collect();
    let deprecated = path.iter().any(|member| member.deprecated.is_some());
    let allow = if deprecated { "    #[allow(deprecated)]\n" } else { "" };
    let (name, field) = (&operation.rust_name, &last.rust_name);
    let (item, list) = (MemberType::of(last, scope).item, scope.runtime(RuntimeItem::List));
    let (paginated, paginator) = (scope.runtime(RuntimeItem::Paginated), scope.runtime(RuntimeItem::Paginator));
    let decoded = if is_encoded(operation, scope.service()) { ".decoded()" } else { "" };
    let (rules, output) = (constructor(paginate) + decoded, scope.of_service(&output.rust_name, operation.unit));
    code!(
        out,
        "
impl {paginated} for {name} {{
    type Item = {item};
    const PAGINATOR: {paginator} = {paginator}::{rules};

{allow}    #[inline]
    fn items(output: {output}) -> {list}<{item}> {{
        output{parents}.{field}
    }}
}}
"
    );
}

/// The call that makes the paginator.
fn constructor(paginate: &Paginate) -> String {
    let items = &paginate.items;
    let mut out = match &paginate.advance {
        Advance::Offset { offset, .. } => format!("offset({offset:?}, {items:?})"),
        Advance::Page { page, size, first } => format!("page({page:?}, {size:?}, {first}, {items:?})"),
        Advance::Token { token, next } => format!("token({token:?}, {next:?}, {items:?})"),
    };
    if let Some(total) = &paginate.total {
        code!(out, ".total({total:?})");
    }
    if let Some(more) = &paginate.more {
        code!(out, ".more({more:?})");
    }
    out
}

/// Whether the token of the next page is percent-encoded in the output. It is not in the input.
fn is_encoded(operation: &Operation, service: &Service) -> bool {
    let Some(Advance::Token { next, .. }) = operation.paginate.as_ref().map(|paginate| &paginate.advance) else {
        return false;
    };
    let path = members(next, operation, service).unwrap_or_default();
    path.last().is_some_and(|member| matches!(member.ty, Type::Scalar(_, Format::Url)))
}

/// The members on a path into the output.
fn members<'s>(path: &str, operation: &'s Operation, service: &'s Service) -> Option<Vec<&'s Member>> {
    let (mut shape, mut members) = (operation.output(), Vec::new());
    for name in path.split('.') {
        let member = shape?.member(name)?;
        shape = if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None };
        members.push(member);
    }
    Some(members)
}
