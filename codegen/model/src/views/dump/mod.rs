//! The Model as JSON, without names or types of Rust, so that a change of meaning shows apart from a change of code.
//! Each member stands on one line, so that a difference reads like the change.

mod operation;
mod rule;
mod service;
mod shape;

use std::collections::BTreeMap;

use crate::document::{Json, line, list, tall};
use crate::model::Model;

/// Returns the whole Model as a JSON document.
pub fn dump(model: &Model) -> String {
    let package = &model.package;
    let package = line()
        .text("name", &package.name)
        .text("version", &package.version)
        .text("description", &package.description)
        .maybe("repository", package.repository.as_deref());
    let services = list(model.services.iter().map(|service| service::whole(service, Prose::Kept)));
    tall().set("package", package).set("services", services).document()
}

/// Returns a JSON document without prose for each schema file, by the path of the file.
pub fn units(model: &Model) -> BTreeMap<String, String> {
    let services = model.services.iter();
    let units = services.flat_map(|service| (0..service.units.len()).map(move |unit| (service, unit)));
    units.map(|(service, unit)| (service.units[unit].source.clone(), service::unit(service, unit).document())).collect()
}

/// Whether documentation, pages and examples are part of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Prose {
    Kept,
    LeftOut,
}

impl Prose {
    /// Adds a text for people, unless these are left out.
    fn add(self, object: Json, key: &'static str, text: &str) -> Json {
        match self {
            Self::Kept => object.text(key, text),
            Self::LeftOut => object,
        }
    }
}
