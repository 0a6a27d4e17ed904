//! The parts of a request that `TC3-HMAC-SHA256` signs, and what clients sign by mistake.

use tencentcloud_runtime::sign::tc3::{EMPTY_PAYLOAD_HASH, UNSIGNED_PAYLOAD, UNSIGNED_PAYLOAD_HASH, payload_hash};

use crate::request::ReceivedRequest;

/// The signed parts of a request.
pub(super) struct SignedParts {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) payload_hash: String,
}

impl SignedParts {
    pub(super) fn of(request: &ReceivedRequest, headers: &[&str]) -> Self {
        let payload_hash = match &*request.header("x-tc-content-sha256") {
            UNSIGNED_PAYLOAD => UNSIGNED_PAYLOAD_HASH.to_owned(),
            _ => payload_hash(&request.body),
        };
        let headers = headers.iter().map(|name| ((*name).to_owned(), request.header(name).into_owned())).collect();
        let ReceivedRequest { method, path, query, .. } = request;
        Self { method: method.clone(), path: path.clone(), query: query.clone(), headers, payload_hash }
    }

    fn set(&mut self, header: &str, change: impl Fn(&str) -> String) {
        let found = self.headers.iter_mut().filter(|(name, _)| name == header);
        found.for_each(|(_, value)| *value = change(value));
    }
}

type Mistake = (&'static str, fn(&mut SignedParts, &ReceivedRequest));

/// What clients sign by mistake.
pub(super) const MISTAKES: [Mistake; 11] = [
    ("an empty body", |parts, _| parts.payload_hash = EMPTY_PAYLOAD_HASH.to_owned()),
    ("UNSIGNED-PAYLOAD in place of the body", |parts, _| {
        parts.payload_hash = UNSIGNED_PAYLOAD_HASH.to_owned();
    }),
    ("the body without surrounding whitespace", |parts, request| {
        parts.payload_hash = payload_hash(request.body.trim_ascii());
    }),
    ("the content type application/json", |parts, _| {
        parts.set("content-type", |_| "application/json".to_owned());
    }),
    ("the content type application/json; charset=utf-8", |parts, _| {
        parts.set("content-type", |_| "application/json; charset=utf-8".to_owned());
    }),
    ("the host without its port", |parts, _| {
        parts.set("host", |host| host.split(':').next().unwrap_or_default().to_owned());
    }),
    ("the host with the port 443", |parts, _| parts.set("host", |host| format!("{host}:443"))),
    ("the percent-decoded path", |parts, _| parts.path = codegen_model::route::decode(&parts.path)),
    ("the path /", |parts, _| "/".clone_into(&mut parts.path)),
    ("an empty query", |parts, _| parts.query.clear()),
    ("the method GET", |parts, _| "GET".clone_into(&mut parts.method)),
];
