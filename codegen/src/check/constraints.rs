//! Constraints: each goes with the type of its member, and groups name members that exist.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Format, Location, Member, Scalar, Shape, Type};

pub(super) fn check(shape: &Shape, diagnostics: &mut Diagnostics) {
    for member in &shape.members {
        type_of_constraints(member, diagnostics);
        location(member, diagnostics);
    }
    for group in shape.one_of.iter().chain(&shape.together) {
        members_of_group(group, shape, diagnostics);
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
    let scalar = if let Type::Scalar(scalar, _) = member.ty { Some(scalar) } else { None };
    let number = matches!(scalar, Some(Scalar::Integer | Scalar::Float)) && !member.list;
    let text = scalar == Some(Scalar::String) && !member.list;
    for (stated, fits, constraint, what) in [
        (member.range.is_some(), number, "a range", "a number"),
        (member.length.is_some(), text || member.list, "a length", "a text or a list"),
        (member.chars.is_some(), text, "a pattern", "a text"),
        (member.wrapped.is_some(), member.list, "`wrapped`", "a list"),
    ] {
        if stated && !fits {
            let message = format!("`{}` cannot have {constraint}: it is not {what}", member.name);
            diagnostics.error(Code::INVALID_CONSTRAINT, member.span, message);
        }
    }
    if member.length.is_some_and(|length| length.min.unwrap_or(0) < 0 || length.max.unwrap_or(0) < 0) {
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, "a length cannot be negative");
    }
}

/// Outside the body there is only room for text.
fn location(member: &Member, diagnostics: &mut Diagnostics) {
    let container = matches!(member.ty, Type::Shape(_));
    let is_text = member.ty == Type::Scalar(Scalar::String, Format::Plain) && !member.list;
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

fn members_of_group(group: &[String], shape: &Shape, diagnostics: &mut Diagnostics) {
    if group.len() < 2 {
        diagnostics.error(Code::INVALID_CONSTRAINT, shape.span, "a group has two members at least");
    }
    for name in group.iter().filter(|name| shape.member(name).is_none()) {
        let message = format!("a rule of `{}` names `{name}`, which is no member of it", shape.name);
        let report = diagnostics.error(Code::UNKNOWN_MEMBER, shape.span, message);
        if let Some(close) = did_you_mean(name, shape.members.iter().map(|member| member.name.as_str())) {
            report.help(format!("did you mean `{close}`?"));
        }
    }
}
