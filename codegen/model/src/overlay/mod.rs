//! Reviewed facts laid over a descriptor: what upstream does not say, or says wrong.
//!
//! Entries apply in order, and every entry must apply: one that matches nothing, or says what is so already, is an
//! error. So corrections expire by themselves when upstream catches up.

mod define;
mod errors;
mod facts;
mod merge;
mod operation;
mod paginate;
mod target;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Service;
use crate::source::{FileId, Sources, Span};
use crate::syntax::fields::Fields;
use crate::syntax::json::{self, Node};

pub use define::{DEFINE_KEYS, VALUE_KEYS};
pub use errors::ERROR_KEYS;
pub use operation::{CALLBACK_KEYS, EXAMPLE_KEYS, WAITER_KEYS};
pub use paginate::PAGINATE_KEYS;

/// The keys of an overlay.
pub const KEYS: &[&str] = &["$schema", "entries"];

/// The keys of an entry that say what it is about.
const FRAME: &[&str] = &["target", "why"];
/// What can be said of a service.
pub const SERVICE_FACTS: &[&str] = &["description", "page", "errors"];
/// What can be said of an action.
pub const OPERATION_FACTS: &[&str] = &[
    "description",
    "page",
    "one_of",
    "some_of",
    "together",
    "idempotent",
    "response",
    "examples",
    "events",
    "paginate",
    "waiter",
    "callback",
];
/// What can be said of an action that nobody has published the parameters of.
pub const OPAQUE_FACTS: &[&str] = &["opaque", "description", "page", "idempotent"];
/// What can be said of a shape.
pub const SHAPE_FACTS: &[&str] = &["description", "one_of", "some_of", "together"];
/// What can be said of an enumeration.
pub const ENUM_FACTS: &[&str] = &["description"];
/// What can be said of a member.
pub const MEMBER_FACTS: &[&str] = &[
    "description",
    "shape",
    "free",
    "type",
    "format",
    "enum",
    "required",
    "range",
    "length",
    "pattern",
    "default",
    "sensitive",
    "deprecated",
];

/// Every key of an entry.
pub fn entry_keys() -> Vec<&'static str> {
    let mut keys = [FRAME, SERVICE_FACTS, OPERATION_FACTS, OPAQUE_FACTS, MEMBER_FACTS, &["add", "define"]].concat();
    keys.sort_unstable();
    keys.dedup();
    keys
}

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

/// Reports facts that cannot be said of what an entry is about.
fn only(fields: &Fields<'_>, facts: &[&str], about: &str, diagnostics: &mut Diagnostics) {
    for key in fields.keys().filter(|key| !FRAME.contains(&&*key.text) && !facts.contains(&&*key.text)) {
        // What is no key of an entry at all has been reported already.
        if entry_keys().contains(&&*key.text) {
            let message = format!("`{}` cannot be said here: the entry {about}", key.text);
            diagnostics
                .error(Code::UNKNOWN_KEY, key.span, message)
                .help(format!("possible here: {}", facts.join(", ")));
        }
    }
}

/// Sets `slot`, which must not hold the value yet.
fn set<T: PartialEq>(slot: &mut T, value: T, what: &str, span: Span, diagnostics: &mut Diagnostics) {
    if *slot == value {
        let message = format!("the entry changes nothing: this {what} is what the descriptor says already");
        diagnostics.error(Code::OVERLAY_WITHOUT_EFFECT, span, message).help("remove it from the entry");
    }
    *slot = value;
}
