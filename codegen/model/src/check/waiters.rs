//! Checks waiters: the query operation exists, every path leads to a scalar, and the states are values of the member.

use super::member_paths::{self, Goal, follow, leads};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Scalar, Service, Shape, Type, Waiter};

/// The help for an operation that is sent repeatedly without being marked as repeatable.
pub(super) const REPEATABLE_HELP: &str =
    "if it changes nothing, set `access=\"read\"` in XML or `\"idempotent\": true` in an overlay";

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(waiter) = &operation.waiter else { return };
    let Some(query) = service.operation(&waiter.query) else {
        // The file of the operation may be one that could not be read.
        if !service.incomplete {
            report_unknown(waiter, service, diagnostics);
        }
        return;
    };
    if waiter.done.is_empty() || waiter.failed.is_empty() {
        let message = "expected at least one `done` and one `failed` state in a waiter";
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.span, message);
    }
    if query.has_access() && !query.repeatable() {
        let message = format!("`{}` is sent repeatedly, but is not marked as repeatable", query.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.places.of("query"), message).help(REPEATABLE_HELP);
    }
    id(operation, waiter, service, diagnostics);
    path(&query.input, "to", &waiter.to, waiter, service, diagnostics);
    if query.incomplete {
        return;
    }
    let Some(output) = query.output() else {
        let message = format!("`{}` has no structured response with the state of a job", query.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.places.of("query"), message);
        return;
    };
    for (key, value) in [("code", &waiter.code), ("message", &waiter.message)] {
        value.iter().for_each(|value| _ = path(output, key, value, waiter, service, diagnostics));
    }
    if path(output, "status", &waiter.status, waiter, service, diagnostics) {
        states(output, waiter, service, diagnostics);
    }
}

fn report_unknown(waiter: &Waiter, service: &Service, diagnostics: &mut Diagnostics) {
    let names = service.operations.iter().map(|operation| operation.name.as_str());
    let message = format!("unknown operation `{}`", waiter.query);
    diagnostics.error(Code::UNKNOWN_MEMBER, waiter.places.of("query"), message).suggest(&waiter.query, names);
}

/// Checks the path of the ID of the job, which can be in the request or in the response.
fn id(operation: &Operation, waiter: &Waiter, service: &Service, diagnostics: &mut Diagnostics) {
    let is_in_request = leads(&operation.input, &waiter.from, Goal::Scalar, service);
    let output = operation.output();
    if !is_in_request
        && !operation.incomplete
        && !path(output.unwrap_or(&operation.input), "from", &waiter.from, waiter, service, diagnostics)
    {
        return;
    }
    if waiter.each && !output.is_some_and(|output| passes_list(output, &waiter.from, service)) {
        let message = format!("path `{}` does not lead through a list, which `each` requires", waiter.from);
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.places.of("from"), message);
    }
}

fn path(
    shape: &Shape,
    key: &str,
    value: &str,
    waiter: &Waiter,
    service: &Service,
    diagnostics: &mut Diagnostics,
) -> bool {
    member_paths::check(shape, value, Goal::Scalar, waiter.places.of(key), service, diagnostics)
}

/// Checks that the states are values that the member can have: a state that never comes is waited for until the end.
fn states(output: &Shape, waiter: &Waiter, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(member) = follow(output, &waiter.status, service) else { return };
    let values: Vec<&str> = match &member.ty {
        Type::Enum(name) => {
            let Some(found) = service.enums.get(name).filter(|found| !found.values.is_empty()) else { return };
            found.values.iter().map(|value| value.value.as_str()).collect()
        }
        Type::Scalar(Scalar::Boolean, _) => vec!["true", "false"],
        Type::Scalar(Scalar::Integer, _) => Vec::new(),
        _ => return,
    };
    for (key, state) in [("done", &waiter.done), ("failed", &waiter.failed)]
        .iter()
        .flat_map(|(key, states)| states.iter().map(move |state| (*key, state)))
    {
        let is_value = if values.is_empty() { state.parse::<i64>().is_ok() } else { values.contains(&state.as_str()) };
        if !is_value {
            let message = format!("`{}` cannot be `{state}`, a state in `{key}`", waiter.status);
            let report = diagnostics.error(Code::INVALID_CONSTRAINT, waiter.places.of(key), message);
            report.help(help(&values)).suggest(state, values.iter().copied());
        }
    }
    if let Some(state) = waiter.done.iter().find(|state| waiter.failed.contains(state)) {
        let message = format!("the state `{state}` is in `done` and in `failed`");
        diagnostics.error(Code::INVALID_CONSTRAINT, waiter.places.of("failed"), message);
    }
}

fn help(values: &[&str]) -> String {
    if values.is_empty() { "use whole numbers".to_owned() } else { format!("use one of: {}", values.join(", ")) }
}

fn passes_list(shape: &Shape, path: &str, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(member) = shape.member(first) else { return shape.incomplete };
    let inner = if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None };
    member.list || inner.is_some_and(|inner| passes_list(inner, rest, service))
}
