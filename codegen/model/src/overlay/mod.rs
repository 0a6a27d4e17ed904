//! Reviewed facts laid over a descriptor: what upstream does not say, or says wrong.
//!
//! Entries apply in order, and every entry must apply: one that matches nothing, or says what is so already, is an
//! error. So corrections expire by themselves when upstream catches up.

mod common;
mod define;
mod errors;
mod facts;
mod keys;
mod merge;
mod operation;
mod paginate;
mod target;

use common::only;

use crate::diagnostic::Diagnostics;
use crate::model::Service;
use crate::source::{FileId, Sources};
use crate::syntax::fields::Fields;
use crate::syntax::json::{self, Node};

pub use define::{DEFINE_KEYS, VALUE_KEYS};
pub use errors::ERROR_KEYS;
pub use keys::{ENUM_FACTS, KEYS, MEMBER_FACTS, OPAQUE_FACTS, OPERATION_FACTS, SERVICE_FACTS, SHAPE_FACTS, entry_keys};
pub use operation::{CALLBACK_KEYS, EXAMPLE_KEYS, WAITER_KEYS};
pub use paginate::PAGINATE_KEYS;

/// Lays the overlay `file` over `service`.
pub fn apply(sources: &Sources, file: FileId, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(root) = json::parse(sources, file, diagnostics) else {
        service.incomplete = true;
        return;
    };
    let Some(fields) = Fields::open(&root, KEYS, diagnostics) else { return };
    fields.string("$schema", diagnostics);
    fields.required("entries", diagnostics);
    let keys = entry_keys();
    for node in fields.list("entries", diagnostics) {
        entry(node, &keys, service, diagnostics);
    }
}

fn entry(node: &Node, keys: &[&str], service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(fields) = Fields::open(node, keys, diagnostics) else { return };
    let target = fields.required_string("target", diagnostics);
    fields.required_string("why", diagnostics);
    let Some(target) = target else { return };
    if fields.get("define").is_some() {
        only(&fields, &["define"], "defines a type", diagnostics);
        define::define(&fields, &target, service, diagnostics);
    } else if fields.get("add").is_some() {
        only(&fields, &["add"], "adds a member", diagnostics);
        define::add(&fields, &target, service, diagnostics);
    } else if fields.get("opaque").is_some() {
        only(&fields, OPAQUE_FACTS, "is about an action whose parameters nobody has published", diagnostics);
        define::opaque(&fields, &target, service, diagnostics);
    } else {
        facts::state(&fields, &target, service, diagnostics);
    }
}
