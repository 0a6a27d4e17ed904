use std::borrow::Cow;

use tencentcloud_runtime::sign::cos::{self, KeyTime};

use super::keys::Keys;
use crate::host::HostKind;
use crate::request::ReceivedRequest;
use crate::testing::{CI, COS, ID, KEY, NOW, action, request, rest, verify};

const TIME: KeyTime = KeyTime { start: NOW - 60, end: NOW + 3600 };
const BODY: &str = r#"{"FileUrl":"https://example.com/cat.png"}"#;

fn error_at(now: i64, request: &ReceivedRequest) -> Option<(Cow<'static, str>, String)> {
    verify(request, now).err().map(|error| (error.code(), error.message().to_owned()))
}

fn error_code(request: &ReceivedRequest) -> Option<Cow<'static, str>> {
    error_at(NOW, request).map(|(code, _)| code)
}

fn with(mut request: ReceivedRequest, name: &'static str, value: &str) -> ReceivedRequest {
    request.headers.insert(name, value.parse().expect("a header"));
    request
}

fn without(mut request: ReceivedRequest, name: &str) -> ReceivedRequest {
    request.headers.remove(name);
    request
}

/// Replaces a part of the `Authorization` header.
fn with_authorization(request: ReceivedRequest, from: &str, to: &str) -> ReceivedRequest {
    let header = request.header("authorization").into_owned();
    assert!(header.contains(from), "{header}");
    with(request, "authorization", &header.replace(from, to))
}

fn object() -> ReceivedRequest {
    rest(ID, TIME, COS, "/a%20b/%E7%8C%AB.jpg?ci-process=AIEnhanceImage&denoise=3", &[("pic-operations", "{}")])
}

#[test]
fn the_published_example_of_tc3_is_accepted() {
    let body = r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
    let authorization = "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, \
         SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168";
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("x-tc-timestamp", "1551113065"),
        ("authorization", authorization),
    ];
    let request = request("POST", "cvm.tencentcloudapi.com", "/", &headers, body);
    let key = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
    let keys = Keys::new([tencentcloud_runtime::Credentials::new(key.0, key.1)]);
    assert!(super::verify(&keys, &request, &HostKind::of(&request.host), 1_551_113_065).is_ok());
}

#[test]
fn valid_signatures_are_accepted() {
    assert_eq!(error_code(&action(ID, NOW, BODY)), None);
    assert_eq!(error_code(&with(action("AKIDTEMPORARY", NOW, BODY), "x-tc-token", "token")), None);
    assert_eq!(error_code(&object()), None);
    assert_eq!(error_code(&rest("AKIDTEMPORARY", TIME, CI, "/picbucket", &[("x-cos-security-token", "token")])), None);
    let unsigned = rest("AKIDTEMPORARY", TIME, CI, "/picbucket", &[]);
    assert_eq!(error_code(&with(unsigned, "x-ci-security-token", "token")), None);
}

#[test]
fn an_unsigned_payload_may_be_anything() {
    let signed = action(ID, NOW, "UNSIGNED-PAYLOAD");
    let unsigned =
        ReceivedRequest { body: "anything".into(), ..with(signed, "x-tc-content-sha256", "UNSIGNED-PAYLOAD") };
    assert_eq!(error_code(&unsigned), None);
}

#[test]
fn a_presigned_url_is_accepted_until_it_is_changed() {
    let params = [("ci-process", "AIEnhanceImage"), ("a/b", "")];
    let signed = cos::sign(ID, KEY, TIME, "GET", "/cat.png", &params, &[("host", COS)]);
    let url = format!("/cat.png?ci-process=AIEnhanceImage&a%2Fb&{}", cos::presigned_query(&signed));
    assert_eq!(error_code(&request("GET", COS, &url, &[], "")), None);
    assert_eq!(error_code(&request("PUT", COS, &url, &[], "")), Some("SignatureDoesNotMatch".into()));
    assert_eq!(error_code(&request("GET", COS, &format!("{url}&more=1"), &[], "")), Some("AccessDenied".into()));
}

#[test]
fn a_changed_request_is_refused_with_the_texts_of_the_server() {
    let (code, message) =
        error_at(NOW, &ReceivedRequest { body: "{}".into(), ..action(ID, NOW, BODY) }).expect("an error");
    assert_eq!(code, "AuthFailure.SignatureFailure");
    assert!(message.contains("POST\n/\n\ncontent-type:application/json\nhost:ims.tencentcloudapi.com\n"), "{message}");
    assert!(message.contains("TC3-HMAC-SHA256\n1551113065\n2019-02-25/ims/tc3_request\n"), "{message}");

    let (code, message) = error_at(NOW, &with(object(), "pic-operations", "{ }")).expect("an error");
    assert_eq!(code, "SignatureDoesNotMatch");
    let computed = format!(
        "get\n/a b/猫.jpg\nci-process=AIEnhanceImage&denoise=3\nhost={COS}&pic-operations=%7B%20%7D\n\n\
         String to sign of the server:\nsha1\n1551113005;1551116665\n"
    );
    assert!(message.contains(&computed), "{message}");
    assert!(!message.contains(KEY));

    let other_path = ReceivedRequest { path: "/b.jpg".to_owned(), ..object() };
    assert_eq!(error_code(&other_path), Some("SignatureDoesNotMatch".into()));
}

#[test]
fn unknown_keys_are_refused() {
    assert_eq!(error_code(&action("AKIDOTHER", NOW, BODY)), Some("AuthFailure.SecretIdNotFound".into()));
    assert_eq!(error_code(&rest("AKIDOTHER", TIME, CI, "/", &[])), Some("InvalidAccessKeyId".into()));
}

#[test]
fn a_token_must_belong_to_its_key() {
    let token: Option<Cow<'static, str>> = Some("AuthFailure.TokenFailure".into());
    assert_eq!(error_code(&action("AKIDTEMPORARY", NOW, BODY)), token.clone());
    assert_eq!(error_code(&with(action("AKIDTEMPORARY", NOW, BODY), "x-tc-token", "other")), token.clone());
    assert_eq!(error_code(&with(action(ID, NOW, BODY), "x-tc-token", "token")), token.clone());

    let token: Option<Cow<'static, str>> = Some("InvalidAccessKeyId".into());
    assert_eq!(error_code(&rest("AKIDTEMPORARY", TIME, CI, "/", &[])), token.clone());
    assert_eq!(error_code(&rest(ID, TIME, CI, "/", &[("x-cos-security-token", "token")])), token.clone());
    let both = [("x-cos-security-token", "token"), ("x-ci-security-token", "other")];
    assert_eq!(error_code(&rest("AKIDTEMPORARY", TIME, CI, "/", &both)), token.clone());
}

#[test]
fn expired_and_future_signatures_are_refused() {
    let request = action(ID, NOW, BODY);
    for (now, expected) in [
        (NOW - 301, Some("AuthFailure.SignatureExpire".into())),
        (NOW - 300, None),
        (NOW + 300, None),
        (NOW + 301, Some("AuthFailure.SignatureExpire".into())),
    ] {
        assert_eq!(error_at(now, &request).map(|(code, _)| code), expected, "{}", now - NOW);
    }
    for (now, expected) in [
        (TIME.start - 901, Some("RequestTimeTooSkewed".into())),
        (TIME.start - 900, None),
        (TIME.end, None),
        (TIME.end + 1, Some("AccessDenied".into())),
    ] {
        assert_eq!(error_at(now, &object()).map(|(code, _)| code), expected, "{}", now - NOW);
    }
    assert!(error_at(TIME.end + 1, &object()).is_some_and(|(_, message)| message.contains("Request has expired")));
}

#[test]
fn malformed_tc3_is_refused() {
    let valid = || action(ID, NOW, BODY);
    let code = |name: &'static str| Some(Cow::from(name));
    let (invalid, failure) = (code("AuthFailure.InvalidAuthorization"), code("AuthFailure.SignatureFailure"));
    assert_eq!(error_code(&without(valid(), "authorization")), invalid.clone());
    assert_eq!(error_code(&with_authorization(valid(), "SHA256", "SHA1")), invalid.clone());
    assert_eq!(error_code(&with_authorization(valid(), "tc3_request", "tc2_request")), invalid.clone());
    assert_eq!(error_code(&without(valid(), "x-tc-timestamp")), Some("MissingParameter".into()));
    assert_eq!(error_code(&with_authorization(valid(), "2019-02-25", "2019-02-26")), failure.clone());
    assert_eq!(error_code(&with_authorization(valid(), "/ims/", "/cvm/")), failure.clone());
    for list in ["content-type", "host", "host;content-type", "content-type;host;x-tc-action", "content-type;host;x"] {
        assert_eq!(error_code(&with_authorization(valid(), "content-type;host", list)), failure.clone(), "{list}");
    }
}

#[test]
fn malformed_signatures_of_buckets_are_refused() {
    let denied: Option<Cow<'static, str>> = Some("AccessDenied".into());
    assert_eq!(error_code(&without(object(), "authorization")), denied.clone());
    assert_eq!(
        error_code(&with_authorization(object(), "q-sign-algorithm=sha1", "q-sign-algorithm=sha256")),
        denied.clone()
    );
    assert_eq!(
        error_code(&with_authorization(object(), "q-sign-time=1551113005", "q-sign-time=1551113004")),
        denied.clone()
    );
    assert_eq!(
        error_code(&with_authorization(object(), "host;pic-operations", "pic-operations")),
        denied.clone(),
        "host"
    );
    assert_eq!(
        error_code(&with_authorization(object(), "ci-process;denoise", "ci-process")),
        denied.clone(),
        "a parameter"
    );
    assert_eq!(error_code(&with(object(), "content-type", "image/png")), denied.clone(), "an unsigned content type");

    let mismatch: Option<Cow<'static, str>> = Some("SignatureDoesNotMatch".into());
    assert_eq!(
        error_code(&with_authorization(object(), "ci-process;denoise", "denoise;ci-process")),
        mismatch.clone(),
        "the order"
    );
    assert_eq!(
        error_code(&with_authorization(object(), "host;pic-operations", "host;pic-operations;x")),
        mismatch.clone(),
        "a listed header that is missing"
    );
}

#[test]
fn unknown_hosts_are_refused() {
    assert_eq!(error_code(&rest(ID, TIME, "127.0.0.1:80", "/", &[])), Some("InvalidHost".into()));
}
