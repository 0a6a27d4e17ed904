//! The keys of overlays.

/// The keys of an overlay.
pub const KEYS: &[&str] = &["$schema", "entries"];

/// The keys that every entry has.
pub(super) const REQUIRED_KEYS: &[&str] = &["target", "why"];
/// The facts of a service.
pub const SERVICE_FACTS: &[&str] = &["description", "page", "sites", "errors"];
/// The facts of an action.
pub const OPERATION_FACTS: &[&str] = &[
    "description",
    "page",
    "search_words",
    "one_of",
    "some_of",
    "together",
    "idempotent",
    "idempotency_token",
    "deprecated",
    "sites",
    "response",
    "examples",
    "events",
    "paginate",
    "waiter",
    "callback",
];
/// The facts of an opaque action, whose parameters are not published.
pub const OPAQUE_FACTS: &[&str] = &["opaque", "description", "page", "search_words", "sites", "idempotent"];
/// The facts of a shape.
pub const SHAPE_FACTS: &[&str] = &["description", "one_of", "some_of", "together"];
/// The facts of an enumeration.
pub const ENUM_FACTS: &[&str] = &["description"];
/// The facts of a member.
pub const MEMBER_FACTS: &[&str] = &[
    "description",
    "rust",
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
    "sites",
];

/// Returns every key of an entry.
pub fn entry_keys() -> Vec<&'static str> {
    let mut keys =
        [REQUIRED_KEYS, SERVICE_FACTS, OPERATION_FACTS, OPAQUE_FACTS, MEMBER_FACTS, &["add", "define"]].concat();
    keys.sort_unstable();
    keys.dedup();
    keys
}
