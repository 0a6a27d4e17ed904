//! Computes every final name once: types, fields, setters, variants, modules; and what needs a box. After it, a view
//! prints and never decides.
//!
//! Names depend on the order of declaration only where two would be the same: the one declared first keeps its name.

mod boxing;
mod paths;
mod reach;

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Enum, HttpBinding, Location, Member, Model, Operation, Protocol, Service, Shape};
use crate::parallel;
use crate::rust_names::{self, Scope};

/// Fills in every name of the model.
pub fn resolve(model: &mut Model, diagnostics: &mut Diagnostics) {
    for findings in parallel::map(model.services.iter_mut().collect(), service) {
        diagnostics.append(findings);
    }
    paths::check(model, diagnostics);
}

/// Fills in the names of a service.
fn service(service: &mut Service) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    modules(service);
    types(service, &mut diagnostics);
    let streams = service.operations.iter().filter(|operation| operation.streams_body);
    let bodies: BTreeSet<_> = streams.map(|operation| operation.input.name.clone()).collect();
    for shape in service.all_shapes_mut() {
        let taken: &[&str] = if bodies.contains(&shape.name) { &["body"] } else { &[] };
        fields(shape, taken, &mut diagnostics);
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

/// A version of a service is one module. Of hand-written schemas, one file maps to one module of the same path:
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

/// Operations come first: their names are what people look for. Outputs are called after them.
fn types(service: &mut Service, diagnostics: &mut Diagnostics) {
    let mut scope = Scope::types();
    for operation in &mut service.operations {
        operation.rust_name = scope.take_or_longer(&rust_names::ty(&operation.name), "Operation");
        operation.input.rust_name = operation.rust_name.clone();
    }
    for operation in &mut service.operations {
        let name = operation.rust_name.clone();
        if let Some(output) = operation.response.shape_mut() {
            output.rust_name = scope.take_or_longer(&format!("{name}Output"), "Shape");
        }
    }
    let shapes = service.shapes.values_mut().map(|shape| (&shape.name, shape.span, &mut shape.rust_name));
    let enums = service.enums.values_mut().map(|found| (&found.name, found.span, &mut found.rust_name));
    let rules = service.rules.iter_mut().map(|kind| (&kind.name, kind.span, &mut kind.rust_name));
    let mut all: Vec<_> = shapes.chain(enums).chain(rules).collect();
    // Whoever is called in Rust as in the schema has the better claim.
    all.sort_by_cached_key(|(name, ..)| {
        let wanted = rust_names::ty(name);
        (!scope.is_free(&wanted), wanted != **name)
    });
    for (name, span, rust_name) in all {
        let wanted = rust_names::ty(name);
        *rust_name = scope.take_or_longer(&wanted, "Shape");
        if *rust_name != wanted {
            let message = format!("the name `{wanted}` is taken: the type is called `{rust_name}`");
            diagnostics.note(Code::NAME_COLLISION, span, message);
        }
    }
}

/// `taken` are fields that the structure has beside its members.
fn fields(shape: &mut Shape, taken: &[&str], diagnostics: &mut Diagnostics) {
    let mut scope = Scope::with(taken);
    // Members that are still in use come first, so that a deprecated twin does not take their name.
    let (deprecated, live): (Vec<_>, Vec<_>) = shape.members.iter_mut().partition(|member| member.deprecated.is_some());
    for member in live.into_iter().chain(deprecated) {
        let wanted = rust_names::field(&member.name);
        member.rust_name = scope.take(&wanted);
        if member.rust_name != wanted {
            let message = format!("the field `{wanted}` is there already: this one is called `{}`", member.rust_name);
            diagnostics.note(Code::NAME_COLLISION, member.span, message);
        }
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

/// What an operation has beside what every builder has.
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
    let constructors = bindings.iter().filter_map(|way| way.constructor.as_deref());
    methods.chain(constructors).map(str::to_owned).collect()
}

fn set_setters(members: &mut [Member], methods: &[&str]) {
    let mut scope = Scope::with_both(rust_names::BUILDER_METHODS, methods);
    for member in members.iter_mut().filter(|member| member.location != Location::Label) {
        member.setter = scope.take(&member.rust_name);
    }
}

/// Methods for parts, arguments for parameters. `then` and `chain` are methods of every builder.
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

/// What the generated enumeration calls a value that it does not know; a value of the schema gives way.
pub const CATCH_ALL: &str = "UnknownValue";

fn variants(found: &mut Enum, diagnostics: &mut Diagnostics) {
    let mut scope = Scope::with(&[CATCH_ALL]);
    for value in &mut found.values {
        let wanted = value.name.as_deref().map_or_else(|| rust_names::variant(&value.value), rust_names::variant);
        value.rust_name = scope.take(&wanted);
        if value.rust_name != wanted {
            let message = format!("the variant `{wanted}` is there already: this one is called `{}`", value.rust_name);
            diagnostics.note(Code::NAME_COLLISION, value.span, message);
        }
    }
}
