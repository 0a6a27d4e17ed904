//! Applies the documented error codes of a service.

use super::common::set;
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::model::{ErrorCode, Service};
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::Node;

/// The keys of an error code.
pub const ERROR_KEYS: &[&str] = &["code", "description"];

/// Applies the error codes of an entry about the service.
pub(super) fn apply(entry: &Fields<'_>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(node) = entry.get("errors") else { return };
    let mut found: Vec<ErrorCode> = Vec::new();
    for node in entry.list("errors", diagnostics) {
        let Some(code) = code(node, diagnostics) else { continue };
        match found.iter().find(|first| first.code == code.code) {
            Some(first) => report_duplicate("error code", &code.code, code.span, first.span, diagnostics),
            None => found.push(code),
        }
    }
    let mut is_set = !service.errors.is_empty();
    set(&mut is_set, true, "list of codes", node.span, diagnostics);
    service.errors = found;
}

fn code(node: &Node, diagnostics: &mut Diagnostics) -> Option<ErrorCode> {
    let fields = Fields::open(node, ERROR_KEYS, diagnostics)?;
    let code = fields.required_string("code", diagnostics)?;
    let doc = fields.required_string("description", diagnostics)?;
    let Spanned { value, span } = code;
    names::check_error_code(&Spanned { value: value.clone(), span }, diagnostics).then_some(ErrorCode {
        code: value,
        doc: doc.value,
        name: None,
        unit: 0,
        rust_name: String::new(),
        span,
    })
}
