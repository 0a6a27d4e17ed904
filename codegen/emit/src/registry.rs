//! The registry: every operation and every kind of rule by name, for tools.

use minijinja::value::Serde;
use serde::Serialize;

use super::{Error, features, files};
use codegen_model::{Model, Service};

const TEMPLATE: &str = include_str!("templates/registry.rs.jinja");

/// Where the registry stands.
pub const PATH: &str = "src/registry.rs";

/// What the template prints.
#[derive(Serialize)]
struct View<'a> {
    header: String,
    deprecated: bool,
    lists: Vec<List<'a>>,
}

/// A function that lists things of all services.
#[derive(Serialize)]
struct List<'a> {
    what: &'static str,
    function: &'static str,
    entry: &'static str,
    /// Whether an entry is told its name.
    named: bool,
    services: Vec<Listed<'a>>,
}

/// What a service has, where its feature is on.
#[derive(Serialize)]
struct Listed<'a> {
    feature: String,
    path: String,
    names: Vec<&'a str>,
}

/// The registry as text.
///
/// # Errors
///
/// Fails where the template does.
pub fn registry(model: &Model) -> Result<String, Error> {
    let deprecated = |service: &Service| service.operations.iter().any(|operation| operation.deprecated().is_some());
    let services = model.services.iter().map(|service| operations(service, model)).collect();
    let operations = List { what: "operation", function: "entries", entry: "Entry", named: false, services };
    let services = model.services.iter().filter(|service| !service.rules.is_empty());
    let services: Vec<_> = services.map(|service| rules(service, model)).collect();
    let rules = List { what: "kind of rule", function: "rules", entry: "RuleEntry", named: true, services };
    let view = View {
        header: files::header("client.toml"),
        deprecated: model.services.iter().any(deprecated),
        lists: std::iter::once(operations).chain(Some(rules).filter(|list| !list.services.is_empty())).collect(),
    };
    files::render(PATH, TEMPLATE, Serde(&view))
}

fn operations<'a>(service: &'a Service, model: &Model) -> Listed<'a> {
    listed(service, model, service.operations.iter().map(|operation| &operation.rust_name))
}

fn rules<'a>(service: &'a Service, model: &Model) -> Listed<'a> {
    listed(service, model, service.rules.iter().map(|kind| &kind.rust_name))
}

fn listed<'a>(service: &Service, model: &Model, names: impl Iterator<Item = &'a String>) -> Listed<'a> {
    let version = service.version.as_ref().and(service.units.first());
    let path = std::iter::once(&service.module).chain(version.iter().flat_map(|unit| &unit.path));
    let path = path.map(String::as_str).collect::<Vec<_>>().join("::");
    Listed { feature: features::of_service(service, model), path, names: names.map(String::as_str).collect() }
}
