//! Checks that the name of a shape or enumeration is free.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Service;
use crate::syntax::fields::Spanned;

/// Whether a shape or enumeration of this name exists, which is then reported.
pub fn is_taken(name: &Spanned<String>, service: &Service, diagnostics: &mut Diagnostics) -> bool {
    let shape = service.shapes.get(&name.value).map(|shape| shape.span);
    let Some(first) = shape.or(service.enums.get(&name.value).map(|e| e.span)) else { return false };
    let message = format!("there is a type `{}` already", name.value);
    diagnostics.error(Code::DUPLICATE_NAME, name.span, message).label(first, "first here");
    true
}
