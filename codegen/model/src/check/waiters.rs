//! Waiters: the query exists, and every path leads to a scalar.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Operation, Service, Shape, Type, Waiter};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(waiter) = &operation.waiter else { return };
    let Some(query) = service.operation(&waiter.query) else {
        let names = service.operations.iter().map(|operation| operation.name.as_str());
        let close = did_you_mean(&waiter.query, names).map(|close| format!("did you mean `{close}`?"));
        let message = format!("there is no operation `{}` to ask", waiter.query);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, waiter.span, message);
        report.help = close;
        return;
    };
    if waiter.done.is_empty() || waiter.failed.is_empty() {
        let message = "a waiter needs a state that means done and one that means failed";
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    if !query.repeatable() {
        let message = format!("`{}` is asked again and again, but is not marked as one that reads", query.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    // Some submissions name the job themselves.
    if !leads_to_scalar(&operation.input, &waiter.from, service) {
        path(operation.output(), &waiter.from, waiter, service, diagnostics);
    }
    if waiter.each && !operation.output().is_some_and(|output| leads_through_list(output, &waiter.from, service)) {
        let message = format!("the path `{}` leads through no list: there is one job, not several", waiter.from);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    path(Some(&query.input), &waiter.to, waiter, service, diagnostics);
    let answers = [Some(&waiter.status), waiter.code.as_ref(), waiter.message.as_ref()];
    for response in answers.into_iter().flatten() {
        path(query.output(), response, waiter, service, diagnostics);
    }
}

fn path(shape: Option<&Shape>, path: &str, waiter: &Waiter, service: &Service, diagnostics: &mut Diagnostics) {
    if !shape.is_some_and(|shape| leads_to_scalar(shape, path, service)) {
        let name = shape.map_or("nothing", |shape| shape.name.as_str());
        let message = format!("the path `{path}` leads to no scalar in `{name}`");
        diagnostics.error(Code::UNKNOWN_MEMBER, waiter.span, message);
    }
}

pub(super) fn leads_to_scalar(shape: &Shape, path: &str, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match shape.member(first).map(|member| &member.ty) {
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
