use std::borrow::Cow;

use tencentcloud_runtime::sign::cos::{self, KeyTime};

use super::Keys;
use crate::host::Place;
use crate::received::Received;
use crate::testing::{CI, COS, ID, KEY, NOW, action, keys, request, rest};

const TIME: KeyTime = KeyTime { start: NOW - 60, end: NOW + 3600 };
const BODY: &str = r#"{"FileUrl":"https://example.com/cat.png"}"#;

fn refused_at(now: i64, request: &Received) -> Option<(Cow<'static, str>, String)> {
    let verified = keys().verify(request, &Place::of(&request.host), now);
    verified.err().map(|refusal| (refusal.code(), refusal.message().to_owned()))
}

fn refused(request: &Received) -> Option<Cow<'static, str>> {
    refused_at(NOW, request).map(|(code, _)| code)
}

fn with(mut request: Received, name: &'static str, value: &str) -> Received {
    request.headers.insert(name, value.parse().expect("a header"));
    request
}

fn without(mut request: Received, name: &str) -> Received {
    request.headers.remove(name);
    request
}

/// The request with a part of its `Authorization` header replaced.
fn resigned(request: Received, from: &str, to: &str) -> Received {
    let header = request.header("authorization").into_owned();
    assert!(header.contains(from), "{header}");
    with(request, "authorization", &header.replace(from, to))
}

fn object() -> Received {
    rest(ID, TIME, COS, "/a%20b/%E7%8C%AB.jpg?ci-process=AIEnhanceImage&denoise=3", &[("pic-operations", "{}")])
}

#[test]
fn the_published_example_of_tc3_passes() {
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
    assert!(keys.verify(&request, &Place::of(&request.host), 1_551_113_065).is_ok());
}

#[test]
fn good_signatures_pass() {
    assert_eq!(refused(&action(ID, NOW, BODY)), None);
    assert_eq!(refused(&with(action("AKIDTEMPORARY", NOW, BODY), "x-tc-token", "token")), None);
    assert_eq!(refused(&object()), None);
    assert_eq!(refused(&rest("AKIDTEMPORARY", TIME, CI, "/picbucket", &[("x-cos-security-token", "token")])), None);
    let unsigned = rest("AKIDTEMPORARY", TIME, CI, "/picbucket", &[]);
    assert_eq!(refused(&with(unsigned, "x-ci-security-token", "token")), None);
}

#[test]
fn an_unsigned_payload_is_taken_for_what_it_says() {
    let signed = action(ID, NOW, "UNSIGNED-PAYLOAD");
    let sent = Received { body: "anything".into(), ..with(signed, "x-tc-content-sha256", "UNSIGNED-PAYLOAD") };
    assert_eq!(refused(&sent), None);
}

#[test]
fn a_presigned_url_passes_until_it_is_changed() {
    let params = [("ci-process", "AIEnhanceImage"), ("a/b", "")];
    let signed = cos::sign(ID, KEY, TIME, "GET", "/cat.png", &params, &[("host", COS)]);
    let url = format!("/cat.png?ci-process=AIEnhanceImage&a%2Fb&{}", cos::presigned_query(&signed));
    assert_eq!(refused(&request("GET", COS, &url, &[], "")), None);
    assert_eq!(refused(&request("PUT", COS, &url, &[], "")), Some("SignatureDoesNotMatch".into()));
    assert_eq!(refused(&request("GET", COS, &format!("{url}&more=1"), &[], "")), Some("AccessDenied".into()));
}

#[test]
fn what_was_changed_on_the_way_is_refused_with_the_texts_that_the_server_computed() {
    let (code, message) = refused_at(NOW, &Received { body: "{}".into(), ..action(ID, NOW, BODY) }).expect("refused");
    assert_eq!(code, "AuthFailure.SignatureFailure");
    assert!(message.contains("POST\n/\n\ncontent-type:application/json\nhost:ims.tencentcloudapi.com\n"), "{message}");
    assert!(message.contains("TC3-HMAC-SHA256\n1551113065\n2019-02-25/ims/tc3_request\n"), "{message}");

    let (code, message) = refused_at(NOW, &with(object(), "pic-operations", "{ }")).expect("refused");
    assert_eq!(code, "SignatureDoesNotMatch");
    let computed = format!(
        "get\n/a b/猫.jpg\nci-process=AIEnhanceImage&denoise=3\nhost={COS}&pic-operations=%7B%20%7D\n\n\
         Its string to sign:\nsha1\n1551113005;1551116665\n"
    );
    assert!(message.contains(&computed), "{message}");
    assert!(!message.contains(KEY));

    let other_path = Received { path: "/b.jpg".to_owned(), ..object() };
    assert_eq!(refused(&other_path), Some("SignatureDoesNotMatch".into()));
}

#[test]
fn keys_that_nobody_knows_are_refused() {
    assert_eq!(refused(&action("AKIDOTHER", NOW, BODY)), Some("AuthFailure.SecretIdNotFound".into()));
    assert_eq!(refused(&rest("AKIDOTHER", TIME, CI, "/", &[])), Some("InvalidAccessKeyId".into()));
}

#[test]
fn tokens_belong_to_their_key() {
    let token: Option<Cow<'static, str>> = Some("AuthFailure.TokenFailure".into());
    assert_eq!(refused(&action("AKIDTEMPORARY", NOW, BODY)), token.clone());
    assert_eq!(refused(&with(action("AKIDTEMPORARY", NOW, BODY), "x-tc-token", "other")), token.clone());
    assert_eq!(refused(&with(action(ID, NOW, BODY), "x-tc-token", "token")), token.clone());

    let token: Option<Cow<'static, str>> = Some("InvalidAccessKeyId".into());
    assert_eq!(refused(&rest("AKIDTEMPORARY", TIME, CI, "/", &[])), token.clone());
    assert_eq!(refused(&rest(ID, TIME, CI, "/", &[("x-cos-security-token", "token")])), token.clone());
    let both = [("x-cos-security-token", "token"), ("x-ci-security-token", "other")];
    assert_eq!(refused(&rest("AKIDTEMPORARY", TIME, CI, "/", &both)), token.clone());
}

#[test]
fn time_is_kept() {
    let request = action(ID, NOW, BODY);
    for (now, expected) in [
        (NOW - 301, Some("AuthFailure.SignatureExpire".into())),
        (NOW - 300, None),
        (NOW + 300, None),
        (NOW + 301, Some("AuthFailure.SignatureExpire".into())),
    ] {
        assert_eq!(refused_at(now, &request).map(|(code, _)| code), expected, "{}", now - NOW);
    }
    for (now, expected) in [
        (TIME.start - 901, Some("RequestTimeTooSkewed".into())),
        (TIME.start - 900, None),
        (TIME.end, None),
        (TIME.end + 1, Some("AccessDenied".into())),
    ] {
        assert_eq!(refused_at(now, &object()).map(|(code, _)| code), expected, "{}", now - NOW);
    }
    assert!(refused_at(TIME.end + 1, &object()).is_some_and(|(_, message)| message.contains("Request has expired")));
}

#[test]
fn the_form_of_tc3_is_kept() {
    let sent = || action(ID, NOW, BODY);
    let code = |name: &'static str| Some(Cow::from(name));
    let (invalid, failure) = (code("AuthFailure.InvalidAuthorization"), code("AuthFailure.SignatureFailure"));
    assert_eq!(refused(&without(sent(), "authorization")), invalid.clone());
    assert_eq!(refused(&resigned(sent(), "SHA256", "SHA1")), invalid.clone());
    assert_eq!(refused(&resigned(sent(), "tc3_request", "tc2_request")), invalid.clone());
    assert_eq!(refused(&without(sent(), "x-tc-timestamp")), Some("MissingParameter".into()));
    assert_eq!(refused(&resigned(sent(), "2019-02-25", "2019-02-26")), failure.clone());
    assert_eq!(refused(&resigned(sent(), "/ims/", "/cvm/")), failure.clone());
    for list in ["content-type", "host", "host;content-type", "content-type;host;x-tc-action", "content-type;host;x"] {
        assert_eq!(refused(&resigned(sent(), "content-type;host", list)), failure.clone(), "{list}");
    }
}

#[test]
fn the_form_of_the_other_signature_is_kept() {
    let denied: Option<Cow<'static, str>> = Some("AccessDenied".into());
    assert_eq!(refused(&without(object(), "authorization")), denied.clone());
    assert_eq!(refused(&resigned(object(), "q-sign-algorithm=sha1", "q-sign-algorithm=sha256")), denied.clone());
    assert_eq!(refused(&resigned(object(), "q-sign-time=1551113005", "q-sign-time=1551113004")), denied.clone());
    assert_eq!(refused(&resigned(object(), "host;pic-operations", "pic-operations")), denied.clone(), "host");
    assert_eq!(refused(&resigned(object(), "ci-process;denoise", "ci-process")), denied.clone(), "a parameter");
    assert_eq!(
        refused(&with(object(), "content-type", "image/png")),
        denied.clone(),
        "a content type that is not signed"
    );

    let mismatch: Option<Cow<'static, str>> = Some("SignatureDoesNotMatch".into());
    assert_eq!(refused(&resigned(object(), "ci-process;denoise", "denoise;ci-process")), mismatch.clone(), "the order");
    assert_eq!(
        refused(&resigned(object(), "host;pic-operations", "host;pic-operations;x")),
        mismatch.clone(),
        "not there"
    );
}

#[test]
fn other_hosts_are_no_part_of_the_cloud() {
    assert_eq!(refused(&rest(ID, TIME, "127.0.0.1:80", "/", &[])), Some("InvalidHost".into()));
}
