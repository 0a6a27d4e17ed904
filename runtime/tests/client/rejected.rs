//! Input that is rejected before a request is sent.

use tencentcloud_runtime::sign::cos;
use tencentcloud_runtime::{
    Answer, Body, Client, Credentials, Empty, ErrorKind, Host, HttpBinding, Meta, Operation, shape,
};

use super::{COS, ID, KEY, KEY_TIME, enhance, moderate, query};
use crate::support::{Fake, Moderate, PicOperations, ProcessImage, User, response};

#[tokio::test]
async fn invalid_input_is_not_sent_and_errors_name_the_members() {
    let fake = Fake::default();
    let user = Some(User { user_id: Some("far too long".to_owned()), phone: Some("555-0199".to_owned()) });
    let call = Moderate { interval: Some(9), user, ..Moderate::default() };
    let error = call.send(&fake.client()).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::InvalidInput, Some("ImageModeration")));
    let members: Vec<_> = error.violations().iter().map(|broken| broken.member.as_str()).collect();
    assert_eq!(members, ["Interval", "User.UserId", "FileUrl, FileContent"]);
    assert_eq!(
        error.to_string(),
        "ImageModeration: `interval` (`Interval`) must be 0 to 5, found 9; \
         `user.user_id` (`User.UserId`) must have 1 to 8 characters, found 12; \
         `file_url` (`FileUrl`), `file_content` (`FileContent`) require one of them to be set"
    );
    assert!(fake.sent_nothing());
}

/// An upload with limits in bytes.
#[derive(Default)]
struct Store {
    note: Option<String>,
    body: Body,
}
shape! { Store { "x-cos-note" => note [Header, Bytes(4)], } }

impl Operation for Store {
    type Output = Empty;
    const META: Meta = Meta::rest("Store", &[HttpBinding::new("PUT", Host::Cos, "/k")], "", Answer::Empty).max_body(8);

    fn body_mut(&mut self) -> Option<&mut Body> {
        Some(&mut self.body)
    }
}

#[tokio::test]
async fn sizes_in_bytes_are_checked_before_a_request_is_sent() {
    let stream = |length| Body::from_stream(length, futures_util::stream::empty());
    let too_large = "Store: `body` must have at most 8 bytes, found 9";
    for (note, body, expected) in [
        (Some("añb"), Body::from([0; 8]), None),
        (None, Body::empty(), None),
        (None, Body::from([0; 9]), Some(too_large)),
        (None, stream(9), Some(too_large)),
        (Some("ññb"), Body::empty(), Some("Store: `note` (`x-cos-note`) must have at most 4 bytes, found 5")),
    ] {
        let fake = Fake::responding(200, &[], "");
        let input = Store { note: note.map(str::to_owned), body };
        let outcome = fake.bucket().call(input).await.map(drop).map_err(|error| error.to_string());
        assert_eq!((outcome.err().as_deref(), fake.sent_nothing()), (expected, expected.is_some()));
    }
    let fake = Fake::responding(200, &[], "");
    let input = Store { note: None, body: Body::from([0; 9]) };
    assert!(fake.bucket().call(input).unchecked().await.is_ok(), "the service judges");
}

#[tokio::test]
async fn a_bucket_or_region_cannot_name_another_host() {
    for (name, region) in [
        ("evil.example/?-1", "ap-chengdu"),
        ("b-1", "ap.evil.example/"),
        ("b-1", "ap-chengdu.myqcloud.com@evil.example"),
        ("b-1\r\nx: y", "ap-chengdu"),
        ("B-1", "ap-chengdu"),
        ("b", "ap-chengdu"),
        ("", ""),
    ] {
        let fake = Fake::default();
        let error = query("j").send(&fake.client().bucket(name, region)).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{name:?} {region:?}");
    }
}

#[tokio::test]
async fn control_characters_in_a_header_are_rejected() {
    for value in ["a\r\nx-cos-acl: public-read", "a\nb", "a\0b", "\u{7f}"] {
        let fake = Fake::default();
        let pic_operations = Some(PicOperations { rules: vec![].into() });
        let (object_key, note) = (Some("k".to_owned()), Some(value.to_owned()));
        let error = ProcessImage { object_key, pic_operations, note }.send(&fake.bucket()).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{value:?}");
        assert!(error.to_string().contains("`x-cos-note`"), "{error}");
    }
    let fake = Fake::default();
    let error = moderate().send(&fake.client()).region("ap\r\nx: y").await.unwrap_err();
    assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true));
}

#[tokio::test]
async fn a_label_cannot_change_the_path_structure() {
    for key in ["", "/", "//", "..", "../..", "./", "a/..", "a/../../."] {
        let fake = Fake::default();
        let error = enhance(key).send(&fake.bucket()).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{key:?}");
        assert!(error.to_string().contains("ObjectKey"), "{error}");
    }
    for (key, path) in [
        ("a?acl", "/a%3Facl"),
        ("a#b", "/a%23b"),
        ("a%2e%2e/b", "/a%252e%252e/b"),
        ("a\\..\\b", "/a%5C..%5Cb"),
        ("{ObjectKey+}", "/%7BObjectKey%2B%7D"),
        ("a\r\nb", "/a%0D%0Ab"),
        ("a//b/", "/a//b/"),
        ("...", "/..."),
        // A leading slash is part of the key, and so are segments that HTTP clients would resolve.
        ("/a", "//a"),
        ("//a//b/", "///a//b/"),
        ("../other", "/..%2Fother"),
        ("a/./b", "/a%2F.%2Fb"),
        ("a/../../b", "/a%2F..%2F..%2Fb"),
    ] {
        let fake = Fake::responding(200, &[], "");
        enhance(key).send(&fake.bucket()).await.unwrap();
        assert_eq!(fake.request().uri, format!("https://{COS}{path}?ci-process=AIEnhanceImage"), "{key:?}");
        let params = [("ci-process", "AIEnhanceImage")];
        let signed = cos::sign(ID, KEY, KEY_TIME, "GET", &format!("/{key}"), &params, &[("host", COS)]);
        assert_eq!(fake.request().header("authorization"), signed.authorization, "{key:?}");
    }
}

#[tokio::test]
async fn actions_need_a_client_and_rest_operations_a_bucket() {
    let fake = Fake::default();
    let on_bucket = fake.bucket().call(moderate()).await.unwrap_err();
    let on_client = fake.client().call(query("j")).await.unwrap_err();
    assert!(on_bucket.to_string().contains("called on a client"), "{on_bucket}");
    assert!(on_client.to_string().contains("called on a bucket"), "{on_client}");
    assert!(fake.sent_nothing());
}

#[tokio::test]
async fn malformed_credentials_are_rejected_before_sending() {
    for (id, key) in [(" AKID", "key"), ("AKID", "key\n"), ("AKID", ""), ("AK\r\nID", "key"), ("AKID", "schlüssel")] {
        let fake = Fake::default();
        let error = moderate().send(&fake.client_with(Credentials::new(id, key))).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::Credentials, true), "{id:?} {key:?}");
        assert!(!error.to_string().contains("schl"), "{error}");
    }
}

#[test]
fn a_gateway_must_be_a_valid_url() {
    let builder = || Client::builder().credentials(Fake::credentials()).transport(Fake::default());
    for bad in ["localhost:80", "http://u:p@h/", "ftp://h", ""] {
        assert_eq!(builder().connect_to(bad).build().unwrap_err().kind(), ErrorKind::InvalidInput, "{bad}");
    }
}

#[tokio::test]
async fn an_unchecked_call_is_sent_although_it_breaks_rules() {
    let body = r#"{"Response":{"RequestId":"r"}}"#;
    let fake = Fake::json(body).then(response(200, &[], body));
    let wrong = || Moderate { interval: Some(9), ..Moderate::default() };
    assert!(wrong().send(&fake.client()).await.is_err() && fake.sent_nothing());
    wrong().send(&fake.client()).unchecked().await.unwrap();
    let client =
        Client::builder().credentials(Fake::credentials()).transport(fake.clone()).unchecked().build().unwrap();
    wrong().send(&client).await.unwrap();
    assert_eq!(fake.requests().len(), 2);
}

#[tokio::test]
async fn a_region_is_checked_before_sending_even_if_it_is_only_a_header() {
    for region in ["ap guangzhou", "AP-GUANGZHOU", "ap_guangzhou", ""] {
        let fake = Fake::default();
        let call = Moderate { file_url: Some("u".to_owned()), ..Moderate::default() }.send(&fake.client());
        let error = call.region(region).await.unwrap_err();
        assert_eq!((error.kind(), fake.sent_nothing()), (ErrorKind::InvalidInput, true), "{region:?}");
        assert!(error.to_string().contains("region"), "{error}");
    }
}
