//! Checks waiters: the query operation exists, and every path leads to a scalar.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Service, Shape, Type, Waiter};

/// The help for an operation that is sent repeatedly without being marked as repeatable.
pub(super) const REPEATABLE_HELP: &str =
    "if it changes nothing, set `access=\"read\"` in XML or `\"idempotent\": true` in an overlay";

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(waiter) = &operation.waiter else { return };
    let Some(query) = service.operation(&waiter.query) else {
        let names = service.operations.iter().map(|operation| operation.name.as_str());
        let message = format!("unknown operation `{}`", waiter.query);
        diagnostics.error(Code::UNKNOWN_MEMBER, waiter.span, message).suggest(&waiter.query, names);
        return;
    };
    if waiter.done.is_empty() || waiter.failed.is_empty() {
        let message = "expected at least one `done` and one `failed` state in a waiter";
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    if !query.repeatable() {
        let message = format!("`{}` is sent repeatedly, but is not marked as repeatable", query.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message).help(REPEATABLE_HELP);
    }
    // The id of the job can be in the request or in the response.
    if !leads_to_scalar(&operation.input, &waiter.from, service) {
        check_path(operation.output(), &waiter.from, waiter, service, diagnostics);
    }
    if waiter.each && !operation.output().is_some_and(|output| leads_through_list(output, &waiter.from, service)) {
        let message = format!("path `{}` does not lead through a list, which `each` requires", waiter.from);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    check_path(Some(&query.input), &waiter.to, waiter, service, diagnostics);
    let paths = [Some(&waiter.status), waiter.code.as_ref(), waiter.message.as_ref()];
    for output_path in paths.into_iter().flatten() {
        check_path(query.output(), output_path, waiter, service, diagnostics);
    }
}

fn check_path(shape: Option<&Shape>, path: &str, waiter: &Waiter, service: &Service, diagnostics: &mut Diagnostics) {
    if !shape.is_some_and(|shape| leads_to_scalar(shape, path, service)) {
        let name = shape.map_or("nothing", |shape| shape.name.as_str());
        let message = format!("path `{path}` does not lead to a scalar in `{name}`");
        diagnostics.error(Code::UNKNOWN_MEMBER, waiter.span, message);
    }
}

pub(super) fn leads_to_scalar(shape: &Shape, path: &str, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match shape.member(first).filter(|member| !member.map).map(|member| &member.ty) {
        Some(Type::Shape(name)) => service.shapes.get(name).is_some_and(|inner| leads_to_scalar(inner, rest, service)),
        Some(_) => rest.is_empty(),
        None => false,
    }
}

fn leads_through_list(shape: &Shape, path: &str, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(member) = shape.member(first) else { return false };
    let inner = if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None };
    member.list || inner.is_some_and(|inner| leads_through_list(inner, rest, service))
}
