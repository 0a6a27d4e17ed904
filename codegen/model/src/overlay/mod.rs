//! Applies overlays to descriptors: reviewed facts that upstream does not publish, or publishes incorrectly.
//!
//! Entries apply in order. An entry without a target or without an effect is an error, so corrections expire when
//! upstream catches up.

mod common;
mod define;
mod errors;
mod facts;
mod keys;
mod merge;
mod operation;
mod paginate;
mod target;

use common::allow_facts;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Service;
use crate::source::{FileId, Sources};
use crate::syntax::fields::Fields;
use crate::syntax::json::{self, Node};

pub use define::{DEFINE_KEYS, VALUE_KEYS};
pub use errors::ERROR_KEYS;
pub use keys::{ENUM_FACTS, KEYS, MEMBER_FACTS, OPAQUE_FACTS, OPERATION_FACTS, SERVICE_FACTS, SHAPE_FACTS, entry_keys};
pub use operation::{CALLBACK_KEYS, EXAMPLE_KEYS, WAITER_KEYS};
pub use paginate::PAGINATE_KEYS;

/// The findings about entries that do not apply.
pub const STALE: &[Code] = &[Code::OVERLAY_TARGET_NOT_FOUND, Code::OVERLAY_WITHOUT_EFFECT, Code::OVERLAY_SHAPES_DIFFER];

/// Applies the overlay `file` to `service`.
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
        allow_facts(&fields, &["define"], "defines a type", diagnostics);
        define::define(&fields, &target, service, diagnostics);
    } else if fields.get("add").is_some() {
        allow_facts(&fields, &["add"], "adds a member", diagnostics);
        define::add(&fields, &target, service, diagnostics);
    } else if fields.get("opaque").is_some() {
        allow_facts(&fields, OPAQUE_FACTS, "adds an opaque action", diagnostics);
        define::opaque(&fields, &target, service, diagnostics);
    } else {
        facts::apply(&fields, &target, service, diagnostics);
    }
}
