//! Checks pagination: the members that it refers to exist and have the right types.

use super::member_paths::{self, Goal};
use super::waiters::REPEATABLE_HELP;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Service, Shape, Type};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(paginate) = &operation.paginate else { return };
    if operation.has_access() && !operation.repeatable() {
        let message = format!("`{}` is sent repeatedly, but is not marked as repeatable", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message).help(REPEATABLE_HELP);
    }
    for (key, name) in paginate.request_members().filter(|(_, name)| !is_scalar(&operation.input, name)) {
        let message = format!("no scalar member `{name}` in the input of `{}`", operation.name);
        let known = operation.input.members.iter().map(|member| member.name.as_str());
        diagnostics.error(Code::UNKNOWN_MEMBER, paginate.places.of(key), message).suggest(name, known);
    }
    if operation.incomplete {
        return;
    }
    let Some(output) = operation.output() else {
        let message = format!("`{}` has no structured response to paginate", operation.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, paginate.span, message);
        return;
    };
    let items = [("items", paginate.items.as_str(), Goal::List)];
    let scalars = paginate.response_paths().map(|(key, path)| (key, path, Goal::Scalar));
    for (key, path, goal) in items.into_iter().chain(scalars) {
        member_paths::check(output, path, goal, paginate.places.of(key), service, diagnostics);
    }
}

fn is_scalar(shape: &Shape, name: &str) -> bool {
    shape.member(name).map_or(shape.incomplete, |member| !member.list && matches!(member.ty, Type::Scalar(..)))
}
