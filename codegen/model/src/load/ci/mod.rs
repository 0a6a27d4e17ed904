//! Loads hand-written XML schemas: files of one operation, shared types, processing rules or error codes.

mod common;
pub mod content;
mod errors;
mod groups;
mod http_binding;
mod member;
mod operation;
mod response;
mod rules;
mod traits;
mod types;
pub mod vocabulary;

use vocabulary as spec;

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
    content::check(root, diagnostics);
    match root.name() {
        "operation" => {
            let loaded = operation::operation(root.open(spec::OPERATION, diagnostics), unit, service, diagnostics);
            service.incomplete |= loaded.is_none();
        }
        "types" => types::types(root.open(spec::TYPES, diagnostics), unit, service, diagnostics),
        "errors" => errors::errors(root.open(spec::ERRORS, diagnostics), unit, service, diagnostics),
        "rules" => rules::rules(root.open(spec::RULES, diagnostics), unit, service, diagnostics),
        other => {
            let message = format!("expected `<operation>`, `<types>`, `<rules>` or `<errors>`, found `<{other}>`");
            diagnostics.error(Code::UNKNOWN_KEY, root.span(), message);
            service.incomplete = true;
        }
    }
}
