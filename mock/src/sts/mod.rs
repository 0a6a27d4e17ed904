//! The built-in operation `AssumeRole`: issues temporary credentials that the cloud then accepts.
//!
//! Its descriptor joins the model, so that routing, validation and planned faults treat it like any operation.

#[cfg(test)]
mod tests;

use codegen_model::Model;
use serde_json::{Value, json};
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::utc_date;

use crate::body::RequestBody;
use crate::operation::{all, full_name};
use crate::response::Response;
use crate::response::prepared::template_of;
use crate::state::State;
use crate::target::Target;
use crate::tree::read;

const DESCRIPTOR: &str = include_str!("2018-08-13.json");

const NAME: &str = "sts:AssumeRole";

/// The validity of credentials in seconds, where the request states none.
const DURATION: i64 = 7_200;

/// Adds the built-in operation to a model that does not have it.
pub(crate) fn with_built_in(mut model: Model) -> Model {
    if !all(&model).any(|(_, service, operation)| full_name(service, operation) == NAME) {
        let built_in = codegen_model::load_text("sts/2018-08-13.json", DESCRIPTOR, "sts").model;
        model.services.extend(built_in.into_iter().flat_map(|built_in| built_in.services));
    }
    model
}

/// Issues credentials if the request is for them. Returns `None` for other operations.
pub(crate) fn respond(state: &State, target: Target<'_>, body: &RequestBody, id: &str) -> Option<Response> {
    if target.name != NAME {
        return None;
    }
    let duration = body.json().and_then(|members| members.get("DurationSeconds")?.as_i64()).unwrap_or(DURATION);
    let expiry = state.now().saturating_add(duration);
    let members = members(&state.keys.issue(state.options.seed, expiry), expiry);
    Some(template_of(target.operation, read::from_json(&members)).render(id))
}

fn members(key: &Credentials, expiry: i64) -> Value {
    json!({
        "Credentials": {
            "Token": key.token(),
            "TmpSecretId": key.secret_id(),
            "TmpSecretKey": key.secret_key(),
        },
        "ExpiredTime": expiry,
        "Expiration": iso_8601(expiry),
    })
}

fn iso_8601(time: i64) -> String {
    let seconds = time.rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", utc_date(time), seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
