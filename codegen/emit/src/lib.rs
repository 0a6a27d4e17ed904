//! The Model as a Rust crate. Prints; every name and type has been decided by resolve.

pub mod canonical;
mod docs;
mod enumeration;
mod errors;
mod example;
mod facts;
mod features;
mod files;
mod imports;
mod items;
mod later;
mod layout;
mod member;
mod meta;
mod modules;
mod opaque;
mod operation;
mod registry;
mod rules;
mod series;
mod split;
mod structure;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod types;
pub mod write;

use crate::write::Tree;
use codegen_model::parallel;
use codegen_model::{Model, Service};
use items::Items;

pub use split::split;

/// Where the crate that is made stands.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The path from the generated crate to the runtime, where it is not taken from the registry.
    pub runtime: Option<String>,
}

/// Makes the crate.
///
/// # Errors
///
/// Fails where the generator has made something that is no Rust.
pub fn emit(model: &Model, options: &Options) -> Result<Tree, Error> {
    let mut tree = Tree::new();
    for service in parallel::map(model.services.iter().collect(), |service| units(service, model)) {
        for (path, text) in service? {
            tree.insert(path, text);
        }
    }
    files::add(model, options, &mut tree)?;
    Ok(tree)
}

/// The files of a service by their paths, but for those that only name others.
fn units(service: &Service, model: &Model) -> Result<Vec<(String, String)>, Error> {
    let place = ServiceContext { package: &model.package.name, service, newest: is_newest(service, model) };
    let files = (0..service.units.len()).map(|unit| {
        let path = format!("src/{}/{}.rs", service.module, service.units[unit].path.join("/"));
        let text = unit_file(unit, &place).map_err(|source| Error { path: path.clone(), source })?;
        Ok((path, text))
    });
    files.collect()
}

/// The generator has made something that is no Rust or no template: its own fault, not that of a schema.
#[derive(Debug)]
pub struct Error {
    path: String,
    source: syn::Error,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the generator made a {} that is no Rust: {}", self.path, self.source)
    }
}

impl std::error::Error for Error {}

/// The service that is being printed.
pub(crate) struct ServiceContext<'a> {
    /// The crate.
    pub(crate) package: &'a str,
    /// The service.
    pub(crate) service: &'a Service,
    /// Whether it is the newest version in its module.
    pub(crate) newest: bool,
}

impl ServiceContext<'_> {
    /// The path at which a consumer finds the service: `ims`, or `ims::v2020_07_13` for an older version.
    pub(crate) fn path(&self) -> String {
        match self.service.units.first() {
            Some(unit) if !self.newest => format!("{}::{}", self.service.module, unit.path.join("::")),
            _ => self.service.module.clone(),
        }
    }
}

/// For a module that has to name what nobody should use any more.
pub(crate) fn allow_deprecated() -> proc_macro2::TokenStream {
    quote::quote!(#![allow(deprecated)])
}

pub(crate) fn is_newest(service: &Service, model: &Model) -> bool {
    let versions = model.services.iter().filter(|other| other.module == service.module).map(|other| &other.version);
    versions.max() == Some(&service.version)
}

/// One schema file's module.
fn unit_file(unit: usize, place: &ServiceContext<'_>) -> Result<String, syn::Error> {
    let service = place.service;
    let mut items = Items::default();
    for found in service.operations.iter().filter(|operation| operation.unit == unit) {
        operation::operation(found, place, &mut items);
    }
    for shape in service.shapes.values().filter(|shape| shape.unit == unit) {
        structure::structure(shape, service, &mut items);
    }
    let imports = imports::of(&items, unit, service);
    for found in service.enums.values().filter(|found| found.unit == unit) {
        enumeration::enumeration(found, service, &mut items);
    }
    for kind in service.rules.iter().filter(|kind| kind.unit == unit) {
        rules::rules(kind, service, &mut items);
    }
    errors::errors(unit, service, &mut items);
    let module_doc = modules::doc(unit, place);
    let used = service.operations.iter().any(|operation| operation.unit == unit && operation.deprecated().is_some());
    let allow = used.then(allow_deprecated);
    let head = text::source(&files::header(&service.units[unit].source), quote::quote!(#module_doc #allow #imports))?;
    items.lay_out(head.trim_end(), text::code)
}
