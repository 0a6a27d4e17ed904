//! Words to Rust identifiers: case, keywords, and names that are taken.

use std::collections::{BTreeMap, HashSet};

use heck::{ToKebabCase, ToShoutySnakeCase};

mod generated;
pub mod words;

pub use generated::RuntimeItem;
use words::words;

/// Words that are no identifiers, in any edition, and `gen`, which the next one reserves. In order.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether a word is no identifier.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

/// Methods that every builder has beside its setters: a setter of the name would hide them.
pub const BUILDER_METHODS: &[&str] = &["new", "clone", "fmt", "eq", "default", "visit", "member"];

/// What operations have on top, all of them or some.
pub const OPERATION_METHODS: &[&str] = &["send", "send_and_wait", "rule", "read_callback", "events", "pages", "items"];

/// A field: snake case, a trailing `_` where the name is a keyword, a leading one before a digit.
pub fn field(name: &str) -> String {
    identifier(words(name).join("_"))
}

/// A constant: the parts of an error code in upper case.
pub fn constant(name: &str) -> String {
    identifier(words(name).join(" ").to_shouty_snake_case())
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
    let is_camel = name.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    let camel = if is_camel { name.to_owned() } else { camel(name) };
    if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("_{camel}") } else { camel }
}

/// A variant of an enumeration.
pub fn variant(value: &str) -> String {
    let name = camel(value);
    match name.chars().next() {
        None if value.is_empty() => "Empty".to_owned(),
        None => "Unnamed".to_owned(),
        Some(first) if first.is_ascii_digit() && value.starts_with('-') => format!("Minus{name}"),
        Some(first) if first.is_ascii_digit() => format!("Value{name}"),
        Some(_) => identifier(name),
    }
}

/// Words with a capital each. Numbers that meet are kept apart: `1.5` is not `15`.
fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    for word in words(name) {
        if ends_in_digit(&camel) && word.starts_with(|c: char| c.is_ascii_digit()) {
            camel.push('_');
        }
        camel.push_str(&word[..1].to_ascii_uppercase());
        camel.push_str(&word[1..]);
    }
    camel
}

fn ends_in_digit(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_digit())
}

fn identifier(name: String) -> String {
    if name.is_empty() {
        return "unnamed".to_owned();
    }
    if !name.starts_with(|c: char| c.is_ascii_digit()) && !is_keyword(&name) {
        return name;
    }
    let start = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    let end = if is_keyword(&name) { "_" } else { "" };
    format!("{start}{name}{end}")
}

/// The names of one namespace. The first to ask for a name gets it; later ones get a number.
#[derive(Debug, Default)]
pub struct Scope<'r> {
    /// Few lists of few names, shared by the scopes of a whole service: looking through them is quicker than a set for each.
    reserved: [&'r [&'r str]; 2],
    taken: HashSet<String>,
    /// The number that a name gets next, so that many of one name are not counted through again and again.
    next: BTreeMap<String, usize>,
}

impl<'r> Scope<'r> {
    /// A namespace in which nothing can be called like one of `reserved`.
    pub fn with(reserved: &'r [&'r str]) -> Self {
        Self::with_both(reserved, &[])
    }

    /// The same with two lists.
    pub fn with_both(one: &'r [&'r str], other: &'r [&'r str]) -> Self {
        Self { reserved: [one, other], ..Self::default() }
    }

    /// The namespace of types, without the names that generated code takes from the runtime and the prelude.
    pub fn types() -> Self {
        Self::with_both(RuntimeItem::NAMES, generated::PRELUDE)
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.reserved.iter().any(|names| names.contains(&name))
    }

    /// Takes `wanted`. Like a keyword, a reserved name gets a trailing `_`.
    pub fn take(&mut self, wanted: &str) -> String {
        if self.is_reserved(wanted) { self.free(&format!("{wanted}_")) } else { self.free(wanted) }
    }

    /// Takes `wanted`, or the longer `wanted` + `end` where it is not free.
    pub fn take_or_longer(&mut self, wanted: &str, end: &str) -> String {
        if self.is_free(wanted) { self.free(wanted) } else { self.free(&format!("{wanted}{end}")) }
    }

    /// Whether nothing is called `name` yet.
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains(name) && !self.is_reserved(name)
    }

    fn free(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        while !self.is_free(&name) {
            let number = self.next.entry(wanted.to_owned()).or_insert(2);
            name = numbered(wanted, *number);
            *number += 1;
        }
        self.taken.insert(name.clone());
        name
    }
}

/// `RedEye2`, `Value4_2`, `red_eye_2`.
fn numbered(name: &str, number: usize) -> String {
    let is_constant = name.trim_end_matches('_').contains('_');
    let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase()) && !is_constant && !ends_in_digit(name);
    let gap = if is_camel { "" } else { "_" };
    format!("{}{gap}{number}", name.trim_end_matches('_'))
}

#[cfg(test)]
mod tests {
    use super::KEYWORDS;

    #[test]
    fn keywords_can_be_searched() {
        assert!(KEYWORDS.is_sorted());
    }
}
