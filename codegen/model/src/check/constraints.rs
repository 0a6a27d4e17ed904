//! Checks that constraints and locations match the types of their members.

use crate::diagnostic::{Code, Diagnostics};
use crate::load::constraints::{report_type_mismatch, type_mismatch};
use crate::model::{Format, Location, Member, Scalar, Shape, Type};
use crate::rust_names;

pub(super) fn check(shape: &Shape, diagnostics: &mut Diagnostics) {
    for member in &shape.members {
        constraint_types(member, diagnostics);
        flag(member, diagnostics);
        rust_name(member, diagnostics);
        location(member, diagnostics);
        map(member, diagnostics);
    }
    if let Some(text) = shape.member("#text")
        && shape.members.iter().filter(|member| member.location == Location::Body).count() > 1
    {
        let message = "`#text` cannot be combined with other members of the body";
        diagnostics.error(Code::INVALID_CONSTRAINT, text.span, message);
    }
}

/// Checks a shape that is nested in a document, where an element with only text is a scalar.
pub(super) fn check_nested(shape: &Shape, diagnostics: &mut Diagnostics) {
    if let Some(text) = shape.member("#text") {
        let message = "`#text` is only allowed in a root element";
        diagnostics
            .error(Code::INVALID_CONSTRAINT, text.span, message)
            .help("use a member of type `String` instead of the container");
    }
}

fn constraint_types(member: &Member, diagnostics: &mut Diagnostics) {
    for (is_present, constraint) in [
        (member.range.is_some(), "range"),
        (member.length.is_some(), "length"),
        (member.max_bytes.is_some(), "max-bytes"),
        (member.chars.is_some(), "pattern"),
        (member.wrapped.is_some(), "wrapped"),
        (member.appends, "appends"),
    ] {
        if let Some(expected) = type_mismatch(member, constraint).filter(|_| is_present) {
            report_type_mismatch(member, constraint, expected, member.span, diagnostics);
        }
    }
    if member.length.is_some_and(|length| length.min.unwrap_or(0) < 0 || length.max.unwrap_or(0) < 0) {
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, "`length` cannot be negative");
    }
    if member.max_bytes.is_some_and(|max| max < 1) {
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, "`max-bytes` must be at least 1");
    }
}

/// Checks that a flag is a single value, and that its default is 0 or 1.
fn flag(member: &Member, diagnostics: &mut Diagnostics) {
    let default = member.default.as_deref().unwrap_or("0");
    let problem = match member.ty {
        Type::Scalar(_, Format::Flag) if member.list => "a list cannot have the format `flag`".to_owned(),
        Type::Scalar(_, Format::Flag) if !matches!(default, "0" | "1") => {
            format!("expected the default 0 or 1 for a flag, found {default}")
        }
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, member.span, format!("`{}`: {problem}", member.name));
}

/// Checks that a map has no element around its members, and no format that only a single value has.
fn map(member: &Member, diagnostics: &mut Diagnostics) {
    let is_plain = matches!(member.ty, Type::Shape(_) | Type::Scalar(_, Format::Plain) | Type::Enum(_));
    if member.map && (!is_plain || member.wrapped.is_some()) {
        let message = format!("`{}`: a map cannot have a format or `wrapped`", member.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, message);
    }
}

/// Checks that a Rust name differs from the one that the wire name becomes.
fn rust_name(member: &Member, diagnostics: &mut Diagnostics) {
    if let Some(name) = member.rust.as_ref().filter(|name| rust_names::field(name) == rust_names::field(&member.name)) {
        let message = format!("`{}`: `{name}` is the Rust name already", member.name);
        diagnostics.error(Code::INVALID_CONSTRAINT, member.span, message).help("remove `rust`");
    }
}

/// Checks that the type of a member can be sent at its location.
fn location(member: &Member, diagnostics: &mut Diagnostics) {
    let is_container = matches!(member.ty, Type::Shape(_) | Type::Object) || member.map;
    let is_text = matches!(member.ty, Type::Scalar(Scalar::String, Format::Plain | Format::Rule | Format::CommaList));
    let is_text = is_text && !member.list && !member.map;
    let problem = match member.location {
        Location::Label if !is_text => "expected a single string for a label",
        // A map of texts stands for all headers that begin with its name.
        Location::Header if member.map && matches!(member.ty, Type::Scalar(..)) => return,
        Location::Query | Location::Header if is_container => {
            "expected `format=\"json\"` for a container outside of the body"
        }
        Location::JsonHeader | Location::JsonQuery if member.list => "a list of containers is only allowed in the body",
        Location::Body if member.name == "#text" && (is_container || member.list) => {
            "expected a single scalar for the text of an element"
        }
        _ => return,
    };
    diagnostics.error(Code::INVALID_CONSTRAINT, member.span, format!("`{}`: {problem}", member.name));
}
