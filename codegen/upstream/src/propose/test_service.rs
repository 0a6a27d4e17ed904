//! Builds empty services and operations for tests.

use codegen_model::load::descriptor;
use codegen_model::source::Span;
use codegen_model::syntax::fields::Spanned;
use codegen_model::{Operation, Response, Service};

fn spanned(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), span: Span::default() }
}

/// Returns an empty service `demo`.
pub(super) fn service() -> Service {
    descriptor::service(spanned("demo"), spanned("2024-01-01"))
}

/// Returns an operation with an empty input.
pub(super) fn operation(name: &str, response: Response) -> Operation {
    descriptor::operation(spanned(name), response)
}
