//! The descriptor of `AssumeRole`, which joins the model, so that routing, validation and planned faults treat it like any
//! operation.

use codegen_model::Model;

use crate::operation::{all, full_name};

pub(super) const DESCRIPTOR: &str = include_str!("2018-08-13.json");

/// The full name of the operation.
pub(super) const NAME: &str = "sts:AssumeRole";

/// Adds the built-in operation to a model that does not have it.
pub(crate) fn with_built_in(mut model: Model) -> Model {
    if !all(&model).any(|(_, service, operation)| full_name(service, operation) == NAME) {
        let built_in = codegen_model::load_text("sts/2018-08-13.json", DESCRIPTOR, "sts").model;
        model.services.extend(built_in.into_iter().flat_map(|built_in| built_in.services));
    }
    model
}
