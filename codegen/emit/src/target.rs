//! The client or bucket that an operation is sent to.

use codegen_model::rust_names::RuntimeItem;
use codegen_model::{Operation, Protocol};

use crate::scope::{Scope, TypeName};

/// Returns the name of the argument, and its type.
pub fn target<'s>(operation: &Operation, scope: &'s Scope<'s>) -> (&'static str, TypeName<'s>) {
    match operation.protocol {
        Protocol::Action => ("client", scope.runtime(RuntimeItem::Client)),
        Protocol::Rest { .. } => ("bucket", scope.runtime(RuntimeItem::Bucket)),
    }
}
