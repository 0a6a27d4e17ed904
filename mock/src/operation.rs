//! Views of the model's operations: their identity, and how their requests and responses are encoded.

use codegen_model::{Model, Operation, Protocol, Service, Shape};

pub(crate) use codegen_model::route::{bindings, request_root, required_headers};

/// Identifies an operation by its index: that of the service in the model, and its own in the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct OperationId {
    pub(crate) service: usize,
    pub(crate) operation: usize,
}

/// Returns every operation of the model with its id and service.
pub(crate) fn all(model: &Model) -> impl Iterator<Item = (OperationId, &Service, &Operation)> {
    model.services.iter().enumerate().flat_map(|(index, service)| {
        let operations = service.operations.iter().enumerate();
        operations.map(move |(operation, found)| (OperationId { service: index, operation }, service, found))
    })
}

/// How the response of an operation is encoded.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ResponseKind<'m> {
    /// The `Response` of API 3.0.
    Action(&'m Shape),
    /// A JSON object without an envelope.
    Json(&'m Shape),
    /// An XML document with this root element; an empty body where the root is unnamed.
    Xml(&'m str, &'m Shape),
    /// The bytes of an image.
    Bytes,
    /// A JSON object whose members the schema does not describe.
    Free,
}

impl<'m> ResponseKind<'m> {
    pub(crate) fn of(operation: &'m Operation) -> Self {
        match (&operation.protocol, &operation.response, operation.output()) {
            _ if operation.answers_bytes() => Self::Bytes,
            (Protocol::Action, _, Some(shape)) => Self::Action(shape),
            (_, codegen_model::Response::Shape { json: true, .. }, Some(shape)) => Self::Json(shape),
            (_, codegen_model::Response::Shape { root, .. }, Some(shape)) => Self::Xml(root, shape),
            _ => Self::Free,
        }
    }
}

/// Whether an operation is an action of API 3.0.
pub(crate) fn is_action(operation: &Operation) -> bool {
    matches!(operation.protocol, Protocol::Action)
}

/// Whether the request body of an operation is JSON.
pub(crate) fn takes_json(operation: &Operation) -> bool {
    matches!(operation.protocol, Protocol::Action | Protocol::Rest { json: true, .. })
}

/// The name of an operation with that of its service: `ims:ImageModeration`.
pub(crate) fn full_name(service: &Service, operation: &Operation) -> String {
    format!("{}:{}", service.name, operation.name)
}
