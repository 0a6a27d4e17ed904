//! The role of the machine.

use std::time::Duration;

use tencentcloud_runtime::Credentials;
use tencentcloud_runtime::credentials::CvmRole;
use tencentcloud_runtime::transport::TransportErrorKind;

use crate::world::{Reply, World, ok};
use crate::{NOW, id, message, provide};

const ADDRESS: &str = "http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/";

fn answer(id: &str, expiry: i64) -> Reply {
    ok(format!(
        r#"{{"TmpSecretId":"{id}","TmpSecretKey":"hush","ExpiredTime":{expiry},
            "Expiration":"2019-02-25T18:44:25Z","Token":"hush-token","Code":"Success"}}"#
    ))
}

#[tokio::test]
async fn the_role_is_asked_for_and_then_its_credentials() {
    let world = World::answering([ok("CVMas\n"), answer("AKIDtmp", NOW + 7200)]);
    let found = provide(&CvmRole::new(), &world.context()).await.unwrap();
    assert_eq!(found, Credentials::new("AKIDtmp", "hush").with_token("hush-token").with_expiry(NOW + 7200));
    assert_eq!(world.uris(), [ADDRESS.to_owned(), format!("{ADDRESS}CVMas")]);
    for sent in world.sent() {
        assert_eq!((sent.method.as_str(), sent.header("host")), ("GET", "metadata.tencentyun.com"));
        assert_eq!(sent.header("authorization"), "(absent)");
    }
}

#[tokio::test]
async fn role_and_address_can_be_given() {
    let world = World::answering([answer("AKIDtmp", NOW + 60)]);
    let role = CvmRole::new().role_name("a b/../c").endpoint("http://127.0.0.1:8080");
    assert_eq!(id(&role, &world.context()).await, "AKIDtmp");
    let path = "/latest/meta-data/cam/security-credentials/a%20b%2F..%2Fc";
    assert_eq!(world.uris(), [format!("http://127.0.0.1:8080{path}")]);
    for bad in ["metadata", "ftp://x", "http://u:p@x", "http://x/path"] {
        let found = message(provide(&CvmRole::new().endpoint(bad), &world.context()).await);
        assert!(found.starts_with("metadata service: invalid address "), "{found}");
    }
}

#[tokio::test]
async fn without_a_code_that_says_success_nothing_is_taken() {
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
        let world = World::answering([ok("CVMas"), ok(body)]);
        let found = message(provide(&CvmRole::new(), &world.context()).await);
        assert_eq!(found, format!("metadata service: {expected}"), "{body}");
    }
}

#[tokio::test]
async fn a_portal_is_not_taken_for_a_role() {
    for (reply, expected) in [
        (ok("<html><title>Log in</title></html>"), "the answer is not the name of a role"),
        (ok("a\nb"), "the answer is not the name of a role"),
        (ok("x".repeat(129)), "the answer is not the name of a role"),
        (ok(" \n"), "no role is bound to this machine"),
        (Reply::Answer(404, "hush".to_owned()), "no role is bound to this machine"),
        (Reply::Answer(302, "hush".to_owned()), "HTTP 302 Found: redirects are not followed"),
        (Reply::Answer(500, "hush".to_owned()), "HTTP 500 Internal Server Error"),
        (Reply::Answer(204, String::new()), "HTTP 204 No Content"),
        (ok("x".repeat(70_000)), "the answer exceeds 64 KiB"),
        (Reply::Fail(TransportErrorKind::Connect), "cannot connect to the service: the cause"),
    ] {
        let world = World::answering([reply]);
        let found = message(provide(&CvmRole::new(), &world.context()).await);
        assert_eq!(found, format!("metadata service: {expected}"));
        assert_eq!(world.sent().len(), 1, "a redirect is not followed");
    }
}

#[tokio::test(start_paused = true)]
async fn silence_does_not_last() {
    let (world, start) = (World::answering([]), tokio::time::Instant::now());
    let found = message(provide(&CvmRole::new(), &world.context()).await);
    assert_eq!((found.as_str(), start.elapsed().as_secs()), ("metadata service: no answer within 2s", 2));
    let patient = CvmRole::new().timeout(Duration::from_secs(7));
    assert_eq!(message(provide(&patient, &world.context()).await), "metadata service: no answer within 7s");
}

#[tokio::test]
async fn what_has_expired_already_is_no_use() {
    for expiry in [NOW, NOW - 5] {
        let world = World::answering([ok("CVMas"), answer("AKIDtmp", expiry)]);
        let found = message(provide(&CvmRole::new(), &world.context()).await);
        let expected = format!("the received credentials expired at {expiry}, and the time is {NOW}");
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn the_date_serves_where_the_number_is_missing() {
    let body =
        r#"{"Code":"Success","TmpSecretId":"AKID","TmpSecretKey":"k","Token":"t","Expiration":"2019-02-25T18:44:25Z"}"#;
    let world = World::answering([ok("CVMas"), ok(body)]);
    let found = provide(&CvmRole::new(), &world.context()).await.unwrap();
    assert_eq!(found.expires_at(), Some(1_551_120_265));
}

#[tokio::test]
async fn they_are_kept_until_shortly_before_they_expire() {
    let world = World::answering([ok("r"), answer("AKID1", NOW + 7200), ok("r"), answer("AKID2", NOW + 14_000)]);
    let (role, context) = (CvmRole::new(), world.context());
    assert_eq!(id(&role, &context).await, "AKID1");
    world.sleep(7200 - 361);
    assert_eq!(id(&role, &context).await, "AKID1");
    world.sleep(61);
    assert_eq!(id(&role, &context).await, "AKID2");
    assert_eq!(world.sent().len(), 4);
}

#[test]
fn without_a_runtime_there_is_an_error_rather_than_a_panic() {
    let (role, context) = (CvmRole::new(), World::alone().context());
    let asked = std::pin::pin!(provide(&role, &context));
    let std::task::Poll::Ready(outcome) = asked.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
    else {
        panic!("must not wait")
    };
    assert_eq!(message(outcome), "metadata service: must be awaited within a tokio runtime");
}
