//! Names that are reserved in generated code.

/// The keywords of all editions, sorted.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Returns whether a word is a keyword.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// The features of the generated crate in addition to those of services.
const FEATURES: &[&str] = &[
    "blocking",
    "default",
    "metrics",
    "registry",
    "reqwest",
    "serde",
    "testing",
    "tracing",
    "transport",
    "webpki-roots",
];

/// The root modules of the generated crate in addition to those of services, and the crates that a module would hide from an
/// application that imports it.
const ROOT_MODULES: &[&str] =
    &["alloc", "core", "credentials", "registry", "runtime", "std", "tencentcloud_runtime", "testing"];

/// Returns whether the module of a service cannot have this name.
pub fn is_reserved_module(name: &str) -> bool {
    is_keyword(name) || FEATURES.contains(&name) || ROOT_MODULES.contains(&name)
}

/// Returns the name of the feature of a service's module: that of the service, without the `_` of a reserved module.
pub fn feature(module: &str) -> &str {
    let plain = module.strip_suffix('_').filter(|plain| is_reserved_module(plain) && !FEATURES.contains(plain));
    plain.unwrap_or(module)
}

/// Methods of every builder other than setters. A setter of the same name would hide them.
pub const BUILDER_METHODS: &[&str] = &["new", "clone", "fmt", "eq", "default", "visit", "member"];

/// Methods that only operations have, all or some of them.
pub const OPERATION_METHODS: &[&str] = &["send", "send_and_wait", "rule", "read_callback", "events", "pages", "items"];

#[cfg(test)]
mod tests {
    use super::{KEYWORDS, feature};

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn a_feature_has_the_name_of_its_service_unless_the_crate_has_one_of_that_name() {
        for (module, expected) in [
            ("vpc", "vpc"),
            ("as_", "as"),
            ("std_", "std"),
            ("runtime_", "runtime"),
            ("serde_", "serde_"),
            ("a_", "a_"),
        ] {
            assert_eq!(feature(module), expected, "{module}");
        }
    }
}
