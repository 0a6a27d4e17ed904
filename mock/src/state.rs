//! The state that all requests share.

use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use codegen_model::{Host, Model};
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use tencentcloud_runtime::Credentials;

use crate::api_error::ApiError;
use crate::fault::plans::FaultPlans;
use crate::host::HostKind;
use crate::index::Index;
use crate::jobs::store::Jobs;
use crate::limits::{BodyError, body_error};
use crate::log::{Log, LoggedRequest};
use crate::options::Options;
use crate::request::ReceivedRequest;
use crate::response::Response;
use crate::response::overrides::ExampleOverrides;
use crate::signature::keys::Keys;
use crate::sts::descriptor::with_built_in;

/// The state that all requests share.
pub(crate) struct State {
    pub(crate) index: Index,
    pub(crate) keys: Keys,
    pub(crate) overrides: ExampleOverrides,
    pub(crate) jobs: Jobs,
    pub(crate) faults: FaultPlans,
    pub(crate) options: Options,
    pub(crate) log: Log,
    requests: AtomicU64,
}

impl State {
    pub(crate) fn new(model: Model, credentials: impl IntoIterator<Item = Credentials>, options: Options) -> Self {
        Self {
            index: Index::of(with_built_in(model), options.seed),
            keys: Keys::new(credentials),
            overrides: ExampleOverrides::default(),
            jobs: Jobs::default(),
            faults: FaultPlans::default(),
            log: Log::default(),
            requests: AtomicU64::new(0),
            options,
        }
    }

    pub(crate) fn now(&self) -> i64 {
        (self.options.clock)()
    }

    /// Starts the log entry of a request. Request ids count, so that runs are reproducible.
    pub(crate) fn entry(&self, request: &ReceivedRequest) -> LoggedRequest {
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        LoggedRequest::of(request, &format!("00000000-0000-4000-8000-{number:012x}"))
    }

    /// Completes a log entry.
    pub(crate) fn log(&self, mut entry: LoggedRequest, response: &http::Response<Bytes>) {
        entry.status = response.status().as_u16();
        if let Some(watch) = &self.options.watch {
            watch(&entry);
        }
        self.log.push(entry);
    }

    /// Refuses a request whose body was not received.
    pub(crate) fn refuse_body(&self, request: http::Request<Bytes>, error: BodyError) -> http::Response<Bytes> {
        let request = ReceivedRequest::from(request);
        let (host, mut entry) = (HostKind::of(&request.host), self.entry(&request));
        let response = refuse(body_error(&host, error), &host, &request, &mut entry);
        self.log(entry, &response);
        response
    }
}

/// Encodes an error as the response to a request, and logs it.
pub(crate) fn refuse(
    error: ApiError,
    host: &HostKind,
    request: &ReceivedRequest,
    entry: &mut LoggedRequest,
) -> http::Response<Bytes> {
    entry.refuse(&error);
    with_headers(error.into_response(host, request, &entry.request_id), host, &entry.request_id)
}

/// Adds the headers that every response has.
pub(crate) fn with_headers(response: Response, host: &HostKind, id: &str) -> http::Response<Bytes> {
    let Response { status, content_type, body, headers } = response;
    let mut response = http::Response::new(body);
    // A schema may state a status that HTTP does not allow.
    let status = http::StatusCode::from_u16(status);
    *response.status_mut() = status.unwrap_or(http::StatusCode::INTERNAL_SERVER_ERROR);
    let is_events = content_type.as_ref().is_some_and(|kind| kind == "text/event-stream");
    let name = match host {
        HostKind::Service(_) if is_events => Some("x-tc-requestid"),
        // The id is in the body.
        HostKind::Service(_) => None,
        HostKind::Bucket(Host::Cos) => Some("x-cos-request-id"),
        _ => Some("x-ci-request-id"),
    };
    if let (Some(name), Ok(id)) = (name, HeaderValue::from_str(id)) {
        response.headers_mut().insert(name, id);
    }
    response.headers_mut().extend(headers);
    if let Some(content_type) = content_type {
        response.headers_mut().insert(CONTENT_TYPE, content_type);
    }
    response
}
