//! Services that cannot be compared, because they do not load on a side. Each error of theirs becomes a finding.

use crate::comparison::{self, BASE_DOES_NOT_LOAD, HEAD_DOES_NOT_LOAD};
use crate::finding::Finding;
use codegen_model::diagnostic::Diagnostic;
use codegen_model::source::Span;

/// A side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideName {
    /// The old state.
    Base,
    /// The new state.
    Head,
}

/// An error because of which something is not compared.
#[derive(Clone, Debug)]
pub struct Excluded {
    /// The side with the error.
    pub side: SideName,
    /// What is not compared: the module of a service, or the path of a file; empty if it is everything.
    pub what: String,
    /// The error.
    pub problem: Diagnostic,
}

impl Excluded {
    /// Returns the error as a finding.
    pub(crate) fn finding(&self) -> Finding {
        let Self { side, what, problem } = self;
        let (id, spans) = match side {
            SideName::Base => (BASE_DOES_NOT_LOAD, [problem.span, Span::NOWHERE]),
            SideName::Head => (HEAD_DOES_NOT_LOAD, [Span::NOWHERE, problem.span]),
        };
        let message = format!("{}: {}", problem.code, problem.message);
        let place = if what.is_empty() { "everything" } else { what };
        let finding = comparison::finding(id, place.to_owned(), [place, &message], spans);
        Finding { service: what.clone(), ..finding }
    }
}
