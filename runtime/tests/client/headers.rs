//! Headers that a caller adds to a call.

use std::time::Duration;

use tencentcloud_runtime::ErrorKind;
use tencentcloud_runtime::sign::cos;

use super::{COS, ID, KEY, KEY_TIME, enhance, moderate};
use crate::support::{BindBucket, CreateJob, Fake, UploadImage};

const UPLOADED: &str = "<UploadResult><Text>t</Text></UploadResult>";
const NOTE: &str = "x-cos-meta-note";

fn upload() -> UploadImage {
    UploadImage { object_key: Some("k".to_owned()), body: b"png".into(), ..UploadImage::default() }
}

#[tokio::test]
async fn headers_of_object_storage_are_signed() {
    let fake = Fake::responding(200, &[], UPLOADED);
    let call = upload().send(&fake.bucket()).header("X-Cos-Meta-Author", "Ada L").header("x-cos-storage-class", "COLD");
    call.header("x-cos-storage-class", "STANDARD_IA").header("cache-control", "no-cache").await.unwrap();
    let request = fake.request();
    let signed = [
        ("content-length", "3"),
        ("host", COS),
        ("x-cos-meta-author", "Ada L"),
        ("x-cos-storage-class", "STANDARD_IA"),
    ];
    for (name, value) in signed.into_iter().chain([("cache-control", "no-cache")]) {
        assert_eq!(request.header(name), value);
    }
    let expected = cos::sign(ID, KEY, KEY_TIME, "PUT", "/k", cos::NONE, &signed);
    assert_eq!(request.header("authorization"), expected.authorization);
    assert!(!request.debug.contains("Ada"), "the value may be a secret: {}", request.debug);
}

#[tokio::test]
async fn services_of_api_3_sign_no_further_header() {
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    moderate().send(&fake.client()).header("x-request-source", "billing").await.unwrap();
    let request = fake.request();
    assert_eq!(request.header("x-request-source"), "billing");
    assert!(request.header("authorization").contains("SignedHeaders=content-type;host,"));
}

#[tokio::test]
async fn a_presigned_url_requires_the_headers_of_its_call() {
    let call = upload().send(&Fake::default().bucket()).header(NOTE, "n");
    let url = call.presign(Duration::from_secs(60)).await.unwrap();
    assert_eq!(url.headers()[NOTE], "n");
    assert!(url.as_str().contains("q-header-list=content-length%3Bhost%3Bx-cos-meta-note&"), "{}", url.as_str());
}

#[tokio::test]
async fn headers_that_the_client_sets_and_unclear_values_are_rejected() {
    let set_by_client = [
        "Host",
        "authorization",
        "Content-Length",
        "transfer-encoding",
        "connection",
        "user-agent",
        "accept-encoding",
        "x-tc-action",
        "X-TC-Token",
        "x-cos-security-token",
        "x-ci-security-token",
    ];
    let rows = set_by_client.map(|name| (name, "v", "is set by the client"));
    let malformed = [
        ("", "v", "is not a valid header name"),
        ("a b", "v", "is not a valid header name"),
        ("a:b", "v", "is not a valid header name"),
        ("x-cos-meta-\u{e4}", "v", "is not a valid header name"),
        (NOTE, "a\r\nx: y", "percent-encode"),
        (NOTE, "\u{e4}", "percent-encode"),
    ];
    for (name, value, problem) in rows.into_iter().chain(malformed) {
        let fake = Fake::default();
        let error = upload().send(&fake.bucket()).header(name, value).header("x-a", "b").await.unwrap_err();
        assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidInput, Some("UploadImage")), "{name}");
        assert!(error.message().contains(problem), "{name}: {error}");
        assert!(fake.sent_nothing());
    }
}

#[tokio::test]
async fn a_header_that_the_input_sets_is_rejected() {
    let fake = Fake::default();
    let typed = UploadImage { content_type: Some("image/png".to_owned()), ..upload() };
    let calls = [
        typed.send(&fake.bucket()).header("content-type", "image/gif").await.unwrap_err(),
        moderate().send(&fake.client()).header("content-type", "text/plain").await.unwrap_err(),
        CreateJob::default().send(&fake.bucket()).header("content-type", "text/plain").await.unwrap_err(),
    ];
    for error in calls {
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.message().contains("invalid header `content-type`: is already set"), "{error}");
    }
    assert!(fake.sent_nothing());
    let fake = Fake::responding(200, &[], UPLOADED);
    upload().send(&fake.bucket()).header("content-type", "image/gif").await.unwrap();
    assert_eq!(fake.request().header("content-type"), "image/gif", "the input did not set it");
}

#[tokio::test]
async fn an_earlier_error_is_kept() {
    let error = enhance("").send(&Fake::default().bucket()).header("host", "x").await.unwrap_err();
    assert!(error.message().contains("must not be empty"), "{error}");
    let error =
        CreateJob::default().send(&Fake::default().bucket()).header("a b", "v").header("host", "x").await.unwrap_err();
    assert!(error.message().contains("a b"), "{error}");
}

#[tokio::test]
async fn a_key_in_a_header_is_masked_where_a_service_quotes_it() {
    let body = "<Error><Code>InvalidArgument</Code><Message>not a key: MDEyMzQ1Njc4OUFC</Message></Error>";
    let call = BindBucket {}.send(&Fake::responding(400, &[], body).bucket());
    let key = "x-cos-server-side-encryption-customer-key";
    let error = call.header(key, "MDEyMzQ1Njc4OUFC").await.unwrap_err();
    assert_eq!(error.message(), "not a key: ***");
}
