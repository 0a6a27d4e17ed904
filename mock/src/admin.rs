//! What is asked of the server itself, below `/__mock/`: whether it is ready, what it saw, which faults are planned.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::cloud::Cloud;
use crate::fault::{self, PlannedFault};
use crate::host::Place;
use crate::log::LoggedRequest;
use crate::received::Received;

/// Answers, where the server itself is asked: on a host that is no part of the cloud.
pub(crate) fn answer(cloud: &Cloud, place: &Place, request: &Received) -> Option<Response<Bytes>> {
    let name = request.path.strip_prefix("/__mock/").filter(|_| *place == Place::Nowhere)?;
    let (status, body) = match (request.method.as_str(), name) {
        ("GET", "ready") => (StatusCode::OK, json!({ "ready": true })),
        ("GET", "requests") => (StatusCode::OK, cloud.requests().iter().map(LoggedRequest::json).collect()),
        ("DELETE", "requests") => (StatusCode::OK, done(|| cloud.clear_requests())),
        ("GET", "faults") => (StatusCode::OK, cloud.faults().iter().map(PlannedFault::json).collect()),
        ("POST", "faults") => plan(cloud, &request.body),
        ("DELETE", "faults") => (StatusCode::OK, done(|| cloud.clear_faults())),
        _ => (StatusCode::NOT_FOUND, json!({ "error": "there are ready, requests and faults" })),
    };
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Some(response)
}

fn done(action: impl FnOnce()) -> Value {
    action();
    json!({})
}

/// Plans all of the faults, or none.
fn plan(cloud: &Cloud, body: &[u8]) -> (StatusCode, Value) {
    let planned = fault::read(body).and_then(|faults| cloud.plan_all(faults).map_err(|error| error.to_string()));
    match planned {
        Ok(count) => (StatusCode::OK, json!({ "planned": count })),
        Err(error) => (StatusCode::BAD_REQUEST, json!({ "error": error })),
    }
}
