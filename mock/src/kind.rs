//! What an operation takes and answers, in the words of this crate: the one place that asks the model for it.

use codegen_model::{Operation, Protocol, Service, Shape};

/// What an operation answers with.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind<'m> {
    /// The `Response` of API 3.0.
    Action(&'m Shape),
    /// A JSON object without an envelope.
    Json(&'m Shape),
    /// An XML document; no body, where its root has no name.
    Xml(&'m str, &'m Shape),
    /// The bytes of an image.
    Bytes,
    /// A JSON object of which the schema knows no member.
    Free,
}

impl<'m> Kind<'m> {
    pub(crate) fn of(operation: &'m Operation) -> Self {
        let stream = matches!(operation.response, codegen_model::Response::Stream);
        match (&operation.protocol, &operation.response, operation.output()) {
            (Protocol::Action, _, Some(shape)) => Self::Action(shape),
            (_, codegen_model::Response::Shape { json: true, .. }, Some(shape)) => Self::Json(shape),
            (_, codegen_model::Response::Shape { root, .. }, Some(shape)) => Self::Xml(root, shape),
            _ if stream => Self::Bytes,
            _ => Self::Free,
        }
    }
}

/// Whether an operation is one of API 3.0.
pub(crate) fn is_action(operation: &Operation) -> bool {
    matches!(operation.protocol, Protocol::Action)
}

/// Whether the body of a request is JSON.
pub(crate) fn takes_json(operation: &Operation) -> bool {
    matches!(operation.protocol, Protocol::Action | Protocol::Rest { json: true, .. })
}

/// The root element of what an operation takes; empty where it takes no document.
pub(crate) fn root_of(operation: &Operation) -> &str {
    match &operation.protocol {
        Protocol::Rest { root, .. } => root,
        Protocol::Action => "",
    }
}

/// The name of an operation with that of its service: `ims:ImageModeration`.
pub(crate) fn full_name(service: &Service, operation: &Operation) -> String {
    format!("{}:{}", service.name, operation.name)
}
