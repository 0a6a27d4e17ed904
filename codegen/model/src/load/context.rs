//! The structure whose members are being read.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::Service;
use crate::source::Span;

/// How deep structures can nest inside each other.
const MAX_DEPTH: usize = 32;

/// The structure whose members are being read.
pub struct MemberContext<'a> {
    /// The service, which collects inline structures as shapes.
    pub service: &'a mut Service,
    /// The index of the schema file.
    pub unit: usize,
    /// The name of the structure.
    pub owner: String,
    depth: usize,
}

impl<'a> MemberContext<'a> {
    /// Creates the context of a structure that is not nested.
    pub fn new(service: &'a mut Service, unit: usize, owner: String) -> Self {
        Self { service, unit, owner, depth: 0 }
    }

    /// Reports structures (`what`, in the plural) that nest too deep, and returns whether they do.
    pub fn is_too_deep(&self, what: &str, span: Span, diagnostics: &mut Diagnostics) -> bool {
        let is_too_deep = self.depth >= MAX_DEPTH;
        if is_too_deep {
            let message = format!("{what} nest deeper than {MAX_DEPTH} levels");
            diagnostics.error(Code::NESTING_TOO_DEEP, span, message);
        }
        is_too_deep
    }

    /// Calls `read` in the context of the structure `owner`, which is nested in the present one.
    pub fn nested<T>(&mut self, owner: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.owner, owner.to_owned());
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        self.owner = outer;
        result
    }
}
