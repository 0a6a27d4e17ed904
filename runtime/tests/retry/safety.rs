//! What is sent again, and what never is.

use tencentcloud_runtime::transport::TransportErrorKind::{Connect, Other, Timeout};
use tencentcloud_runtime::{Body, RetryPolicy};

use crate::support::UploadImage;
use crate::{
    Script, Step, THROTTLED, bucket, builder, busy, client, done, enhance, fails, moderate, ok, query, silence, submit,
};

/// Failures that may pass, and whether it is certain of them that nothing was done.
fn passing() -> Vec<(Step, bool)> {
    vec![
        (fails(Connect), true),
        (fails(Timeout), false),
        (fails(Other), false),
        (silence(), false),
        (Step::answer(408, ""), false),
        (Step::answer(429, ""), true),
        (Step::answer(429, "<Error><Code>SlowDown</Code></Error>"), true),
        (Step::answer(503, "<Error><Code>SlowDown</Code></Error>"), true),
        (Step::answer(500, "<Error><Code>InternalError</Code></Error>"), false),
        (Step::answer(500, ""), false),
        (Step::answer(502, "<html>"), false),
        (Step::answer(503, "<Error><Code>ServiceUnavailable</Code></Error>"), false),
        (Step::answer(504, ""), false),
        (Step::answer(200, "<Error><Code>InternalError</Code></Error>"), false),
        (Step::answer(200, "{").with("content-length", "9"), false),
    ]
}

#[tokio::test(start_paused = true)]
async fn what_changes_nothing_is_sent_again_after_every_failure_that_may_pass() {
    for (index, (step, _)) in passing().into_iter().enumerate() {
        let script = Script::of([step.clone(), step, ok()]);
        let reply = query().send(&bucket(&client(&script))).await.unwrap();
        assert_eq!((reply.attempts(), script.count()), (3, 3), "{index}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_submission_is_sent_again_only_where_it_certainly_was_not_accepted() {
    for (index, (step, certain)) in passing().into_iter().enumerate() {
        let script = Script::of([step, ok()]);
        let result = submit().send(&bucket(&client(&script))).await;
        match result {
            Ok(reply) => assert_eq!((certain, reply.attempts(), script.count()), (true, 2, 2), "{index}"),
            Err(error) => {
                assert_eq!((certain, error.attempts(), script.count()), (false, 1, 1), "{index}");
                assert!(error.is_retryable() && error.is_ambiguous(), "{index} {error:?}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn actions_are_throttled_with_status_200() {
    let refined = r#"{"Response":{"Error":{"Code":"RequestLimitExceeded.UinLimitExceeded","Message":"m"}}}"#;
    for body in [THROTTLED, refined] {
        let script = Script::of([Step::answer(200, body), done()]);
        assert_eq!(moderate().send(&client(&script)).await.unwrap().attempts(), 2);
    }
    let internal = r#"{"Response":{"Error":{"Code":"InternalError.ModelCall","Message":"m"}}}"#;
    let script = Script::of([Step::answer(200, internal), done()]);
    assert!(moderate().send(&client(&script)).await.unwrap_err().is_ambiguous());
    assert_eq!(moderate().send(&client(&script)).repeatable().await.unwrap().attempts(), 1);
    let script = Script::of([Step::answer(200, internal), done()]);
    assert_eq!(moderate().send(&client(&script)).repeatable().await.unwrap().attempts(), 2, "the caller knows better");
}

#[tokio::test(start_paused = true)]
async fn what_will_not_pass_is_not_sent_again() {
    for (status, body) in [
        (301, ""),
        (400, "<Error><Code>InvalidArgument</Code></Error>"),
        (403, "<Error><Code>SignatureDoesNotMatch</Code></Error>"),
        (403, "<Error><Code>QueueSaturated</Code></Error>"),
        (404, "<Error><Code>NoSuchKey</Code></Error>"),
        (501, "<Error><Code>NotImplemented</Code></Error>"),
        (200, "<Response>"),
        (200, "{}"),
    ] {
        let script = Script::of([Step::answer(status, body)]);
        let error = query().send(&bucket(&client(&script))).await.unwrap_err();
        assert_eq!((error.is_retryable(), error.attempts(), script.count()), (false, 1, 1), "{status} {body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_streamed_body_is_never_sent_again() {
    for step in [fails(Connect), Step::answer(429, ""), busy()] {
        let script = Script::of([step.clone(), ok()]);
        let body = Body::from_stream(0, tencentcloud_runtime::ByteStream::from(""));
        let upload = UploadImage { object_key: Some("k".to_owned()), body, ..UploadImage::default() };
        assert_eq!(upload.send(&bucket(&client(&script))).repeatable().await.unwrap_err().attempts(), 1);
        let script = Script::of([step, ok()]);
        let upload = UploadImage { object_key: Some("k".to_owned()), body: "b".into(), ..UploadImage::default() };
        assert_eq!(upload.send(&bucket(&client(&script))).repeatable().await.unwrap().attempts(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_has_begun_is_not_sent_again() {
    let script = Script::of([busy(), Step::answer(200, "png").with("content-length", "9")]);
    let png = enhance().send(&bucket(&client(&script))).await.unwrap();
    assert_eq!(png.attempts(), 2);
    let error = png.into_inner().collect().await.unwrap_err();
    assert_eq!((error.is_retryable(), script.count()), (true, 2));
}

#[tokio::test(start_paused = true)]
async fn a_policy_can_forbid_it() {
    for (policy, count) in [
        (RetryPolicy::never(), 1),
        (RetryPolicy::standard().max_attempts(0), 1),
        (RetryPolicy::standard().max_attempts(2), 2),
        (RetryPolicy::standard(), 3),
        (RetryPolicy::default().max_attempts(7), 7),
    ] {
        let script = Script::of([busy()]);
        let client = builder(&script).retry(policy.clone()).build().unwrap();
        assert_eq!(query().send(&bucket(&client)).await.unwrap_err().attempts(), count);
        assert_eq!(script.count(), count as usize);
        let script = Script::of([busy()]);
        let error = query().send(&bucket(&crate::client(&script))).retry(policy).await.unwrap_err();
        assert_eq!((error.attempts(), script.count()), (count, count as usize), "for one call");
    }
}
