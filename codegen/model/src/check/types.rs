//! Named types: every one that is used exists, and every one that exists is used.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Enum, RuleKind, RuleType, Service, Type};
use crate::source::Span;

pub(super) fn check(service: &Service, had_errors: bool, diagnostics: &mut Diagnostics) {
    let mut used = BTreeSet::new();
    for member in service.all_shapes().flat_map(|shape| &shape.members) {
        let (name, exists) = match &member.ty {
            Type::Shape(name) => (name, service.shapes.contains_key(name)),
            Type::Enum(name) => (name, service.enums.contains_key(name)),
            Type::Scalar(..) | Type::Object => continue,
        };
        used.insert(name.as_str());
        // What a file that could not be read defines is not unknown: the file's own finding is enough.
        if !exists && !service.incomplete && !diagnostics.is_full() {
            unknown(name, &member.ty, member.span, service, diagnostics);
        }
    }
    used.extend(service.rules.iter().flat_map(enums_of));
    used.extend(service.shapes.values().filter(|shape| shape.callback).map(|shape| shape.name.as_str()));
    used.extend(service.operations.iter().filter_map(|found| Some(found.callback.as_ref()?.payload.as_str())));
    let shapes = service.shapes.values().map(|shape| (&shape.name, shape.span));
    for (name, span) in shapes.chain(service.enums.values().map(|found| (&found.name, found.span))) {
        // What has an error may be what uses it.
        if !used.contains(name.as_str()) && !service.incomplete && !had_errors {
            diagnostics.warning(Code::UNUSED_SHAPE, span, format!("nothing uses `{name}`"));
        }
    }
    for found in service.enums.values() {
        values(found, diagnostics);
    }
}

/// The enumerations that the parameters of a rule are of.
fn enums_of(kind: &RuleKind) -> impl Iterator<Item = &str> {
    let params = std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params);
    params.filter_map(|param| if let RuleType::Enum(name) = &param.ty { Some(name.as_str()) } else { None })
}

fn unknown(name: &str, ty: &Type, span: Span, service: &Service, diagnostics: &mut Diagnostics) {
    let (what, close) = match ty {
        Type::Enum(_) => ("enumeration", did_you_mean(name, service.enums.keys().map(String::as_str))),
        _ => ("shape", did_you_mean(name, service.shapes.keys().map(String::as_str))),
    };
    let report = diagnostics.error(Code::UNKNOWN_SHAPE, span, format!("there is no {what} `{name}`"));
    if let Some(close) = close {
        report.help(format!("did you mean `{close}`?"));
    }
}

fn values(found: &Enum, diagnostics: &mut Diagnostics) {
    if found.values.is_empty() {
        diagnostics.error(Code::MISSING_KEY, found.span, format!("the enumeration `{}` has no value", found.name));
    }
    let mut seen = BTreeMap::new();
    for value in &found.values {
        if let Some(first) = seen.insert(&value.value, value.span) {
            let message = format!("the value `{}` is there already", value.value);
            diagnostics.error(Code::DUPLICATE_NAME, value.span, message).label(first, "first here");
        }
        if found.integer && value.value.parse::<i64>().is_err() {
            let message = format!("`{}` is no whole number, as the enumeration's values are", value.value);
            diagnostics.error(Code::WRONG_TYPE, value.span, message);
        }
    }
}
