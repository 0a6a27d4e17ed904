//! Converts names of schemas to Rust identifiers: case, keywords, reserved names and collisions.

mod generated;
pub mod lexicon;
mod reserved;
mod scope;
pub mod words;

use heck::{ToKebabCase, ToShoutySnakeCase};

use words::words;

pub use generated::RuntimeItem;
pub use reserved::{BUILDER_METHODS, OPERATION_METHODS, feature, is_keyword, is_reserved_module};
pub use scope::Scope;

/// Converts to a field: snake case, with a trailing `_` for a keyword and a leading `_` before a digit.
pub fn field(name: &str) -> String {
    identifier(words(name).join("_"))
}

/// Converts an error code to a constant.
pub fn constant(name: &str) -> String {
    identifier(words(name).join(" ").to_shouty_snake_case())
}

/// Converts the name of a file, folder or version to a module.
pub fn module(name: &str) -> String {
    let snake = words(name).join("_");
    let prefix = if snake.starts_with(|c: char| c.is_ascii_digit()) { "v" } else { "" };
    identifier(format!("{prefix}{snake}"))
}

/// Converts the name of an operation to a file name.
pub fn file(name: &str) -> String {
    words(name).join(" ").to_kebab_case()
}

/// Converts to a type. A name in upper camel case keeps its acronyms.
pub fn ty(name: &str) -> String {
    let is_camel = name.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    let camel = if is_camel { name.to_owned() } else { camel(name) };
    if camel.starts_with(|c: char| c.is_ascii_digit()) { format!("_{camel}") } else { camel }
}

/// Converts a value to a variant of an enumeration.
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

/// Converts to upper camel case. Separates adjacent numbers: `1.5` is not `15`.
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
    let prefix = if name.starts_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
    let suffix = if is_keyword(&name) { "_" } else { "" };
    format!("{prefix}{name}{suffix}")
}
