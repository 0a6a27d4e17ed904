//! Answers requests to the server itself, below `/__mock/`: its readiness, its log, the planned faults.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde_json::{Value, json};

use crate::fault::plans::PlannedFault;
use crate::fault::read::read;
use crate::host::HostKind;
use crate::log::LoggedRequest;
use crate::request::ReceivedRequest;
use crate::state::State;
use crate::web_page;

/// Answers a request to the server itself, on a host outside the cloud. Returns `None` for other requests.
pub(crate) fn respond(state: &State, host: &HostKind, request: &ReceivedRequest) -> Option<Response<Bytes>> {
    let name = request.path.strip_prefix("/__mock/").filter(|_| *host == HostKind::Unknown)?;
    let allowed =
        web_page::check_sender(request).and_then(|()| web_page::check_host(request, state.options.address.ip()));
    let (status, body) = match allowed {
        Ok(()) => answer(state, &request.method, name, &request.body),
        Err(problem) => (StatusCode::FORBIDDEN, json!({ "error": problem })),
    };
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Some(response)
}

fn answer(state: &State, method: &str, name: &str, body: &[u8]) -> (StatusCode, Value) {
    match (method, name) {
        ("GET", "ready") => (StatusCode::OK, json!({ "ready": true })),
        ("GET", "requests") => (StatusCode::OK, state.log.all().iter().map(LoggedRequest::json).collect()),
        ("DELETE", "requests") => (StatusCode::OK, done(|| state.log.clear())),
        ("GET", "faults") => (StatusCode::OK, state.faults.all().iter().map(PlannedFault::json).collect()),
        ("POST", "faults") => plan(state, body),
        ("DELETE", "faults") => (StatusCode::OK, done(|| state.faults.clear())),
        _ => (StatusCode::NOT_FOUND, json!({ "error": "unknown path; known are ready, requests and faults" })),
    }
}

fn done(action: impl FnOnce()) -> Value {
    action();
    json!({})
}

/// Plans all faults, or none if one is invalid.
fn plan(state: &State, body: &[u8]) -> (StatusCode, Value) {
    let faults = read(body);
    let planned = faults.and_then(|faults| state.faults.add(&state.index, faults).map_err(|error| error.to_string()));
    match planned {
        Ok(count) => (StatusCode::OK, json!({ "planned": count })),
        Err(error) => (StatusCode::BAD_REQUEST, json!({ "error": error })),
    }
}
