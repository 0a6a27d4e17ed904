//! Named types: every one that is used exists, and every one that exists is used.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Enum, Service, Type};

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    let mut used = BTreeSet::new();
    for member in service.all_shapes().flat_map(|shape| &shape.members) {
        let (name, exists) = match &member.ty {
            Type::Shape(name) => (name, service.shapes.contains_key(name)),
            Type::Enum(name) => (name, service.enums.contains_key(name)),
            Type::Scalar(..) => continue,
        };
        used.insert(name.as_str());
        // What a file that could not be read defines is not unknown: the file's own finding is enough.
        if !exists && !service.incomplete {
            unknown(name, &member.ty, member.span, service, diagnostics);
        }
    }
    let shapes = service.shapes.values().map(|shape| (&shape.name, shape.span));
    for (name, span) in shapes.chain(service.enums.values().map(|found| (&found.name, found.span))) {
        if !used.contains(name.as_str()) && !service.incomplete {
            diagnostics.warning(Code::UNUSED_SHAPE, span, format!("nothing uses `{name}`"));
        }
    }
    for found in service.enums.values() {
        values(found, diagnostics);
    }
}

fn unknown(name: &str, ty: &Type, span: crate::source::Span, service: &Service, diagnostics: &mut Diagnostics) {
    let (what, known): (_, Vec<&String>) = match ty {
        Type::Enum(_) => ("enumeration", service.enums.keys().collect()),
        _ => ("shape", service.shapes.keys().collect()),
    };
    let report = diagnostics.error(Code::UNKNOWN_SHAPE, span, format!("there is no {what} `{name}`"));
    if let Some(close) = did_you_mean(name, known.into_iter().map(String::as_str)) {
        report.help(format!("did you mean `{close}`?"));
    }
}

fn values(found: &Enum, diagnostics: &mut Diagnostics) {
    if found.values.is_empty() {
        diagnostics.error(Code::MISSING_KEY, found.span, format!("the enumeration `{}` has no value", found.name));
    }
    for (index, value) in found.values.iter().enumerate() {
        if let Some(first) = found.values[..index].iter().find(|other| other.value == value.value) {
            let message = format!("the value `{}` is there already", value.value);
            diagnostics.error(Code::DUPLICATE_NAME, value.span, message).label(first.span, "first here");
        }
        if found.integer && value.value.parse::<i64>().is_err() {
            let message = format!("`{}` is no whole number, as the enumeration's values are", value.value);
            diagnostics.error(Code::WRONG_TYPE, value.span, message);
        }
    }
}
