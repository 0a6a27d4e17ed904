//! Loads hand-written XML schemas: one operation a file, and files of shared types, rules and error codes.

mod doc;
mod errors;
mod groups;
mod member;
mod operation;
mod rules;
mod types;
pub mod vocabulary;

use vocabulary as form;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Service, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::xml::{self, Element};

/// Loads one file into the service.
pub fn load(sources: &Sources, file: FileId, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(document) = xml::parse(sources, file, diagnostics) else {
        service.incomplete = true;
        return;
    };
    let unit = service.units.len();
    service.units.push(Unit { source: sources.path(file).to_owned(), path: Vec::new() });
    let root = Element::root(&document, file);
    match root.name() {
        "operation" => {
            let loaded = operation::operation(root.open(form::OPERATION, diagnostics), unit, service, diagnostics);
            service.incomplete |= loaded.is_none();
        }
        "types" => types::types(root.open(form::TYPES, diagnostics), unit, service, diagnostics),
        "errors" => errors::errors(root.open(form::ERRORS, diagnostics), unit, service, diagnostics),
        "rules" => rules::rules(root.open(form::RULES, diagnostics), unit, service, diagnostics),
        other => {
            let message = format!("a schema is an <operation>, <types>, <rules> or <errors>, not <{other}>");
            diagnostics.error(Code::UNKNOWN_KEY, root.span(), message);
            service.incomplete = true;
        }
    }
}
