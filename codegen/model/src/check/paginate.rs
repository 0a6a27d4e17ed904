//! Checks pagination: the members that it refers to exist and have the right types.

use super::waiters::{REPEATABLE_HELP, leads_to_scalar};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Paginate, Service, Shape, Type};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(paginate) = &operation.paginate else { return };
    if !operation.repeatable() {
        let message = format!("`{}` is sent repeatedly, but is not marked as repeatable", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message).help(REPEATABLE_HELP);
    }
    for name in paginate.request_members().filter(|name| !is_scalar(&operation.input, name)) {
        report_missing(
            format!("no scalar member `{name}` in the input of `{}`", operation.name),
            name,
            &operation.input,
            paginate,
            diagnostics,
        );
    }
    let Some(output) = operation.output() else {
        let message = format!("`{}` has no structured response to paginate", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message);
        return;
    };
    if !leads_to_list(output, &paginate.items, service) {
        let message = format!("path `{}` does not lead to a list in `{}`", paginate.items, output.name);
        report_missing(message, &paginate.items, output, paginate, diagnostics);
    }
    for path in paginate.response_paths().filter(|path| !leads_to_scalar(output, path, service)) {
        let message = format!("path `{path}` does not lead to a scalar in `{}`", output.name);
        report_missing(message, path, output, paginate, diagnostics);
    }
}

fn is_scalar(shape: &Shape, name: &str) -> bool {
    shape.member(name).is_some_and(|member| !member.list && matches!(member.ty, Type::Scalar(..)))
}

fn report_missing(message: String, name: &str, shape: &Shape, paginate: &Paginate, diagnostics: &mut Diagnostics) {
    let known = shape.members.iter().map(|member| member.name.as_str());
    diagnostics.error(Code::UNKNOWN_MEMBER, paginate.span, message).suggest(name, known);
}

/// Returns whether a path leads to a list through structures that are not lists.
fn leads_to_list(shape: &Shape, path: &str, service: &Service) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let Some(member) = shape.member(first) else { return false };
    match &member.ty {
        _ if rest.is_empty() => member.list,
        Type::Shape(name) if !member.list => {
            service.shapes.get(name).is_some_and(|inner| leads_to_list(inner, rest, service))
        }
        _ => false,
    }
}
