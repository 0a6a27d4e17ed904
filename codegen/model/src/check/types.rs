//! Checks named types: every used type exists, and every type is used.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Enum, EnumValue, RuleKind, RuleType, Service, Type};
use crate::source::Span;

pub(super) fn check(service: &Service, had_errors: bool, diagnostics: &mut Diagnostics) {
    let (mut used, mut has_unknown) = (BTreeSet::new(), false);
    for member in service.all_shapes().flat_map(|shape| &shape.members) {
        let (name, exists) = match &member.ty {
            Type::Shape(name) => (name, service.shapes.contains_key(name)),
            Type::Enum(name) => (name, service.enums.contains_key(name)),
            Type::Scalar(..) | Type::Object => continue,
        };
        used.insert(name.as_str());
        // A file that could not be read may define the type; that file has its own finding.
        has_unknown |= !exists;
        if !exists && !service.incomplete && !diagnostics.is_full() {
            report_unknown(name, &member.ty, member.span, service, diagnostics);
        }
    }
    used.extend(service.rules.iter().flat_map(enums_of));
    used.extend(service.shapes.values().filter(|shape| shape.callback).map(|shape| shape.name.as_str()));
    used.extend(service.operations.iter().filter_map(|found| Some(found.callback.as_ref()?.payload.as_str())));
    let shapes = service.shapes.values().map(|shape| (&shape.name, shape.span));
    for (name, span) in shapes.chain(service.enums.values().map(|found| (&found.name, found.span))) {
        // After an error, the use of the type may be missing from the model.
        let is_certain = !service.incomplete && !had_errors && !has_unknown;
        if !used.contains(name.as_str()) && is_certain {
            diagnostics.warning(Code::UNUSED_SHAPE, span, format!("unused type `{name}`"));
        }
    }
    for found in service.enums.values() {
        values(found, diagnostics);
    }
}

/// Returns the enumerations that the parameters of a rule kind have.
fn enums_of(kind: &RuleKind) -> impl Iterator<Item = &str> {
    let params = std::iter::once(&kind.head).chain(&kind.parts).flat_map(|part| &part.params);
    params.filter_map(|param| if let RuleType::Enum(name) = &param.ty { Some(name.as_str()) } else { None })
}

fn report_unknown(name: &str, ty: &Type, span: Span, service: &Service, diagnostics: &mut Diagnostics) {
    let what = if matches!(ty, Type::Enum(_)) { "enumeration" } else { "shape" };
    let report = diagnostics.error(Code::UNKNOWN_SHAPE, span, format!("unknown {what} `{name}`"));
    match ty {
        Type::Enum(_) => report.suggest(name, service.enums.keys().map(String::as_str)),
        _ => report.suggest(name, service.shapes.keys().map(String::as_str)),
    };
}

fn values(found: &Enum, diagnostics: &mut Diagnostics) {
    if found.values.is_empty() {
        diagnostics.error(Code::MISSING_KEY, found.span, format!("no values in the enumeration `{}`", found.name));
    }
    let is_word = |value: &&EnumValue| found.integer && value.value.parse::<i64>().is_err();
    if let Some(value) = found.values.iter().find(is_word) {
        let message = format!("expected a whole number, found `{}`", value.value);
        diagnostics.error(Code::WRONG_TYPE, value.span, message);
    }
}
