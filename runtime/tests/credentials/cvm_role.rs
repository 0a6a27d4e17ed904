//! Credentials of a CVM role, from the metadata service.

use std::sync::Arc;
use std::time::Duration;

use tencentcloud_runtime::credentials::{AssumeRole, CachedCredentials, CvmRole, DefaultChain};
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{Credentials, ErrorKind};

use super::test_env::{Reply, TestEnv, ok};
use super::{NOW, id, message, provide};

const ADDRESS: &str = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/";

fn response(id: &str, expiry: i64) -> Reply {
    ok(format!(
        r#"{{"TmpSecretId":"{id}","TmpSecretKey":"hush","ExpiredTime":{expiry},
            "Expiration":"2019-02-25T18:44:25Z","Token":"hush-token","Code":"Success"}}"#
    ))
}

#[tokio::test]
async fn the_role_name_is_fetched_before_its_credentials() {
    let env = TestEnv::responding([ok("CVMas\n"), response("AKIDtmp", NOW + 7200)]);
    let found = provide(&CvmRole::new(), &env.context()).await.unwrap();
    assert_eq!(found, Credentials::new("AKIDtmp", "hush").with_token("hush-token").with_expiry(NOW + 7200));
    assert_eq!(env.uris(), [ADDRESS.to_owned(), format!("{ADDRESS}CVMas")]);
    for request in env.requests() {
        assert_eq!((request.method.as_str(), request.header("host")), ("GET", "metadata.tencentyun.com"));
        assert_eq!(request.header("authorization"), "(absent)");
    }
}

#[tokio::test]
async fn role_name_and_endpoint_can_be_set() {
    let env = TestEnv::responding([response("AKIDtmp", NOW + 60)]);
    let role = CvmRole::new().role_name("a b/../c").endpoint("http://127.0.0.1:8080");
    assert_eq!(id(&role, &env.context()).await, "AKIDtmp");
    let path = "/latest/meta-data/cam/security-credentials/a%20b%2F..%2Fc";
    assert_eq!(env.uris(), [format!("http://127.0.0.1:8080{path}")]);
    for bad in ["metadata", "ftp://x", "http://u:p@x", "http://x/path"] {
        let found = message(provide(&CvmRole::new().endpoint(bad), &env.context()).await);
        assert!(found.starts_with("metadata service: invalid address: "), "{found}");
    }
}

#[test]
fn an_address_that_is_not_valid_fails_when_the_client_is_built() {
    let env = TestEnv::offline();
    for bad in ["metadata", "ftp://x", "http://u:hush@x", "http://x/path", "http://x:0", "http://x:99999", ""] {
        let role = || CvmRole::new().endpoint(bad);
        for outcome in [
            env.client().credentials(role()).build(),
            env.client().credentials(Arc::new(CachedCredentials::new(role()))).build(),
            env.client().credentials(AssumeRole::new(role(), "arn")).build(),
            env.client().credentials(DefaultChain::new().metadata_endpoint(bad)).build(),
        ] {
            let error = outcome.expect_err(bad);
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{bad}: {error}");
            assert!(error.to_string().starts_with("metadata service: invalid address: "), "{error}");
            assert!(!format!("{error:?}").contains("hush"), "{error:?}");
        }
    }
    assert!(env.client().credentials(CvmRole::new().endpoint("http://127.0.0.1:8080")).build().is_ok());
}

#[tokio::test]
async fn incomplete_or_unsuccessful_responses_are_rejected() {
    for (body, expected) in [
        (r#"{"Code":"InternalError"}"#, "the answer has the code InternalError"),
        (r#"{"Code":"<b>hush</b>","TmpSecretKey":"hush"}"#, "the answer does not have the code `Success`"),
        (r#"{"TmpSecretId":"a","TmpSecretKey":"hush"}"#, "the answer does not have the code `Success`"),
        (r#"{"Code":"Success","TmpSecretKey":"hush","Token":"hush"}"#, "the answer has no TmpSecretId"),
        (r#"{"Code":"Success","TmpSecretId":"a","Token":"hush","ExpiredTime":9}"#, "the answer has no TmpSecretKey"),
        (r#"{"Code":"Success","TmpSecretId":"a","TmpSecretKey":"hush","ExpiredTime":9}"#, "the answer has no Token"),
        (
            r#"{"Code":"Success","TmpSecretId":"a","TmpSecretKey":"hush","Token":"hush"}"#,
            "the answer has no ExpiredTime",
        ),
        (
            r#"{"Code":"Success","TmpSecretId":"a","TmpSecretKey":"hush\n","Token":"t","ExpiredTime":9999999999}"#,
            "the SecretKey is surrounded by blanks or line breaks in the answer",
        ),
        (r#"{"Code":"Success","TmpSecretKey":{"a":"hush"}}"#, "the answer has no TmpSecretId"),
        ("<html>hush</html>", "the answer is not valid JSON"),
        ("\"hush\"", "the answer is not valid JSON"),
        ("[\"hush\"]", "the answer is not valid JSON"),
        (r#"{"Code":"Success","TmpSecretKey":"hush"#, "the answer is not valid JSON"),
        ("", "the answer is not valid JSON"),
    ] {
        let env = TestEnv::responding([ok("CVMas"), ok(body)]);
        let found = message(provide(&CvmRole::new(), &env.context()).await);
        assert_eq!(found, format!("metadata service: {expected}"), "{body}");
    }
}

#[tokio::test]
async fn a_response_that_is_not_a_role_name_is_rejected() {
    for (reply, expected) in [
        (ok("<html><title>Log in</title></html>"), "the answer is not the name of a role"),
        (ok("a\nb"), "the answer is not the name of a role"),
        (ok("x".repeat(129)), "the answer is not the name of a role"),
        (ok(" \n"), "no role is bound to this machine"),
        (Reply::Response(404, "hush".to_owned()), "no role is bound to this machine"),
        (Reply::Response(302, "hush".to_owned()), "HTTP 302 Found: redirects are not followed"),
        (Reply::Response(500, "hush".to_owned()), "HTTP 500 Internal Server Error"),
        (Reply::Response(204, String::new()), "HTTP 204 No Content"),
        (ok("x".repeat(70_000)), "the answer exceeds 64 KiB"),
        (Reply::Fail(TransportErrorKind::Connect), "cannot connect to the service: the cause"),
    ] {
        let env = TestEnv::responding([reply]);
        let found = message(provide(&CvmRole::new(), &env.context()).await);
        assert_eq!(found, format!("metadata service: {expected}"));
        assert_eq!(env.requests().len(), 1, "a redirect is not followed");
    }
}

#[tokio::test(start_paused = true)]
async fn a_metadata_service_that_does_not_respond_times_out() {
    let (env, start) = (TestEnv::responding([]), tokio::time::Instant::now());
    let found = message(provide(&CvmRole::new(), &env.context()).await);
    assert_eq!((found.as_str(), start.elapsed().as_secs()), ("metadata service: no answer within 2s", 2));
    let patient = CvmRole::new().timeout(Duration::from_secs(7));
    assert_eq!(message(provide(&patient, &env.context()).await), "metadata service: no answer within 7s");
}

#[tokio::test]
async fn expired_credentials_are_rejected() {
    for expiry in [NOW, NOW - 5] {
        let env = TestEnv::responding([ok("CVMas"), response("AKIDtmp", expiry)]);
        let found = message(provide(&CvmRole::new(), &env.context()).await);
        let clock = format!("the clock of this machine says {NOW}; check the clock");
        assert_eq!(found, format!("the received credentials expired at {expiry}, and {clock}"));
    }
}

#[tokio::test]
async fn the_expiry_date_is_used_if_the_timestamp_is_missing() {
    let body =
        r#"{"Code":"Success","TmpSecretId":"AKID","TmpSecretKey":"k","Token":"t","Expiration":"2019-02-25T18:44:25Z"}"#;
    let env = TestEnv::responding([ok("CVMas"), ok(body)]);
    let found = provide(&CvmRole::new(), &env.context()).await.unwrap();
    assert_eq!(found.expires_at(), Some(1_551_120_265));
}

#[tokio::test]
async fn role_credentials_are_cached_until_shortly_before_expiry() {
    let env = TestEnv::responding([ok("r"), response("AKID1", NOW + 7200), ok("r"), response("AKID2", NOW + 14_000)]);
    let (role, context) = (CvmRole::new(), env.context());
    assert_eq!(id(&role, &context).await, "AKID1");
    env.advance(7200 - 361);
    assert_eq!(id(&role, &context).await, "AKID1");
    env.advance(61);
    assert_eq!(id(&role, &context).await, "AKID2");
    assert_eq!(env.requests().len(), 4);
}

#[test]
fn outside_a_runtime_there_is_an_error_instead_of_a_panic() {
    let (role, context) = (CvmRole::new(), TestEnv::offline().context());
    let future = std::pin::pin!(provide(&role, &context));
    let std::task::Poll::Ready(outcome) = future.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
    else {
        panic!("must not be pending")
    };
    assert_eq!(message(outcome), "metadata service: must be awaited within a tokio runtime");
}
