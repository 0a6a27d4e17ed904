//! Checks names. They end up in paths, identifiers and string literals, so a name that could have another meaning there
//! is rejected.

use crate::diagnostic::{Code, Diagnostics};
use crate::rust_names::{BUILDER_METHODS, OPERATION_METHODS, is_keyword, is_reserved_module};
use crate::syntax::fields::Spanned;

const MAX_NAME_BYTES: usize = 128;
const MAX_ADDRESS_BYTES: usize = 1_000;

/// How many characters of an invalid name are shown.
const MAX_SHOWN_CHARS: usize = 40;

/// Checks the name of a service's module.
pub fn check_module(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let rule = "lower-case letters, digits and `_`, but no keyword or reserved name";
    check(name, is_module, "module name", rule, diagnostics)
}

/// Returns whether a name is allowed for a module.
pub fn is_module(text: &str) -> bool {
    is_lower_case(text) && !is_reserved_module(text)
}

/// Checks a word by which people search for an operation, or several words that they enter together. rustdoc compares
/// them with what is entered, in lower case.
pub fn check_search_word(word: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_allowed = |c: char| c.is_alphanumeric() && !c.is_uppercase() || c == '-';
    let is_valid = |text: &str| text.split(' ').all(|word| !word.is_empty() && word.chars().all(is_allowed));
    check(
        word,
        is_valid,
        "search word",
        "lower-case letters, digits and `-`, with single spaces between words",
        diagnostics,
    )
}

/// Checks the name of a service, which can also name a folder.
pub fn check_service(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let rule = "lower-case letters, digits and `_`, with a letter first";
    check(name, is_lower_case, "service name", rule, diagnostics)
}

/// Checks the name of a family of a service, which is part of a feature's name.
pub fn check_family(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_lower_case, "family name", "lower-case letters, digits and `_`, with a letter first", diagnostics)
}

/// Checks the name of a constructor other than `new`.
pub fn check_constructor(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_method = |text: &str| BUILDER_METHODS.contains(&text) || OPERATION_METHODS.contains(&text);
    let is_valid = |text: &str| is_lower_case(text) && !is_keyword(text) && !is_method(text);
    let rule = "lower-case letters, digits and `_`, but no keyword or method of a builder";
    check(name, is_valid, "constructor name", rule, diagnostics)
}

/// Checks the path of a schema file below the schema folder. It becomes the path of a module and is part of a comment.
pub fn check_schema_path(path: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let is_valid = |text: &str| text.chars().all(is_allowed);
    check(path, is_valid, "path of a schema file", "letters, digits, `-`, `_` and `.`", diagnostics)
}

/// Checks a permission, such as `ims:ImageModeration`.
pub fn check_permission(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid =
        |text: &str| text.split_once(':').is_some_and(|(service, action)| is_lower_case(service) && is_word(action));
    check(name, is_valid, "permission", "a service and an action, such as `ims:ImageModeration`", diagnostics)
}

/// Checks an error code, such as `ResourceUnavailable.ImageDownloadError`.
pub fn check_error_code(code: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        text.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'))
    };
    check(code, is_valid, "error code", "letters, digits and `_`, in parts separated by dots", diagnostics)
}

/// Checks the address of a documentation page.
pub fn check_page(address: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check_address(address, "address of a page", diagnostics)
}

/// Checks the address of a repository.
pub fn check_repository(address: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check_address(address, "address of a repository", diagnostics)
}

/// Checks an address. Rejects characters that could end a Markdown link.
fn check_address(address: &Spanned<String>, what: &str, diagnostics: &mut Diagnostics) -> bool {
    let is_allowed = |c: char| c.is_ascii_graphic() && !"()[]<>{}\"`\\^|".contains(c);
    let rest = address.value.strip_prefix("https://").filter(|_| address.value.len() <= MAX_ADDRESS_BYTES);
    let is_valid = rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_allowed));
    is_valid || report(address, what, "an address that begins with `https://`", diagnostics)
}

/// Checks a version, which is a date.
pub fn check_version(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid = |text: &str| {
        let is_in_place = |(index, c): (usize, char)| match index {
            4 | 7 => c == '-',
            _ => c.is_ascii_digit(),
        };
        text.len() == 10 && text.chars().enumerate().all(is_in_place)
    };
    check(name, is_valid, "version", "a date such as `2020-12-29`", diagnostics)
}

/// Checks the name of an operation.
pub fn check_operation(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "operation name", "letters, digits and `_`, with at least one letter", diagnostics)
}

/// Checks the name of a shape or an enumeration.
pub fn check_shape(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_word, "shape name", "letters, digits and `_`, with at least one letter", diagnostics)
}

/// Checks the name of a member, which can be a JSON key, an XML element, a query key or a header.
pub fn check_member(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid = |text: &str| {
        let mut characters = text.chars();
        text == "#text"
            || characters.any(|c| c.is_ascii_alphanumeric())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
    };
    check(name, is_valid, "member name", "letters, digits, `_`, `-` and `.`", diagnostics)
}

/// Checks the name that a schema gives a member in Rust.
pub fn check_field(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    check(name, is_lower_case, "Rust name of a member", "lower-case letters, digits and `_`", diagnostics)
}

/// Checks a host name.
pub fn check_host(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid =
        |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.'));
    check(name, is_valid, "host name", "lower-case letters, digits, `-` and `.`", diagnostics)
}

/// Checks the name of a package.
pub fn check_package(name: &Spanned<String>, diagnostics: &mut Diagnostics) -> bool {
    let is_valid = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
            && !is_keyword(text)
    };
    let rule = "lower-case letters, digits and `-`, with a letter first";
    check(name, is_valid, "package name", rule, diagnostics)
}

fn is_lower_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn is_word(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn check(
    name: &Spanned<String>,
    is_valid: impl Fn(&str) -> bool,
    what: &str,
    rule: &str,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_valid = !name.value.is_empty() && name.value.len() <= MAX_NAME_BYTES && is_valid(&name.value);
    is_valid || report(name, what, rule, diagnostics)
}

fn report(name: &Spanned<String>, what: &str, rule: &str, diagnostics: &mut Diagnostics) -> bool {
    let shown: String = name.value.chars().take(MAX_SHOWN_CHARS).collect();
    let message = format!("invalid {what} `{}`", shown.escape_debug());
    diagnostics.error(Code::NAME_NOT_ALLOWED, name.span, message).help(format!("use {rule}"));
    false
}
