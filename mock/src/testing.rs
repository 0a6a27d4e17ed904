//! Helpers of the unit tests.

use std::path::Path;
use std::sync::LazyLock;

use bytes::Bytes;
use codegen_model::Model;
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::index::Index;
use crate::request::ReceivedRequest;
use crate::signature;
use crate::signature::keys::Keys;

pub(crate) const NOW: i64 = 1_551_113_065;
pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
pub(crate) const CI: &str = "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com";
pub(crate) const COS: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
pub(crate) const PIC: &str = "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com";

pub(crate) fn model() -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    codegen_model::load(&schemas, &[]).model.expect("valid schemas")
}

/// The index of the model, built once for all tests.
pub(crate) fn index() -> &'static Index {
    static INDEX: LazyLock<Index> = LazyLock::new(|| Index::of(model(), 0));
    &INDEX
}

/// The model of a golden test's schemas.
pub(crate) fn golden(name: &str) -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden").join(name).join("schemas");
    codegen_model::load(&schemas, &[]).model.expect("valid schemas")
}

/// Verifies a signature with two known keys: a permanent one, and one with a token.
pub(crate) fn verify(request: &ReceivedRequest, now: i64) -> Result<(), ApiError> {
    let temporary = Credentials::new("AKIDTEMPORARY", KEY).with_token("token");
    let keys = Keys::new([Credentials::new(ID, KEY), temporary]);
    signature::verify(&keys, request, &HostKind::of(&request.host), now)
}

pub(crate) fn request(method: &str, host: &str, target: &str, headers: &[(&str, &str)], body: &str) -> ReceivedRequest {
    let head = http::Request::builder().method(method).uri(target).header("host", host);
    let head = headers.iter().fold(head, |head, (name, value)| head.header(*name, *value));
    head.body(Bytes::from(body.to_owned())).expect("a request").into()
}

/// A signed request to API 3.0.
pub(crate) fn action(id: &str, timestamp: i64, body: &str) -> ReceivedRequest {
    let signer = Tc3 { secret_id: id, secret_key: KEY, service: "ims", timestamp };
    let signed = [("content-type", "application/json"), ("host", "ims.tencentcloudapi.com")];
    let authorization = signer.sign("POST", "/", "", &signed, &payload_hash(body.as_bytes())).authorization;
    let headers = [
        ("content-type", "application/json"),
        ("authorization", &authorization),
        ("x-tc-action", "ImageModeration"),
        ("x-tc-version", "2020-12-29"),
        ("x-tc-timestamp", &timestamp.to_string()),
    ];
    request("POST", "ims.tencentcloudapi.com", "/", &headers, body)
}

/// A signed request to a bucket, with these headers in addition to `host`.
pub(crate) fn rest(id: &str, time: KeyTime, host: &str, target: &str, headers: &[(&str, &str)]) -> ReceivedRequest {
    let mut received = request("GET", host, target, headers, "");
    let signed: Vec<_> = headers.iter().copied().chain([("host", host)]).collect();
    let path = codegen_model::route::decode(&received.path);
    let signed = cos::sign(id, KEY, time, "GET", &path, &received.query_parameters(), &signed);
    received.headers.insert("authorization", signed.authorization.parse().expect("a header"));
    received
}
