//! The parts of a request that `q-sign-algorithm=sha1` signs, and what clients sign by mistake.

use codegen_model::route::decode;
use tencentcloud_runtime::sign::encode;

use crate::request::ReceivedRequest;

/// The signed parts of a request, decoded.
pub(super) struct SignedParts {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) params: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
}

type Mistake = (&'static str, fn(&mut SignedParts, &ReceivedRequest));

/// What clients sign by mistake.
pub(super) const MISTAKES: [Mistake; 8] = [
    ("the percent-encoded path", |parts, request| parts.path.clone_from(&request.path)),
    ("the path decoded twice", |parts, _| parts.path = decode(&parts.path)),
    ("an empty query", |parts, _| parts.params.clear()),
    ("query values encoded twice", |parts, _| {
        parts.params.iter_mut().for_each(|(_, value)| *value = encode(value).into_owned());
    }),
    ("header values encoded twice", |parts, _| {
        parts.headers.iter_mut().for_each(|(_, value)| *value = encode(value).into_owned());
    }),
    ("no headers", |parts, _| parts.headers.clear()),
    ("the method GET", |parts, _| "GET".clone_into(&mut parts.method)),
    ("the method PUT", |parts, _| "PUT".clone_into(&mut parts.method)),
];
