//! The body of a request, read once for whoever wants to look into it.

use serde_json::Value;

use crate::form;
use crate::kind::takes_json;
use crate::received::Received;
use crate::route::Target;

/// The body of a request.
#[derive(Debug)]
pub(crate) enum Body {
    /// The JSON of API 3.0, or the form as JSON; no bytes at all are an object without members.
    Json(Value),
    /// What should be JSON or a form and is neither, in words.
    Broken(String),
    /// A document or the bytes of an object, which are looked at where they lie.
    Other,
}

impl Body {
    pub(crate) fn read(target: Target<'_>, request: &Received) -> Self {
        if !takes_json(target.operation) {
            return Self::Other;
        }
        if target.operation.takes_form() {
            let read = form::read(&request.header("content-type"), &request.body, &target.operation.input);
            return read.map_or_else(Self::Broken, Self::Json);
        }
        if request.body.is_empty() {
            return Self::Json(Value::Object(serde_json::Map::new()));
        }
        match serde_json::from_slice(&request.body) {
            Ok(value) => Self::Json(value),
            Err(error) => Self::Broken(format!("is no JSON: {error}")),
        }
    }

    /// The JSON, where there is any.
    pub(crate) fn json(&self) -> Option<&Value> {
        if let Self::Json(value) = self { Some(value) } else { None }
    }
}
