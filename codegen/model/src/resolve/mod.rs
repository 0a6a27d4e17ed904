//! Computes every final name once: types, fields, setters, variants and modules. Marks the members that need a box.
//! Later stages use the results and make no decisions of their own.
//!
//! Names depend on the order of declaration only for a collision: the item declared first keeps its name.

mod boxing;
mod paths;
mod reach;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Enum, HttpBinding, Location, Member, Model, Operation, Protocol, Service, Shape};
use crate::parallel;
use crate::rust_names::{self, Scope};

/// Computes every name of the model.
pub fn resolve(model: &mut Model, diagnostics: &mut Diagnostics) {
    for findings in parallel::map(model.services.iter_mut().collect(), service) {
        diagnostics.append(findings);
    }
    paths::check(model, diagnostics);
}

/// Computes the names of a service.
fn service(service: &mut Service) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    modules(service);
    types(service, &mut diagnostics);
    let streams = service.operations.iter().filter(|operation| operation.streams_body);
    let bodies: BTreeSet<_> = streams.map(|operation| operation.input.name.clone()).collect();
    for shape in service.all_shapes_mut() {
        let reserved: &[&str] = match (bodies.contains(&shape.name), shape.open) {
            (true, _) => &["body"],
            (_, true) => &[REST],
            _ => &[],
        };
        match shape.by {
            Some(_) => alternatives(shape),
            None => fields(shape, reserved, &mut diagnostics),
        }
    }
    setters(service);
    for found in service.enums.values_mut() {
        variants(found, &mut diagnostics);
    }
    error_codes(service);
    rules(service);
    reach::mark_inputs(service);
    boxing::mark_boxed(service);
    diagnostics
}

/// A version of a service is one module. A file of a hand-written schema maps to a module of the same path:
/// `ci/moderation/query-job.xml` to `moderation::query_job`.
fn modules(service: &mut Service) {
    for unit in &mut service.units {
        let stem = unit.source.rsplit_once('.').map_or(unit.source.as_str(), |(stem, _)| stem);
        unit.path = match &service.version {
            Some(version) => vec![rust_names::module(version)],
            None => stem.split('/').skip(1).map(rust_names::module).collect(),
        };
    }
}

/// Operations come first, because people search for their names. The names of outputs derive from them.
fn types(service: &mut Service, diagnostics: &mut Diagnostics) {
    let mut scope = Scope::types();
    for operation in &mut service.operations {
        operation.rust_name = scope.take_or_suffixed(&rust_names::ty(&operation.name), "Operation");
        operation.input.rust_name = operation.rust_name.clone();
    }
    for operation in &mut service.operations {
        let name = operation.rust_name.clone();
        if let Some(output) = operation.response.shape_mut() {
            output.rust_name = scope.take_or_suffixed(&format!("{name}Output"), "Shape");
        }
    }
    let shapes = service.shapes.values_mut().map(|shape| (&shape.name, shape.span, &mut shape.rust_name));
    let enums = service.enums.values_mut().map(|found| (&found.name, found.span, &mut found.rust_name));
    let rules = service.rules.iter_mut().map(|kind| (&kind.name, kind.span, &mut kind.rust_name));
    let mut all: Vec<_> = shapes.chain(enums).chain(rules).collect();
    // Types whose Rust name equals their schema name take precedence.
    all.sort_by_cached_key(|(name, ..)| {
        let preferred = rust_names::ty(name);
        (!scope.is_free(&preferred), preferred != **name)
    });
    for (name, span, rust_name) in all {
        let preferred = rust_names::ty(name);
        *rust_name = scope.take_or_suffixed(&preferred, "Shape");
        if *rust_name != preferred {
            let message = format!("type name `{preferred}` is already used: renamed to `{rust_name}`");
            diagnostics.note(Code::NAME_COLLISION, span, message);
        }
    }
}

/// Names the fields of a shape. `reserved` are its other fields.
fn fields(shape: &mut Shape, reserved: &[&str], diagnostics: &mut Diagnostics) {
    let mut scope = Scope::with(reserved);
    // Deprecated members come last, so that they do not take the names of others.
    let (deprecated, current): (Vec<_>, Vec<_>) =
        shape.members.iter_mut().partition(|member| member.deprecated.is_some());
    for member in current.into_iter().chain(deprecated) {
        let preferred = rust_names::field(member.rust.as_ref().unwrap_or(&member.name));
        member.rust_name = scope.take(&preferred);
        if member.rust_name != preferred {
            let message = format!("field name `{preferred}` is already used: renamed to `{}`", member.rust_name);
            diagnostics.note(Code::NAME_COLLISION, member.span, message);
        }
    }
}

/// Names the variants of alternatives.
fn alternatives(shape: &mut Shape) {
    let mut scope = Scope::with(&[UNKNOWN]);
    for member in &mut shape.members {
        member.rust_name = scope.take(&rust_names::variant(member.rust.as_ref().unwrap_or(&member.name)));
    }
}

/// Setters share their namespace with the other methods of a builder.
fn setters(service: &mut Service) {
    for operation in &mut service.operations {
        let methods = methods(operation);
        let methods: Vec<_> = methods.iter().map(String::as_str).collect();
        set_setters(&mut operation.input.members, &methods);
        if let Some(output) = operation.response.shape_mut() {
            set_setters(&mut output.members, &[]);
        }
    }
    for shape in service.shapes.values_mut() {
        set_setters(&mut shape.members, &[]);
    }
}

/// Returns the methods of an operation in addition to those of every builder.
fn methods(operation: &Operation) -> Vec<String> {
    let bindings: &[HttpBinding] = match &operation.protocol {
        Protocol::Action => &[],
        Protocol::Rest { bindings, .. } => bindings,
    };
    let has = |method: &str| match method {
        "rule" => operation.rule,
        "read_callback" => operation.callback.is_some(),
        "events" => operation.events,
        "pages" | "items" => operation.paginate.is_some(),
        _ => true,
    };
    let methods = rust_names::OPERATION_METHODS.iter().copied().filter(|method| has(method));
    let constructors = bindings.iter().filter_map(|binding| binding.constructor.as_deref());
    methods.chain(constructors).map(str::to_owned).collect()
}

fn set_setters(members: &mut [Member], methods: &[&str]) {
    let mut scope = Scope::with_both(rust_names::BUILDER_METHODS, methods);
    for member in members.iter_mut().filter(|member| member.location != Location::Label) {
        member.setter = scope.take(&member.rust_name);
    }
}

/// Names parts, which become methods, and parameters, which become arguments.
fn rules(service: &mut Service) {
    for kind in &mut service.rules {
        let mut scope = Scope::with_both(rust_names::BUILDER_METHODS, &["then", "chain", "from_str", "to_string"]);
        for part in &mut kind.parts {
            part.rust_name = scope.take(&rust_names::field(&part.name));
        }
        for part in std::iter::once(&mut kind.head).chain(&mut kind.parts) {
            let mut scope = Scope::default();
            for param in &mut part.params {
                param.rust_name = scope.take(&rust_names::field(&param.name));
            }
        }
    }
}

fn error_codes(service: &mut Service) {
    let mut scope = Scope::default();
    for error in &mut service.errors {
        error.rust_name = scope.take(&rust_names::constant(error.name.as_ref().unwrap_or(&error.code)));
    }
}

/// The variant of generated alternatives for kinds that the schema does not describe.
pub const UNKNOWN: &str = "Unknown";

/// The field of a structure for members that the schema does not describe.
pub const REST: &str = "other";

/// The variant of a generated enumeration for unknown values. No value of a schema has this name.
pub const CATCH_ALL: &str = "UnknownValue";

fn variants(found: &mut Enum, diagnostics: &mut Diagnostics) {
    let mut scope = Scope::with(&[CATCH_ALL]);
    for value in &mut found.values {
        let preferred = value.name.as_deref().map_or_else(|| rust_names::variant(&value.value), rust_names::variant);
        value.rust_name = scope.take(&preferred);
        if value.rust_name != preferred {
            let message = format!("variant name `{preferred}` is already used: renamed to `{}`", value.rust_name);
            diagnostics.note(Code::NAME_COLLISION, value.span, message);
        }
    }
}
