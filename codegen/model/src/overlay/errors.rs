//! The error codes that a service is documented to answer.

use super::common::set;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::names;
use crate::model::{ErrorCode, Service};
use crate::syntax::fields::{Fields, Spanned};
use crate::syntax::json::Node;

/// The keys of an error code.
pub const ERROR_KEYS: &[&str] = &["code", "description"];

/// Takes the codes of an entry about the service.
pub(super) fn state(entry: &Fields<'_>, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(node) = entry.get("errors") else { return };
    let mut found: Vec<ErrorCode> = Vec::new();
    for node in entry.list("errors", diagnostics) {
        let Some(code) = code(node, diagnostics) else { continue };
        match found.iter().find(|first| first.code == code.code) {
            Some(first) => {
                let message = format!("the code `{}` is listed already", code.code);
                diagnostics.error(Code::DUPLICATE_NAME, code.span, message).label(first.span, "first here");
            }
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
