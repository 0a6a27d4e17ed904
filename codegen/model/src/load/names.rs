//! What things may be called. Names end up in paths, identifiers and string literals: whatever could mean something
//! else there is refused.

use crate::diagnostic::{Code, Diagnostics};
use crate::rust_names::{BUILDER_METHODS, OPERATION_METHODS, is_keyword};
use crate::syntax::fields::Spanned;

const MAX: usize = 128;
const MAX_ADDRESS: usize = 1_000;

/// What the generated crate calls other things, in its features or at its root.
const TAKEN_MODULES: &[&str] =
    &["blocking", "credentials", "default", "registry", "reqwest", "runtime", "serde", "testing", "tracing"];

/// A module and feature of the crate: a service's name that nothing else has.
pub fn check_module(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_module, "a module", "lower-case letters, digits and `_`, but no word that is taken", diagnostics)
}

/// Whether a module and feature of the crate can be called so.
pub fn is_module(text: &str) -> bool {
    is_lower(text) && !is_keyword(text) && !TAKEN_MODULES.contains(&text)
}

/// A service: a lower-case word that can name a folder.
pub fn check_service(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_lower, "a service", "lower-case letters, digits and `_`, a letter first", diagnostics)
}

/// A constructor beside `new`.
pub fn check_constructor(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_method = |text: &str| BUILDER_METHODS.contains(&text) || OPERATION_METHODS.contains(&text);
    let fits = |text: &str| is_lower(text) && !is_keyword(text) && !is_method(text);
    check(name, fits, "a constructor", "lower-case letters, digits and `_`, but no word that is taken", diagnostics)
}

fn is_lower(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A schema file, by its path below the schemas' folder: it becomes the path of a module and stands in a comment.
pub fn check_schema_path(path: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let fits = |text: &str| text.chars().all(plain);
    check(path, fits, "a schema file", "letters, digits, `-`, `_` and `.`", diagnostics)
}

/// What a caller must be allowed to do: `ims:ImageModeration`.
pub fn check_permission(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| text.split_once(':').is_some_and(|(service, action)| is_lower(service) && is_word(action));
    check(name, fits, "a permission", "a service and an action: `ims:ImageModeration`", diagnostics)
}

/// An error code: `ResourceUnavailable.ImageDownloadError`.
pub fn check_error_code(code: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    };
    check(code, fits, "an error code", "letters, digits and `_`, in parts with dots between them", diagnostics)
}

/// A documentation page. What could end a link of Markdown is not allowed in it.
pub fn check_page(address: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let plain = |c: char| c.is_ascii_graphic() && !"()[]<>{}\"`\\^|".contains(c);
    let fits =
        |text: &str| text.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain));
    let good = address.value.len() <= MAX_ADDRESS && fits(&address.value);
    good || report(address, "a page", "an address that begins with `https://`", diagnostics)
}

/// A version: a date.
pub fn check_version(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        let pattern = |(index, c): (usize, char)| if index == 4 || index == 7 { c == '-' } else { c.is_ascii_digit() };
        text.len() == 10 && text.chars().enumerate().all(pattern)
    };
    check(name, fits, "a version", "a date such as `2020-12-29`", diagnostics)
}

/// An operation.
pub fn check_operation(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "an operation", "letters, digits and `_`, at least one letter", diagnostics)
}

/// A shape or enumeration.
pub fn check_shape(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "a shape", "letters, digits and `_`, at least one letter", diagnostics)
}

/// A member: whatever can stand as a JSON key, an XML element, a query key and a header.
pub fn check_member(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        let mut characters = text.chars();
        text == "#text"
            || characters.any(|c| c.is_ascii_alphanumeric())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    check(name, fits, "a member", "letters, digits, `_`, `-` and `.`", diagnostics)
}

/// A host name.
pub fn check_host(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits =
        |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.'));
    check(name, fits, "a host", "lower-case letters, digits, `-` and `.`", diagnostics)
}

/// A package of the registry.
pub fn check_package(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let fits = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !is_keyword(text)
    };
    check(name, fits, "a package", "lower-case letters, digits and `-`, a letter first", diagnostics)
}

fn is_word(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn check(
    name: &Spanned<String>,
    fits: impl Fn(&str) -> bool,
    what: &str,
    rule: &str,
    diagnostics: &mut Diagnostics,
) -> bool {
    let good = !name.value.is_empty() && name.value.len() <= MAX && fits(&name.value);
    good || report(name, what, rule, diagnostics)
}

fn report(name: &Spanned<String>, what: &str, rule: &str, diagnostics: &mut Diagnostics) -> bool {
    let shown: String = name.value.chars().take(40).collect();
    let message = format!("{what} cannot be called {shown:?}");
    diagnostics.error(Code::NAME_NOT_ALLOWED, name.span, message).help(format!("allowed: {rule}"));
    false
}
