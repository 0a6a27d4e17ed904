//! Issues temporary credentials that the cloud then accepts.

use serde_json::{Value, json};
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::utc_date;

use super::descriptor::NAME;
use crate::body::RequestBody;
use crate::response::Response;
use crate::response::prepared::template_of;
use crate::state::State;
use crate::target::Target;
use crate::tree::read;

/// The validity of credentials in seconds, where the request states none.
const DURATION: i64 = 7_200;

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

pub(super) fn iso_8601(time: i64) -> String {
    let seconds = time.rem_euclid(86_400);
    format!("{}T{:02}:{:02}:{:02}Z", utc_date(time), seconds / 3_600, seconds / 60 % 60, seconds % 60)
}
