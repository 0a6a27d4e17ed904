//! Checks alternatives: each is a structure of its own, without the member that tells it apart.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Service, Shape, Type};

pub(super) fn check(shape: &Shape, service: &Service, diagnostics: &mut Diagnostics) {
    let Some(by) = &shape.by else { return };
    if shape.members.is_empty() && !service.incomplete {
        diagnostics.error(Code::MISSING_KEY, shape.span, format!("no alternatives in `{}`", shape.name));
    }
    for member in &shape.members {
        let Type::Shape(name) = &member.ty else { continue };
        let Some(found) = service.shapes.get(name) else { continue };
        if found.by.is_some() {
            let message = format!("`{name}` has alternatives itself");
            diagnostics.error(Code::INVALID_CONSTRAINT, member.span, message);
        }
        if let Some(own) = found.member(by) {
            let message =
                format!("`{name}` has the member `{by}`, which tells the alternatives of `{}` apart", shape.name);
            let report = diagnostics.error(Code::INVALID_CONSTRAINT, own.span, message);
            report.label(member.span, "an alternative here").help("remove the member: the alternatives have it");
        }
    }
}
