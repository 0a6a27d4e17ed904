//! The client or bucket that an operation is sent to.

use codegen_model::Operation;
use codegen_model::rust_names::RuntimeItem;

use crate::scope::{Scope, TypeName};

/// Returns the name of the argument, and its type.
pub fn target<'s>(operation: &Operation, scope: &'s Scope<'s>) -> (&'static str, TypeName<'s>) {
    match operation.is_of_client() {
        true => ("client", scope.runtime(RuntimeItem::Client)),
        false => ("bucket", scope.runtime(RuntimeItem::Bucket)),
    }
}
