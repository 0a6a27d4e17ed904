//! Signed and unsigned parts of requests.

use std::sync::Arc;

use tencentcloud_runtime::credentials::Context;
use tencentcloud_runtime::sign::cos;
use tencentcloud_runtime::sign::tc3::{Tc3, UNSIGNED_PAYLOAD_HASH};
use tencentcloud_runtime::{Body, BoxFuture, Client, Credentials, Error, Meta, Operation, ProvideCredentials};

use super::{COS, ID, KEY, KEY_TIME, NOW, moderate};
use crate::support::{Everything, Fake, Moderate, UploadImage, User, WithHeaders};

const EMPTY: &str = r#"{"Response":{"RequestId":"r"}}"#;

#[tokio::test]
async fn the_payload_can_be_left_unsigned() {
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "ims", timestamp: NOW };
    let headers = [("content-type", "application/json"), ("host", "ims.tencentcloudapi.com")];
    let signed = signer.sign("POST", "/", "", &headers, UNSIGNED_PAYLOAD_HASH);
    for everywhere in [true, false] {
        let fake = Fake::json(EMPTY);
        let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone()).clock(|| NOW);
        if everywhere {
            moderate().send(&builder.unsigned_payload().build().unwrap()).await.unwrap();
        } else {
            moderate().send(&builder.build().unwrap()).unsigned_payload().await.unwrap();
        }
        assert_eq!(fake.request().header("x-tc-content-sha256"), "UNSIGNED-PAYLOAD");
        assert_eq!(fake.request().header("authorization"), signed.authorization);
    }
    let fake = Fake::json(EMPTY);
    moderate().send(&fake.client()).await.unwrap();
    assert_eq!(fake.request().header("x-tc-content-sha256"), "(absent)");
}

/// An unsigned action, like those that return credentials.
#[derive(Clone, Default, PartialEq)]
struct AssumeRole {
    user: Option<User>,
}

tencentcloud_runtime::shape! { AssumeRole { "User" => user, } }

impl Operation for AssumeRole {
    type Output = Everything;
    const META: Meta = Meta::action("sts", "2018-08-13", "AssumeRoleWithWebIdentity").unsigned();
}

struct NoCredentials;

impl ProvideCredentials for NoCredentials {
    fn provide<'a>(&'a self, _: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async { Err(Error::credentials("must not be called")) })
    }
}

#[tokio::test]
async fn an_unsigned_action_needs_no_credentials() {
    let fake = Fake::json(EMPTY);
    let builder = Client::builder().credentials(Arc::new(NoCredentials)).transport(fake.clone()).clock(|| NOW);
    builder.region("ap-guangzhou").build().unwrap().call(AssumeRole::default()).await.unwrap();
    let request = fake.request();
    assert_eq!(request.uri, "https://sts.tencentcloudapi.com/");
    for (name, value) in [
        ("authorization", "SKIP"),
        ("x-tc-action", "AssumeRoleWithWebIdentity"),
        ("x-tc-version", "2018-08-13"),
        ("x-tc-timestamp", "1551113065"),
        ("x-tc-token", "(absent)"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
    }
}

/// Headers that a proxy may rewrite, such as those for caches, are not signed.
#[tokio::test]
async fn headers_that_a_strict_bucket_requires_are_signed() {
    let text = |text: &str| Some(text.to_owned());
    let fake = Fake::responding(200, &[], "");
    let call = WithHeaders {
        object_key: text("k"),
        content_type: text("image/png"),
        pic_operations: text("{}"),
        acl: text("private"),
        storage: text("x"),
        cache_control: text("no-store"),
        range: text("bytes=0-1"),
    };
    fake.client_with(Fake::credentials().with_token("t"))
        .bucket("examplebucket-1250000000", "ap-chengdu")
        .call(call)
        .await
        .unwrap();
    let request = fake.request();
    assert_eq!((request.header("cache-control"), request.header("range")), ("no-store", "bytes=0-1"));
    let headers = [
        ("content-length", "0"),
        ("content-type", "image/png"),
        ("host", COS),
        ("pic-operations", "{}"),
        ("x-ci-storage", "x"),
        ("x-cos-acl", "private"),
        ("x-cos-security-token", "t"),
    ];
    let signed = cos::sign(ID, KEY, KEY_TIME, "PUT", "/k", &[("image-slim", "")], &headers);
    assert_eq!(request.header("authorization"), signed.authorization);
}

#[tokio::test]
async fn an_md5_is_sent_and_signed() {
    let body = Body::from_text("abc").with_md5().await.unwrap();
    let fake = Fake::responding(200, &[], "<UploadResult><Text>t</Text></UploadResult>");
    UploadImage { object_key: Some("k".to_owned()), content_type: None, body }.send(&fake.bucket()).await.unwrap();
    let request = fake.request();
    assert_eq!(request.header("content-md5"), "kAFQmDzST7DWlj99KOF/cg==", "RFC 1321's digest of abc");
    assert!(request.header("authorization").contains("q-header-list=content-length;content-md5;host&"));
}

#[tokio::test]
async fn an_unsigned_body_is_not_hashed() {
    let large = Moderate { file_content: Some(vec![0; 100].into()), ..Moderate::default() };
    let fake = Fake::json(EMPTY);
    large.send(&fake.client()).unsigned_payload().await.unwrap();
    assert!(fake.request().header("authorization").starts_with("TC3-HMAC-SHA256 "));
}
