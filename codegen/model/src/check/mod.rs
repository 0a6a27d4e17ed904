//! What must hold across files: names that are used exist, paths agree with their labels, constraints go with their
//! types, examples fit. Changes nothing.

pub mod constraints;
mod examples;
mod paginate;
mod references;
mod rest;
mod rules;
mod types;
mod waiters;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Model, Service};
use crate::parallel;

/// Checks a whole model.
pub fn check(model: &Model, diagnostics: &mut Diagnostics) {
    unique_modules(model, diagnostics);
    let had_errors = diagnostics.has_errors();
    for findings in parallel::map(model.services.iter().collect(), |found| service(found, had_errors)) {
        diagnostics.append(findings);
    }
}

/// Checks one service. Where there are errors already, some of what it lacks may be in what could not be read.
fn service(service: &Service, had_errors: bool) -> Diagnostics {
    let mut found = Diagnostics::default();
    let diagnostics = &mut found;
    if service.operations.is_empty() && !service.incomplete {
        let message = format!("the service `{}` has no operation", service.name);
        diagnostics.error(Code::NO_OPERATION, service.span, message);
    }
    types::check(service, had_errors, diagnostics);
    rules::check(service, diagnostics);
    for shape in service.all_shapes() {
        constraints::check(shape, diagnostics);
    }
    for shape in service.shapes.values() {
        constraints::check_nested(shape, diagnostics);
    }
    for operation in &service.operations {
        rest::check(operation, diagnostics);
        paginate::check(operation, service, diagnostics);
        waiters::check(operation, service, diagnostics);
        references::check(operation, service, diagnostics);
        examples::check(operation, service, diagnostics);
    }
    found
}

/// A module has each version of its service once, and versions of one service only.
fn unique_modules(model: &Model, diagnostics: &mut Diagnostics) {
    for (index, service) in model.services.iter().enumerate() {
        let twin = |other: &&Service| {
            let versions = other.version.is_some() && service.version.is_some();
            let is_version = versions && other.name == service.name && other.version != service.version;
            other.module == service.module && !is_version
        };
        if let Some(first) = model.services[..index].iter().find(twin) {
            let message =
                format!("the module `{}` has another service, or this version of it, already", service.module);
            diagnostics.error(Code::DUPLICATE_NAME, service.span, message).label(first.span, "first here");
        }
    }
}
