//! A service of nothing, for the tests of what reads more than a text.

use codegen_model::load::descriptor;
use codegen_model::source::Span;
use codegen_model::syntax::fields::At;
use codegen_model::{Answer, Operation, Service};

fn at(text: &str) -> At<String> {
    At { value: text.to_owned(), span: Span::default() }
}

/// A service called `demo`.
pub(super) fn service() -> Service {
    descriptor::service(at("demo"), at("2024-01-01"))
}

/// An operation that takes nothing.
pub(super) fn operation(name: &str, answer: Answer) -> Operation {
    descriptor::operation(at(name), answer)
}
