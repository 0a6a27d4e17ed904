//! The answer of a rule, and its HTTP form.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde_json::{Value, json};

use super::request::MockRequest;
use super::status::status_of;
use crate::codec::write_xml;
use crate::meta::{Answer as Form, Host, Protocol};
use crate::operation::Operation;
use crate::replay::written;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{ByteStream, Meta, Shape};

/// An answer, without a request id.
#[derive(Clone)]
pub(super) enum Answer {
    /// The members of `Response`.
    Members(Value),
    Whole {
        status: StatusCode,
        content_type: Option<HeaderValue>,
        body: Bytes,
    },
    Fault {
        code: String,
        message: String,
    },
    /// Returns the answer to a request.
    Computed(Arc<dyn Fn(&MockRequest) -> Answer + Send + Sync>),
    Disconnect,
    Stall,
}

/// The outcome of a request; `None` if there is never an answer.
pub(super) type Outcome = Option<Result<Response<ByteStream>, TransportError>>;

impl Answer {
    #[track_caller]
    pub(super) fn output<O: Operation>(fill: impl FnOnce(&mut O::Output)) -> Self
    where
        O::Output: Shape + Default,
    {
        let mut output = O::Output::default();
        fill(&mut output);
        Self::from_shape(&O::META, &output).unwrap_or_else(|problem| panic!("{}: {problem}", O::META.name))
    }

    /// Fills in an output for each request.
    pub(super) fn computed<O>(fill: impl Fn(&O, &mut O::Output) + Send + Sync + 'static) -> Self
    where
        O: Operation + Default + 'static,
        O::Output: Shape + Default,
    {
        Self::Computed(Arc::new(move |request| match request.read::<O>() {
            Ok(request) => Self::output::<O>(|output| fill(&request, output)),
            Err(error) => Self::no_rule(&error.to_string()),
        }))
    }

    fn from_shape(meta: &Meta, output: &dyn Shape) -> Result<Self, String> {
        let body = written(meta, output).map_err(|error| error.to_string())?;
        let content_type = match meta.protocol {
            Protocol::Action { .. } => {
                let members = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
                return Ok(Self::Members(members));
            }
            Protocol::Rest { answer: Form::Xml(_), .. } => Some(XML),
            Protocol::Rest { answer: Form::Json, .. } => Some(JSON),
            Protocol::Rest { .. } => None,
        };
        Ok(Self::Whole { status: StatusCode::OK, content_type, body: body.into() })
    }

    pub(super) fn bytes(bytes: impl Into<Bytes>) -> Self {
        let content_type = Some(HeaderValue::from_static("application/octet-stream"));
        Self::Whole { status: StatusCode::OK, content_type, body: bytes.into() }
    }

    #[track_caller]
    pub(super) fn raw(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is not a valid HTTP status"));
        let content_type = HeaderValue::from_str(content_type);
        let content_type = content_type.unwrap_or_else(|_| panic!("the content type is not a valid header value"));
        Self::Whole { status, content_type: Some(content_type), body: body.into() }
    }

    pub(super) fn fault(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Fault { code: code.into(), message: message.into() }
    }

    /// Returns the answer to the request with this number.
    pub(super) fn respond(self, request: &MockRequest, number: usize) -> Outcome {
        let id = format!("00000000-0000-4000-8000-{number:012x}");
        let (status, content_type, body) = match self {
            Self::Members(members) => (StatusCode::OK, Some(JSON), enveloped(members, &id)),
            Self::Whole { status, content_type, body } => (status, content_type, body),
            Self::Computed(compute) => return compute(request).respond(request, number),
            Self::Fault { code, message } => fault(request.host(), code, message, &id),
            Self::Disconnect => {
                return Some(Err(TransportError::new(TransportErrorKind::Other, "the mock broke the connection")));
            }
            Self::Stall => return None,
        };
        Some(Ok(response(status, content_type, body, request.host(), &id)))
    }

    /// Returns the answer to a request without a rule, which is not a transient failure, so that it is not retried.
    pub(super) fn no_rule(message: &str) -> Self {
        let body = json!({ "code": "NoRule", "message": message }).to_string();
        Self::Whole { status: StatusCode::NOT_IMPLEMENTED, content_type: Some(JSON), body: body.into() }
    }
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const XML: HeaderValue = HeaderValue::from_static("application/xml");

/// Wraps the members in an envelope. An output with a request id keeps it.
fn enveloped(mut members: Value, id: &str) -> Bytes {
    if let Some(members) = members.as_object_mut() {
        members.entry("RequestId").or_insert_with(|| id.into());
    }
    json!({ "Response": members }).to_string().into()
}

/// Returns an error in the form of the service.
fn fault(host: Option<Host>, code: String, message: String, id: &str) -> (StatusCode, Option<HeaderValue>, Bytes) {
    match host {
        None => (StatusCode::OK, Some(JSON), enveloped(json!({ "Error": { "Code": code, "Message": message } }), id)),
        Some(host) => {
            let status = status_of(&code, host);
            let fault = Fault { code: Some(code), message: Some(message), request_id: Some(id.to_owned()) };
            (status, Some(XML), write_xml("Error", &fault).unwrap_or_default().into())
        }
    }
}

#[derive(Default)]
struct Fault {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

crate::shape! {
    Fault {
        "Code" => code,
        "Message" => message,
        "RequestId" => request_id,
    }
}

fn response(
    status: StatusCode,
    content_type: Option<HeaderValue>,
    body: Bytes,
    host: Option<Host>,
    id: &str,
) -> Response<ByteStream> {
    let (length, mut response) = (body.len(), Response::new(ByteStream::from(body)));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, length.into());
    headers.extend(content_type.map(|value| (CONTENT_TYPE, value)));
    if let (Some(host), Ok(id)) = (host, HeaderValue::from_str(id)) {
        headers.insert(if host.label() == "cos" { "x-cos-request-id" } else { "x-ci-request-id" }, id);
    }
    response
}
