//! A service of nothing, for the tests of what reads more than a text.

use crate::load::descriptor;
use crate::load::fields::At;
use crate::model::{Answer, Operation, Service};
use crate::source::Span;

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
