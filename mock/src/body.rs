//! The decoded body of a request.

use codegen_model::Operation;
use serde_json::Value;

use crate::form;
use crate::operation::takes_json;
use crate::request::ReceivedRequest;

/// The body of a request, decoded once.
#[derive(Debug)]
pub(crate) enum RequestBody {
    /// JSON, or a form converted to JSON. An empty body is an object without members.
    Json(Value),
    /// Neither JSON nor a form where one is expected; holds the reason.
    Malformed(String),
    /// An XML document or the bytes of an object, which stay undecoded.
    Other,
}

impl RequestBody {
    pub(crate) fn read(operation: &Operation, request: &ReceivedRequest) -> Self {
        if !takes_json(operation) {
            return Self::Other;
        }
        if operation.takes_form() {
            let read = form::read(&request.header("content-type"), &request.body, &operation.input);
            return read.map_or_else(Self::Malformed, Self::Json);
        }
        if request.body.is_empty() {
            return Self::Json(Value::Object(serde_json::Map::new()));
        }
        match serde_json::from_slice(&request.body) {
            Ok(value) => Self::Json(value),
            Err(error) => Self::Malformed(format!("is not valid JSON: {error}")),
        }
    }

    /// Returns the JSON of the body.
    pub(crate) fn json(&self) -> Option<&Value> {
        if let Self::Json(value) = self { Some(value) } else { None }
    }
}
