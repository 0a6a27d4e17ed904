//! What the unit tests share.

use std::path::Path;
use std::sync::LazyLock;

use bytes::Bytes;
use codegen_model::Model;
use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};

use crate::book::Book;
use crate::received::Received;
use crate::verify::Keys;

pub(crate) const NOW: i64 = 1_551_113_065;
pub(crate) const ID: &str = "AKIDEXAMPLE";
pub(crate) const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
pub(crate) const CI: &str = "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com";
pub(crate) const COS: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
pub(crate) const PIC: &str = "examplebucket-1250000000.pic.ap-chengdu.myqcloud.com";

pub(crate) fn model() -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    codegen_model::load(&schemas, &[]).model.expect("the schemas are in order")
}

/// The model, indexed; once for all tests.
pub(crate) fn book() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(|| Book::of(model(), 0));
    &BOOK
}

/// The model of a folder of small schemas.
pub(crate) fn golden(name: &str) -> Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden").join(name).join("schemas");
    codegen_model::load(&schemas, &[]).model.expect("the schemas are in order")
}

/// A permanent key, and one with a token.
pub(crate) fn keys() -> Keys {
    Keys::new([Credentials::new(ID, KEY), Credentials::new("AKIDTEMPORARY", KEY).with_token("token")])
}

pub(crate) fn request(method: &str, host: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Received {
    let start = http::Request::builder().method(method).uri(target).header("host", host);
    let head = headers.iter().fold(start, |head, (name, value)| head.header(*name, *value));
    head.body(Bytes::from(body.to_owned())).expect("a request").into()
}

/// A request to API 3.0, signed as a client signs it.
pub(crate) fn action(id: &str, timestamp: i64, body: &str) -> Received {
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

/// A request to a bucket with these headers beside `host`, signed as a client signs it.
pub(crate) fn rest(id: &str, time: KeyTime, host: &str, target: &str, headers: &[(&str, &str)]) -> Received {
    let mut received = request("GET", host, target, headers, "");
    let signed: Vec<_> = headers.iter().copied().chain([("host", host)]).collect();
    let path = codegen_model::route::decode(&received.path);
    let signed = cos::sign(id, KEY, time, "GET", &path, &received.pairs(), &signed);
    received.headers.insert("authorization", signed.authorization.parse().expect("a header"));
    received
}
