//! Checks what must hold across files: references exist, paths match their labels, constraints match their types, and
//! examples match the schema. Does not change the model.

mod alternatives;
pub mod constraints;
mod defaults;
mod examples;
mod families;
mod idempotency;
mod member_paths;
mod paginate;
mod references;
mod rest;
mod rules;
mod sensitive;
mod sites;
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

/// Checks a service alone.
pub fn check_service(found: &Service) -> Diagnostics {
    service(found, false)
}

/// Checks a service. After earlier errors, unused types are not reported: their uses may be missing from the model.
fn service(service: &Service, had_errors: bool) -> Diagnostics {
    let mut found = Diagnostics::default();
    let diagnostics = &mut found;
    if service.operations.is_empty() && !service.incomplete {
        let message = format!("no operations in the service `{}`", service.name);
        diagnostics.error(Code::NO_OPERATION, service.span, message);
    }
    groups(service, diagnostics);
    sites::check(service, diagnostics);
    families::check(service, diagnostics);
    types::check(service, had_errors, diagnostics);
    rules::check(service, diagnostics);
    for shape in service.all_shapes() {
        constraints::check(shape, diagnostics);
        defaults::check(shape, service, diagnostics);
    }
    rest::duplicates(service, diagnostics);
    sensitive::check(service, diagnostics);
    for shape in service.shapes.values() {
        constraints::check_nested(shape, diagnostics);
        alternatives::check(shape, service, diagnostics);
        references::posted(shape, service, diagnostics);
    }
    for operation in &service.operations {
        rest::check(operation, diagnostics);
        paginate::check(operation, service, diagnostics);
        idempotency::check(operation, diagnostics);
        waiters::check(operation, service, diagnostics);
        references::check(operation, service, diagnostics);
        examples::check(operation, service, diagnostics);
    }
    found
}

/// Checks that each group is a folder with schemas, and that there is one description of it.
fn groups(service: &Service, diagnostics: &mut Diagnostics) {
    for (index, group) in service.groups.iter().enumerate() {
        if !service.incomplete && !service.units.iter().any(|unit| group.contains(unit)) {
            let message = format!("no schemas of `{}` in the folder `{}`", service.module, group.folder);
            diagnostics.error(Code::INVALID_MANIFEST, group.span, message);
        }
        if let Some(first) = service.groups[..index].iter().find(|first| first.folder == group.folder) {
            let message = format!("duplicate group `{}`", group.folder);
            diagnostics.error(Code::DUPLICATE_NAME, group.span, message).label(first.span, "first defined here");
        }
    }
}

/// Checks that a module has versions of only one service, each of them once.
fn unique_modules(model: &Model, diagnostics: &mut Diagnostics) {
    for (index, service) in model.services.iter().enumerate() {
        let conflicts = |other: &&Service| {
            let have_versions = other.version.is_some() && service.version.is_some();
            let is_other_version = have_versions && other.name == service.name && other.version != service.version;
            other.module == service.module && !is_other_version
        };
        if let Some(first) = model.services[..index].iter().find(conflicts) {
            let message = format!("duplicate module `{}`: it has another service, or the same version", service.module);
            diagnostics.error(Code::DUPLICATE_NAME, service.span, message).label(first.span, "first defined here");
        }
    }
}
