//! The files of the generated crate.

use std::collections::{BTreeMap, BTreeSet};

use codegen_model::{Model, Service, Unit, parallel};

use crate::context::ServiceContext;
use crate::template::Error;
use crate::write::{MARKER, Tree};
use crate::{documents, module, module_tree, registry};

/// What surrounds the generated crate.
#[derive(Clone, Debug)]
pub struct Options {
    /// The path from the generated crate to the runtime. Without it, the runtime comes from the registry.
    pub runtime: Option<String>,
    /// The version of the runtime and of the generator, which are released together.
    pub version: String,
}

impl Default for Options {
    fn default() -> Self {
        Self { runtime: None, version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The licenses require their text in every published crate.
const LICENSES: [(&str, &str); 2] = [
    ("LICENSE-APACHE", include_str!("../../../LICENSE-APACHE")),
    ("LICENSE-MIT", include_str!("../../../LICENSE-MIT")),
];

/// Keeps `cargo fmt` from reformatting the generated crate.
const RUSTFMT: &str = "disable_all_formatting = true\n";

/// Generates a crate.
///
/// # Errors
///
/// Fails if a template cannot be rendered, which is a bug in the generator.
pub fn emit(model: &Model, options: &Options) -> Result<Tree, Error> {
    let mut tree = Tree::new();
    let modules = parallel::map(model.services.iter().collect(), |service| modules(service, model));
    let registry = (registry::PATH.to_owned(), registry::registry(model));
    for (path, text) in modules.into_iter().flatten().chain(module_tree::modules(model)).chain([registry]) {
        tree.insert(path, text);
    }
    for (path, text) in documents::documents(model, options, None)? {
        tree.insert(path, text);
    }
    for (path, text) in module_tree::guides(model) {
        tree.insert(path, text);
    }
    for (path, text) in LICENSES.into_iter().chain([("rustfmt.toml", RUSTFMT)]) {
        tree.insert(path, text);
    }
    tree.insert(MARKER, marker(model, options));
    Ok(tree)
}

/// Generates a crate without modules of its own, which re-exports those of the crates that `packages` names by module.
pub fn facade(model: &Model, options: &Options, packages: &BTreeMap<String, String>) -> Result<Tree, Error> {
    let mut tree = Tree::new();
    for (path, text) in documents::documents(model, options, Some(packages))? {
        tree.insert(path, text);
    }
    for (path, text) in LICENSES.into_iter().chain([("rustfmt.toml", RUSTFMT)]) {
        tree.insert(path, text);
    }
    tree.insert(MARKER, marker(model, options));
    Ok(tree)
}

/// The modules of a service's schema files, by path.
fn modules(service: &Service, model: &Model) -> Vec<(String, String)> {
    let context = ServiceContext::of(service, model);
    let module = |(index, unit): (usize, &Unit)| {
        (format!("src/{}/{}.rs", service.module, unit.path.join("/")), module::module(index, &context))
    };
    service.units.iter().enumerate().map(module).collect()
}

/// The file that marks the folder as generated, with the generator's version and the schema files.
pub fn marker(model: &Model, options: &Options) -> String {
    let sources: BTreeSet<_> =
        model.services.iter().flat_map(|service| &service.units).map(|unit| &unit.source).collect();
    let value = serde_json::json!({
        "generator": format!("codegen {}", options.version),
        "command": "cargo xtask regenerate",
        "sources": sources,
    });
    format!("{value:#}\n")
}
