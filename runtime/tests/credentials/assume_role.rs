//! Credentials from AssumeRole.

use std::time::Duration;

use tencentcloud_runtime::credentials::{AssumeRole, CachedCredentials};
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Credentials, Endpoint};

use super::test_env::{Reply, TestEnv, ok};
use super::{ID, KEY, NOW, id, message, provide};

const ARN: &str = "qcs::cam::uin/100000000001:roleName/moderator";

/// Computed independently of this crate, with Python's hmac and hashlib.
const SIGNATURE: &str = "Signature=91928b296436c98eb42124eba161d8548e6dde146b8de2604d5fa2b0c7a92090";

pub(crate) fn response(id: &str, expiry: i64) -> Reply {
    ok(format!(
        r#"{{"Response":{{"Credentials":{{"Token":"hush-token","TmpSecretId":"{id}","TmpSecretKey":"hush"}},
            "ExpiredTime":{expiry},"Expiration":"2019-02-25T18:44:25Z","RequestId":"r-1"}}}}"#
    ))
}

fn key() -> Credentials {
    Credentials::new(ID, KEY)
}

#[tokio::test]
async fn assume_role_sends_a_signed_request() {
    let env = TestEnv::responding([response("AKIDtmp", NOW + 7200)]);
    let role = AssumeRole::new(key(), ARN).session_name("nightly");
    let found = provide(&role, &env.context()).await.unwrap();
    assert_eq!(found, Credentials::new("AKIDtmp", "hush").with_token("hush-token").with_expiry(NOW + 7200));

    let [request] = &env.requests()[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), request.uri.as_str()), ("POST", "https://sts.tencentcloudapi.com/"));
    let body = format!(r#"{{"RoleArn":"{ARN}","RoleSessionName":"nightly","DurationSeconds":7200}}"#);
    assert_eq!(request.body, body);
    for (name, value) in [
        ("host", "sts.tencentcloudapi.com"),
        ("x-tc-action", "AssumeRole"),
        ("x-tc-version", "2018-08-13"),
        ("x-tc-region", "ap-guangzhou"),
        ("x-tc-timestamp", "1551113065"),
        ("x-tc-token", "(absent)"),
    ] {
        assert_eq!(request.header(name), value, "{name}");
    }
    let signer = Tc3 { secret_id: ID, secret_key: KEY, service: "sts", timestamp: NOW };
    let headers = [("content-type", "application/json"), ("host", "sts.tencentcloudapi.com")];
    let signed = signer.sign("POST", "/", "", &headers, &payload_hash(body.as_bytes()));
    assert_eq!(request.header("authorization"), signed.authorization);
    assert!(request.header("authorization").ends_with(SIGNATURE), "{}", request.header("authorization"));
    assert!(!request.debug.contains("Signature="), "a printed request must not show its signature");
}

#[tokio::test]
async fn all_parameters_can_be_set() {
    let env = TestEnv::responding([response("AKIDtmp", NOW + 900)]);
    let role = AssumeRole::new(key().with_token("hush-source"), ARN)
        .duration(Duration::from_secs(900))
        .external_id("partner-7")
        .policy(r#"{"version":"2.0"}"#)
        .region("ap-singapore")
        .endpoint(Endpoint::internal());
    assert_eq!(id(&role, &env.context()).await, "AKIDtmp");
    let [request] = &env.requests()[..] else { panic!("one request") };
    assert_eq!(request.uri, "https://sts.internal.tencentcloudapi.com/");
    assert_eq!((request.header("x-tc-region"), request.header("x-tc-token")), ("ap-singapore", "hush-source"));
    let body = format!(
        r#"{{"RoleArn":"{ARN}","RoleSessionName":"tencentcloud-rust-{NOW}","DurationSeconds":900,"Policy":"%7B%22version%22%3A%222.0%22%7D","ExternalId":"partner-7"}}"#
    );
    assert_eq!(request.body, body);
    assert!(!request.debug.contains("hush"), "{}", request.debug);
}

#[tokio::test]
async fn a_code_of_the_mfa_device_is_sent_with_each_request() {
    let serial = "qcs::cam:uin/100000000001::mfa/softToken";
    let refused = r#"{"Response":{"Error":{"Code":"AuthFailure.MFAFailure","Message":"Not 100002."},"RequestId":"r"}}"#;
    let env = TestEnv::responding([response("AKID1", NOW + 900), response("AKID2", NOW + 1800), ok(refused)]);
    let codes = std::sync::atomic::AtomicUsize::new(100_000);
    let role = AssumeRole::new(key(), ARN)
        .mfa(serial, move || Ok(codes.fetch_add(1, std::sync::atomic::Ordering::Relaxed).to_string()));
    let context = env.context();
    for expected in ["AKID1", "AKID1", "AKID2"] {
        if expected == "AKID2" {
            env.advance(900);
        }
        assert_eq!(id(&role, &context).await, expected);
    }
    let bodies: Vec<_> = env.requests().iter().map(|request| request.body.clone()).collect();
    assert_eq!(bodies.len(), 2);
    for (body, code) in bodies.iter().zip(["100000", "100001"]) {
        assert!(body.ends_with(&format!(r#""SerialNumber":"{serial}","TokenCode":"{code}"}}"#)), "{body}");
    }
    env.advance(900);
    let found = message(provide(&role, &context).await);
    assert_eq!(found, "AssumeRole: AuthFailure.MFAFailure: Not ***. (request id r)");
}

#[tokio::test]
async fn a_missing_code_of_the_mfa_device_is_an_error() {
    let env = TestEnv::offline();
    let role = AssumeRole::new(key(), ARN).mfa("serial", || Err(tencentcloud_runtime::Error::credentials("no device")));
    assert_eq!(message(provide(&role, &env.context()).await), "no device");
    let role = AssumeRole::new(key(), ARN).mfa("serial", || panic!("a function that panics"));
    assert_eq!(message(provide(&role, &env.context()).await), "MFA code: the thread panicked");
    let role = AssumeRole::new(key(), ARN).mfa("serial", || Ok(String::new()));
    let found = message(provide(&role, &env.context()).await);
    assert_eq!(found, "AssumeRole: `token_code` (`TokenCode`) must have 1 to 64 characters");
    assert!(env.requests().is_empty());
}

#[tokio::test]
async fn invalid_parameters_are_not_sent() {
    let (env, role) = (TestEnv::offline(), || AssumeRole::new(key(), ARN));
    for (role, expected) in [
        (role().session_name("a"), "`session_name` (`RoleSessionName`) must have 2 to 128 characters, found 1"),
        (
            role().session_name("a b"),
            "`session_name` (`RoleSessionName`) must only contain the characters `A-Za-z0-9_+=,.@-`",
        ),
        (role().duration(Duration::ZERO), "`duration` (`DurationSeconds`) must be 1 to 43200, found 0"),
        (
            role().duration(Duration::MAX),
            "`duration` (`DurationSeconds`) must be 1 to 43200, found 9223372036854775807",
        ),
        (
            role().external_id("ü7"),
            "`external_id` (`ExternalId`) must only contain the characters `A-Za-z0-9_+=,.@:/-`",
        ),
        (AssumeRole::new(key(), ""), "`role_arn` (`RoleArn`) must have 1 to 1024 characters, found 0"),
    ] {
        let found = message(provide(&role, &env.context()).await);
        assert_eq!(found, format!("AssumeRole: {expected}"));
    }
    let blank = AssumeRole::new(Credentials::new(ID, "hush\n"), ARN);
    let found = message(provide(&blank, &env.context()).await);
    assert_eq!(found, "the SecretKey is surrounded by blanks or line breaks");
    assert!(env.requests().is_empty());
}

#[tokio::test(start_paused = true)]
async fn errors_contain_only_the_service_message_with_secrets_masked() {
    let refused = r#"{"Response":{"Error":{"Code":"AuthFailure.SecretIdNotFound","Message":"No BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz."},"RequestId":"r-9"}}"#;
    let wordless = r#"{"Response":{"Error":{"Code":"FailedOperation"},"Credentials":{"TmpSecretKey":"hush"}}}"#;
    let odd = r#"{"Response":{"Error":{"Code":"<hush>","Message":"hush"}}}"#;
    for (reply, expected) in [
        (ok(refused), "AuthFailure.SecretIdNotFound: No ***. (request id r-9)"),
        (ok(wordless), "FailedOperation (HTTP 200)"),
        (ok(odd), "the service rejected the request"),
        (ok(r#"{"Response":{"Credentials":{"TmpSecretKey":"hush"#), "the answer cannot be read"),
        (ok("\"hush\""), "the answer cannot be read"),
        (ok("<html>hush</html>"), "the answer cannot be read"),
        (ok(""), "the answer cannot be read"),
        (ok("{}"), "the answer cannot be read"),
        (ok(r#"{"Response":{"RequestId":"r"}}"#), "the answer has no TmpSecretId"),
        (ok(r#"{"Response":{"Credentials":{"TmpSecretId":"a","TmpSecretKey":"hush"}}}"#), "the answer has no Token"),
        (ok("hush".repeat(20_000)), "the answer exceeds 65536 bytes"),
        (Reply::Response(302, "hush".to_owned()), "HTTP 302"),
        (Reply::Response(203, r#"{"Response":{"Credentials":{"TmpSecretKey":"hush"}}}"#.to_owned()), "HTTP 203"),
        (Reply::Response(403, "<html>hush</html>".to_owned()), "HTTP 403"),
    ] {
        let env = TestEnv::responding([reply]);
        let found = message(provide(&AssumeRole::new(key(), ARN), &env.context()).await);
        assert_eq!(found, format!("AssumeRole: {expected}"));
        assert_eq!(env.requests().len(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn transient_failures_are_retried_until_a_timeout() {
    let fail = || Reply::Fail(TransportErrorKind::Connect);
    let env = TestEnv::responding([fail(), Reply::Response(502, "hush".to_owned()), response("AKIDtmp", NOW + 60)]);
    assert_eq!(id(&AssumeRole::new(key(), ARN), &env.context()).await, "AKIDtmp");
    assert_eq!(env.requests().len(), 3);

    let found = message(provide(&AssumeRole::new(key(), ARN), &TestEnv::offline().context()).await);
    assert_eq!(found, "AssumeRole: cannot connect to the service: the cause");

    let start = tokio::time::Instant::now();
    let found = message(provide(&AssumeRole::new(key(), ARN), &TestEnv::responding([]).context()).await);
    assert!(found.starts_with("AssumeRole: no answer within"), "{found}");
    assert!((16..=20).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

/// If the clock is three hours fast, credentials that are valid for two hours seem to be expired on arrival. If it is
/// slow, they seem to be valid for five hours. The correction of the clock for the host does not matter.
#[tokio::test(start_paused = true)]
async fn a_wrong_clock_does_not_change_how_long_credentials_are_used() {
    let refused = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"late"},"RequestId":"r"}}"#;
    for (server, date) in
        [(NOW - 10_800, "Mon, 25 Feb 2019 13:44:25 GMT"), (NOW + 10_800, "Mon, 25 Feb 2019 19:44:25 GMT")]
    {
        let env = TestEnv::responding([
            Reply::ResponseWithDate(refused.to_owned(), date),
            response("AKIDtmp", server + 7200),
        ]);
        let (role, context) = (AssumeRole::new(key(), ARN), env.context());
        for _ in 0..3 {
            let found = provide(&role, &context).await.unwrap();
            assert_eq!((found.secret_id(), found.expires_at()), ("AKIDtmp", Some(NOW + 7200)));
        }
        let stamps: Vec<_> = env.requests().iter().map(|request| request.header("x-tc-timestamp").to_owned()).collect();
        assert_eq!((stamps, context.now()), (vec![NOW.to_string(), server.to_string()], NOW));
    }
}

#[tokio::test]
async fn roles_can_be_chained() {
    let env = TestEnv::responding([response("AKID1", NOW + 7200), response("AKID2", NOW + 3600)]);
    let role = AssumeRole::new(AssumeRole::new(key(), ARN), "qcs::cam::uin/2:roleName/next");
    assert_eq!(id(&role, &env.context()).await, "AKID2");
    let [first, second] = &env.requests()[..] else { panic!("two requests") };
    assert!(first.header("authorization").contains("Credential=AKIDEXAMPLE/"));
    assert!(second.header("authorization").contains("Credential=AKID1/"));
    assert_eq!(second.header("x-tc-token"), "hush-token");
}

#[tokio::test]
async fn a_failing_source_returns_its_error() {
    let nowhere = tencentcloud_runtime::credentials::Profile::new().file("/nowhere");
    let role = AssumeRole::new(CachedCredentials::new(nowhere), ARN);
    assert!(message(provide(&role, &TestEnv::offline().context()).await).starts_with("cannot read /nowhere"));
}

#[tokio::test]
async fn role_requests_use_the_gateway_of_the_client() {
    let env = TestEnv::new(|request| match request.header("x-tc-action") {
        "AssumeRole" => response("AKIDtmp", NOW + 7200),
        _ => ok(r#"{"Response":{"RequestId":"r"}}"#),
    });
    let builder = env.client().credentials(AssumeRole::new(key(), ARN)).endpoint(Endpoint::intl());
    let client = builder.connect_to("http://127.0.0.1:1234").build().unwrap();
    client.call(super::chain::Ping).await.unwrap();
    client.call(super::chain::Ping).await.unwrap();
    let hosts: Vec<_> =
        env.requests().iter().map(|request| format!("{} {}", request.uri, request.header("host"))).collect();
    let ping = "http://127.0.0.1:1234/ ims.intl.tencentcloudapi.com";
    assert_eq!(hosts, ["http://127.0.0.1:1234/ sts.tencentcloudapi.com", ping, ping]);
}
