//! The keys of overlays.

/// The keys of an overlay.
pub const KEYS: &[&str] = &["$schema", "entries"];

/// The keys of an entry that say what it is about.
pub(super) const FRAME: &[&str] = &["target", "why"];
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
    "deprecated",
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
