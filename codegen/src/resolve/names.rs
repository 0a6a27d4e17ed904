//! Words to Rust identifiers: case, keywords, and names that are taken.

use std::collections::BTreeSet;

use heck::{ToKebabCase, ToSnakeCase};

use super::words::words;

/// Words that are no identifiers, in any edition, and `gen`, which the next one reserves.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types that generated code refers to: a schema's type of such a name gets a longer one.
const TAKEN_TYPES: &[&str] = &[
    "Answer",
    "Blob",
    "Body",
    "Box",
    "Bucket",
    "ByteStream",
    "Call",
    "Client",
    "Clone",
    "Debug",
    "Default",
    "Err",
    "Error",
    "Field",
    "From",
    "Host",
    "Into",
    "IntoIterator",
    "List",
    "Meta",
    "None",
    "Ok",
    "OpenEnum",
    "Operation",
    "Option",
    "PartialEq",
    "Result",
    "Rule",
    "Self",
    "Shape",
    "Some",
    "String",
    "Timestamp",
    "Trait",
    "Vec",
    "Visitor",
    "Way",
];

/// Methods that every builder has beside its setters.
pub const BUILDER_METHODS: &[&str] = &["new", "send", "rule", "clone", "fmt", "eq", "default", "visit", "member"];

/// A field: snake case, a trailing `_` where the name is a keyword, a leading one before a digit.
pub fn field(name: &str) -> String {
    identifier(words(name).join(" ").to_snake_case())
}

/// A module, from the name of a file or folder.
pub fn module(name: &str) -> String {
    let snake = words(name).join("_");
    let start = if snake.starts_with(|c: char| c.is_ascii_digit()) { "v" } else { "" };
    identifier(format!("{start}{snake}"))
}

/// A file's name for an operation.
pub fn file(name: &str) -> String {
    words(name).join(" ").to_kebab_case()
}

/// A type. What is in upper camel case already keeps its acronyms.
pub fn ty(name: &str) -> String {
    let is_camel =
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric());
    if is_camel { name.to_owned() } else { camel(name) }
}

/// A variant of an enumeration.
pub fn variant(value: &str) -> String {
    let name = camel(value);
    match name.chars().next() {
        None if value.is_empty() => "Empty".to_owned(),
        None => "Other".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("Value{name}"),
        Some(_) => identifier(name),
    }
}

fn camel(name: &str) -> String {
    let capital = |word: String| word[..1].to_ascii_uppercase() + &word[1..];
    let name: String = words(name).into_iter().map(capital).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

fn identifier(name: String) -> String {
    if name.is_empty() {
        return "unnamed".to_owned();
    }
    let start = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    let end = if KEYWORDS.contains(&name.as_str()) { "_" } else { "" };
    format!("{start}{name}{end}")
}

/// Names that are taken in one namespace. The first to ask for a name gets it; later ones get a number.
#[derive(Debug, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// A namespace in which `names` are taken.
    pub fn with(names: &[&str]) -> Self {
        Self { taken: names.iter().map(|name| (*name).to_owned()).collect() }
    }

    /// The namespace of types.
    pub fn types() -> Self {
        Self::with(TAKEN_TYPES)
    }

    /// Takes `wanted`, or what `otherwise` makes of it, or that with a number behind.
    pub fn take(&mut self, wanted: String, otherwise: impl Fn(&str) -> String) -> String {
        if self.taken.insert(wanted.clone()) {
            return wanted;
        }
        let fallback = otherwise(&wanted);
        let numbered = (2..).map(|number| format!("{fallback}{number}"));
        let name = std::iter::once(fallback.clone()).chain(numbered).find(|name| !self.taken.contains(name));
        let name = name.unwrap_or(fallback);
        self.taken.insert(name.clone());
        name
    }
}
