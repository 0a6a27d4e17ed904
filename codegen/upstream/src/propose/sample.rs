//! A service of nothing, for the tests of what reads more than a text.

use codegen_model::load::descriptor;
use codegen_model::source::Span;
use codegen_model::syntax::fields::Spanned;
use codegen_model::{Operation, Response, Service};

fn at(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), span: Span::default() }
}

/// A service called `demo`.
pub(super) fn service() -> Service {
    descriptor::service(at("demo"), at("2024-01-01"))
}

/// An operation that takes nothing.
pub(super) fn operation(name: &str, response: Response) -> Operation {
    descriptor::operation(at(name), response)
}
