//! The operation that a request is for.

use codegen_model::{HttpBinding, Operation, Service};

use crate::operation::OperationId;
use crate::response::prepared::PreparedResponses;

/// The operation that a request is for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Target<'m> {
    pub(crate) id: OperationId,
    pub(crate) service: &'m Service,
    pub(crate) operation: &'m Operation,
    /// The HTTP binding that the request matches; API 3.0 has none.
    pub(crate) binding: Option<&'m HttpBinding>,
    pub(crate) prepared: &'m PreparedResponses,
    /// Service and operation: `ims:ImageModeration`.
    pub(crate) name: &'m str,
}
