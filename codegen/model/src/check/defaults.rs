//! Checks that the default of a member is a value that the member can have.

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Format, Member, Service, Shape, Type};
use crate::validate::{Check, Violation};

pub(super) fn check(shape: &Shape, service: &Service, diagnostics: &mut Diagnostics) {
    // Defaults of flags are checked with their format, and those of encoded texts are written as they are before.
    let is_checked =
        |member: &&Member| !matches!(member.ty, Type::Scalar(_, Format::Flag | Format::Base64 | Format::Base64Url));
    for member in shape.members.iter().filter(is_checked) {
        let Some(default) = &member.default else { continue };
        let Some(violation) = violation(default, member, service) else { continue };
        let message = format!("the default of `{}` {}", member.name, violation.rule);
        let mut overlaid = service.overlaid.iter().filter(|fact| fact.item == member.span);
        let default = overlaid.find(|fact| fact.fact == "default").map(|fact| fact.span);
        // Upstream's faults are warnings.
        if service.version.is_some() && default.is_none() {
            diagnostics.warning(Code::INVALID_CONSTRAINT, member.span, message);
        } else {
            diagnostics.error(Code::INVALID_CONSTRAINT, default.unwrap_or(member.span), message);
        }
    }
}

fn violation(default: &str, member: &Member, service: &Service) -> Option<Violation> {
    let mut check = Check::new(service);
    // What is no JSON was a word in place of a number.
    let value = serde_json::from_str(default).unwrap_or_else(|_| Value::from(default));
    match value {
        Value::Array(items) if member.list => items.iter().for_each(|item| check.json_value("", item, member)),
        // XML schemas write every default as text.
        Value::String(text) if service.version.is_none() => check.text_value("", &text, member),
        value => check.json_value("", &value, member),
    }
    check.findings.violations.into_iter().chain(check.findings.notes).next()
}
