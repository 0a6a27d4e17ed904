//! Tells which constraints the type of a member allows.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Member, Scalar, Type};
use crate::source::Span;

/// What a member would have to be to have a constraint, where it is not that.
pub fn misfit(member: &Member, constraint: &str) -> Option<&'static str> {
    let scalar = if let Type::Scalar(scalar, _) = member.ty { Some(scalar) } else { None };
    let number = matches!(scalar, Some(Scalar::Integer | Scalar::Float)) && !member.list;
    let text = scalar == Some(Scalar::String) && !member.list;
    let (fits, wanted) = match constraint {
        "range" => (number, "a number"),
        "length" => (text || member.list, "a text or a list"),
        "pattern" => (text, "a text"),
        "wrapped" => (member.list, "a list"),
        _ => return None,
    };
    (!fits).then_some(wanted)
}

/// Says that a member cannot have a constraint.
pub fn report_misfit(member: &Member, constraint: &str, wanted: &str, at: Span, diagnostics: &mut Diagnostics) {
    let constraint = if constraint == "wrapped" { "`wrapped`" } else { &format!("a {constraint}") };
    let message = format!("`{}` cannot have {constraint}: it is not {wanted}", member.name);
    diagnostics.error(Code::INVALID_CONSTRAINT, at, message);
}
