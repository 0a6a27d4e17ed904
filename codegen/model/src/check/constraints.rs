//! Constraints: each goes with the type of its member.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::fit::{misfit, report_misfit};
use crate::model::{Format, Location, Member, Scalar, Shape, Type};

pub(super) fn check(shape: &Shape, diagnostics: &mut Diagnostics) {
    for member in &shape.members {
        type_of_constraints(member, diagnostics);
        location(member, diagnostics);
    }
    if let Some(text) = shape.member("#text")
        && shape.members.iter().filter(|member| member.location == Location::Body).count() > 1
    {
        let message = "an element has either `#text` or other members";
        diagnostics.error(Code::INVALID_CONSTRAINT, text.span, message);
    }
}

/// Inside a document, an element of nothing but text is a scalar.
pub(super) fn check_nested(shape: &Shape, diagnostics: &mut Diagnostics) {
    if let Some(text) = shape.member("#text") {
        let message = "`#text` is the text of a root element, not of a container";
        diagnostics
            .error(Code::INVALID_CONSTRAINT, text.span, message)
            .help("instead of the container, use a member of type String");
    }
}

fn type_of_constraints(member: &Member, diagnostics: &mut Diagnostics) {
    for (stated, constraint) in [
        (member.range.is_some(), "range"),
        (member.length.is_some(), "length"),
        (member.chars.is_some(), "pattern"),
        (member.wrapped.is_some(), "wrapped"),
    ] {
        if let Some(wanted) = misfit(member, constraint).filter(|_| stated) {
            report_misfit(member, constraint, wanted, member.span, diagnostics);
        }
    }
    if member.length.is_some_and(|length| length.min.unwrap_or(0) < 0 || length.max.unwrap_or(0) < 0) {
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, "a length cannot be negative");
    }
}

/// Outside the body there is only room for text.
fn location(member: &Member, diagnostics: &mut Diagnostics) {
    let container = matches!(member.ty, Type::Shape(_) | Type::Object);
    let is_text = matches!(member.ty, Type::Scalar(Scalar::String, Format::Plain | Format::Rule)) && !member.list;
    let problem = match member.location {
        Location::Label if !is_text => "a label is one text",
        Location::Query | Location::Header if container => "a container outside the body needs `format=\"json\"`",
        Location::JsonHeader | Location::JsonQuery if member.list => {
            "a list of containers cannot travel outside the body"
        }
        Location::Body if member.name == "#text" && (container || member.list) => {
            "the text of an element is one scalar"
        }
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, member.span, format!("`{}`: {problem}", member.name));
}
