//! A transport that records requests and returns prepared responses.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

use tencentcloud_runtime::http::{Request, Response};
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, Bucket, ByteStream, Client, Credentials, RetryPolicy};

pub const NOW: i64 = 1_551_113_065;

#[derive(Clone, Default)]
pub struct Fake(Arc<State>);

#[derive(Default)]
struct State {
    requests: Mutex<Vec<SentRequest>>,
    responses: Mutex<VecDeque<Result<Response<ByteStream>, TransportErrorKind>>>,
}

#[derive(Clone)]
pub struct SentRequest {
    pub method: String,
    pub uri: String,
    pub headers: BTreeMap<String, String>,
    pub body: Body,
    pub debug: String,
}

impl SentRequest {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("(absent)", String::as_str)
    }

    pub fn text(&self) -> &str {
        self.body.as_bytes().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("(no text)")
    }
}

/// Returns a response with headers such as `Content-Type: text/plain`.
pub fn response(status: u16, headers: &[(&str, &str)], body: impl Into<ByteStream>) -> Response<ByteStream> {
    let start = Response::builder().status(status);
    let head = headers.iter().fold(start, |head, (name, value)| head.header(*name, *value));
    head.body(body.into()).expect("a valid response")
}

impl Fake {
    pub fn responding(status: u16, headers: &[(&str, &str)], body: &'static str) -> Self {
        Self::default().then(response(status, headers, body))
    }

    pub fn json(body: &'static str) -> Self {
        Self::responding(200, &[("content-type", "application/json")], body)
    }

    pub fn failing(kind: TransportErrorKind) -> Self {
        Self::default().then_fail(kind)
    }

    pub fn then_fail(self, kind: TransportErrorKind) -> Self {
        self.0.responses.lock().unwrap().push_back(Err(kind));
        self
    }

    pub fn then(self, response: Response<ByteStream>) -> Self {
        self.0.responses.lock().unwrap().push_back(Ok(response));
        self
    }

    pub fn credentials() -> Credentials {
        Credentials::new("AKIDEXAMPLE", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz")
    }

    /// Returns a client without retries.
    pub fn client(&self) -> Client {
        self.client_with(Self::credentials())
    }

    pub fn client_with(&self, credentials: Credentials) -> Client {
        let builder = Client::builder().credentials(credentials).region("ap-guangzhou");
        builder.transport(self.clone()).clock(|| NOW).retry(RetryPolicy::never()).build().expect("a client")
    }

    pub fn bucket(&self) -> Bucket {
        self.client().bucket("examplebucket-1250000000", "ap-chengdu")
    }

    /// Returns the only request.
    pub fn request(&self) -> SentRequest {
        let requests = self.0.requests.lock().unwrap();
        assert_eq!(requests.len(), 1, "one request");
        requests[0].clone()
    }

    pub fn requests(&self) -> Vec<SentRequest> {
        self.0.requests.lock().unwrap().clone()
    }

    pub fn sent_nothing(&self) -> bool {
        self.0.requests.lock().unwrap().is_empty()
    }
}

impl Transport for Fake {
    fn send(&self, request: Request<Body>) -> Sending {
        let debug = format!("{request:?}");
        let (head, body) = request.into_parts();
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers = head.headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
        let (method, uri) = (head.method.to_string(), head.uri.to_string());
        self.0.requests.lock().unwrap().push(SentRequest { method, uri, headers, body, debug });
        let next = self.0.responses.lock().unwrap().pop_front();
        Box::pin(async move {
            match next {
                Some(Ok(response)) => Ok(response),
                Some(Err(kind)) => Err(TransportError::new(kind, "the cause")),
                None => std::future::pending().await,
            }
        })
    }
}
