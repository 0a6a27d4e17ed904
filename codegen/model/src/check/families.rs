//! Checks families of a service: each has schema files, one has those that no other lists, and an application that compiles
//! one family has every type that it names.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostics};
use crate::load::duplicates::report_duplicate;
use crate::model::{Family, Location, Member, Operation, Service, Shape};
use crate::source::Span;

pub(super) fn check(service: &Service, diagnostics: &mut Diagnostics) {
    let Some(first) = service.families.first() else { return };
    if service.families.iter().filter(|family| family.is_base()).count() != 1 {
        let message = "expected one family without `schemas`, which has the files that no other family lists";
        diagnostics.error(Code::INVALID_MANIFEST, first.span, message);
    }
    let mut seen = BTreeMap::new();
    for family in &service.families {
        if let Some(first) = seen.insert(&family.name, family.span) {
            report_duplicate("family", &family.name, family.span, first, diagnostics);
        }
        missing(family, service, diagnostics);
    }
    for shape in service.all_shapes() {
        for member in &shape.members {
            if let Some(family) = service.family_of_member(member, shape.unit) {
                conditional(member, family, shape, diagnostics);
            }
        }
    }
    for operation in &service.operations {
        named(operation, service, diagnostics);
    }
}

/// Reports listed paths without a schema file.
fn missing(family: &Family, service: &Service, diagnostics: &mut Diagnostics) {
    let has_file = |path: &str| {
        let only = Family { schemas: vec![path.to_owned()], ..family.clone() };
        service.units.iter().any(|unit| only.lists(&unit.source))
    };
    for path in family.schemas.iter().filter(|path| !has_file(path)) {
        let message = format!("no schemas in `{path}`, which the family `{}` lists", family.name);
        diagnostics.error(Code::INVALID_MANIFEST, family.span, message);
    }
}

/// Checks the operation that a waiter polls, and the payload of a callback.
fn named(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    let unit_of = |name: &str| {
        let found = service.operation(name).map(|found| found.unit);
        found.or_else(|| service.shapes.get(name).map(|found| found.unit))
    };
    let waiter = operation.waiter.as_ref().map(|waiter| (&waiter.query, waiter.span));
    let callback = operation.callback.as_ref().map(|callback| (&callback.payload, callback.span));
    for (name, span) in waiter.into_iter().chain(callback) {
        reference(operation.unit, unit_of(name), span, service, diagnostics);
    }
}

/// Checks a member that exists only where another family is compiled.
fn conditional(member: &Member, family: &Family, shape: &Shape, diagnostics: &mut Diagnostics) {
    let groups = [&shape.one_of, &shape.some_of, &shape.together].into_iter().flatten().flatten();
    let conditions = shape.conditions.iter().flat_map(|found| std::iter::once(&found.member).chain(&found.requires));
    let is_in_group = groups.chain(conditions).any(|name| *name == member.name);
    if member.required || is_in_group || member.location != Location::Body {
        let message = format!(
            "`{}` has a type of the family `{}`, so it cannot be required, in a group or outside of the body",
            member.name, family.name
        );
        let report = diagnostics.error(Code::INVALID_MANIFEST, member.span, message);
        report.help("move the type to a file that no family lists");
    }
}

/// Reports a reference from one family to another that is not compiled with it.
fn reference(from: usize, to: Option<usize>, span: Span, service: &Service, diagnostics: &mut Diagnostics) {
    if let Some(to) = to.and_then(|to| service.foreign_family(to, from))
        && let Some(from) = service.family_of(from)
    {
        let message = format!("the family `{}` refers to the family `{}`, which is compiled alone", from.name, to.name);
        let report = diagnostics.error(Code::INVALID_MANIFEST, span, message);
        report.help("move what both use to a file that no family lists");
    }
}
