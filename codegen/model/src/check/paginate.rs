//! Lists that come page by page: the members are there, and are what they are used for.

use super::waiters::leads_to_scalar;
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Operation, Paginate, Service, Shape, Type};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(paginate) = &operation.paginate else { return };
    if !operation.repeatable() {
        let message = format!("`{}` is asked again and again, but is not marked as one that reads", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message);
    }
    for name in paginate.asked().filter(|name| !is_scalar(&operation.input, name)) {
        missing(
            format!("`{}` takes no scalar `{name}`", operation.name),
            name,
            &operation.input,
            paginate,
            diagnostics,
        );
    }
    let Some(output) = operation.output() else {
        let message = format!("`{}` answers nothing that has pages", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message);
        return;
    };
    if list_at(output, &paginate.items, service).is_none() {
        let message = format!("the path `{}` leads to no list in `{}`", paginate.items, output.name);
        missing(message, &paginate.items, output, paginate, diagnostics);
    }
    for path in paginate.answered().filter(|path| !leads_to_scalar(output, path, service)) {
        let message = format!("the path `{path}` leads to no scalar in `{}`", output.name);
        missing(message, path, output, paginate, diagnostics);
    }
}

fn is_scalar(shape: &Shape, name: &str) -> bool {
    shape.member(name).is_some_and(|member| !member.list && matches!(member.ty, Type::Scalar(..)))
}

fn missing(message: String, name: &str, shape: &Shape, paginate: &Paginate, diagnostics: &mut Diagnostics) {
    let known = shape.members.iter().map(|member| member.name.as_str());
    let close = did_you_mean(name, known).filter(|close| *close != name);
    let report = diagnostics.error(Code::UNKNOWN_MEMBER, paginate.span, message);
    report.help = close.map(|close| format!("did you mean `{close}`?"));
}

/// Whether a path leads to a list, through structures that are no lists themselves.
fn list_at(shape: &Shape, path: &str, service: &Service) -> Option<()> {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    let member = shape.member(first)?;
    match &member.ty {
        _ if rest.is_empty() => member.list.then_some(()),
        Type::Shape(name) if !member.list => list_at(service.shapes.get(name)?, rest, service),
        _ => None,
    }
}
