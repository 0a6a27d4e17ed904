//! The module of one schema file.

use crate::attributes::module_comment;
use crate::code::{ALLOW_DEPRECATED, code, header};
use crate::context::ServiceContext;
use crate::scope::Scope;
use crate::{enumeration, error_codes, module_tree, operation, rules, structure};

/// Prints the module of a service's schema file.
pub fn module(unit: usize, context: &ServiceContext<'_>) -> String {
    let scope = Scope::new(context, unit);
    let items = items(unit, &scope);
    let doc = module_tree::module_doc(unit, context);
    let head = [module_comment(&doc).to_string(), allow(unit, context).to_owned(), scope.imports()];
    let mut out = header(&context.service.units[unit].source);
    out.reserve(items.len() + 1_000);
    for part in head.iter().filter(|part| !part.is_empty()) {
        code!(out, "\n{part}");
    }
    out + &items
}

fn items(unit: usize, scope: &Scope<'_>) -> String {
    let (service, mut out) = (scope.service(), String::new());
    for found in service.operations.iter().filter(|operation| operation.unit == unit) {
        operation::operation(found, scope, &mut out);
    }
    for found in service.shapes.values().filter(|shape| shape.unit == unit) {
        structure::structure(found, scope, &mut out);
    }
    for found in service.enums.values().filter(|found| found.unit == unit) {
        enumeration::enumeration(found, scope, &mut out);
    }
    for found in service.rules.iter().filter(|kind| kind.unit == unit) {
        rules::rules(found, scope, &mut out);
    }
    error_codes::error_codes(unit, service, &mut out);
    out
}

/// A deprecated operation is named by its own implementations.
fn allow(unit: usize, context: &ServiceContext<'_>) -> &'static str {
    let mut operations = context.service.operations.iter().filter(|operation| operation.unit == unit);
    if operations.any(|operation| operation.deprecated().is_some()) { ALLOW_DEPRECATED } else { "" }
}
