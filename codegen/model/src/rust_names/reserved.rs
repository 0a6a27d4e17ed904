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

/// Methods of every builder other than setters. A setter of the same name would hide them.
pub const BUILDER_METHODS: &[&str] = &["new", "clone", "fmt", "eq", "default", "visit", "member"];

/// Methods that only operations have, all or some of them.
pub const OPERATION_METHODS: &[&str] = &["send", "send_and_wait", "rule", "read_callback", "events", "pages", "items"];

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
