//! Which calls are retried, and which never are.

use tencentcloud_runtime::transport::TransportErrorKind::{Connect, Other, Timeout};
use tencentcloud_runtime::{Body, RetryPolicy};

use crate::support::UploadImage;
use crate::{
    Script, Step, THROTTLED, bucket, builder, busy, client, enhance, fails, moderate, no_response, ok, ok_action,
    query, submit,
};

/// Transient failures, and whether the request was certainly not accepted.
fn transient_failures() -> Vec<(Step, bool)> {
    vec![
        (fails(Connect), true),
        (fails(Timeout), false),
        (fails(Other), false),
        (no_response(), false),
        (Step::response(408, ""), false),
        (Step::response(429, ""), true),
        (Step::response(429, "<Error><Code>SlowDown</Code></Error>"), true),
        (Step::response(503, "<Error><Code>SlowDown</Code></Error>"), true),
        (Step::response(500, "<Error><Code>InternalError</Code></Error>"), false),
        (Step::response(500, ""), false),
        (Step::response(502, "<html>"), false),
        (Step::response(503, "<Error><Code>ServiceUnavailable</Code></Error>"), false),
        (Step::response(504, ""), false),
        (Step::response(200, "<Error><Code>InternalError</Code></Error>"), false),
        (Step::response(200, "{").with("content-length", "9"), false),
    ]
}

#[tokio::test(start_paused = true)]
async fn repeatable_operations_are_retried_after_every_transient_failure() {
    for (index, (step, _)) in transient_failures().into_iter().enumerate() {
        let script = Script::of([step.clone(), step, ok()]);
        let reply = query().send(&bucket(&client(&script))).await.unwrap();
        assert_eq!((reply.attempts(), script.count()), (3, 3), "{index}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_submission_is_retried_only_if_it_was_certainly_not_accepted() {
    for (index, (step, certain)) in transient_failures().into_iter().enumerate() {
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
        let script = Script::of([Step::response(200, body), ok_action()]);
        assert_eq!(moderate().send(&client(&script)).await.unwrap().attempts(), 2);
    }
    let internal = r#"{"Response":{"Error":{"Code":"InternalError.ModelCall","Message":"m"}}}"#;
    let script = Script::of([Step::response(200, internal), ok_action()]);
    assert!(moderate().send(&client(&script)).await.unwrap_err().is_ambiguous());
    assert_eq!(moderate().send(&client(&script)).repeatable().await.unwrap().attempts(), 1);
    let script = Script::of([Step::response(200, internal), ok_action()]);
    assert_eq!(
        moderate().send(&client(&script)).repeatable().await.unwrap().attempts(),
        2,
        "the caller marks the call as repeatable"
    );
}

#[tokio::test(start_paused = true)]
async fn permanent_failures_are_not_retried() {
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
        let script = Script::of([Step::response(status, body)]);
        let error = query().send(&bucket(&client(&script))).await.unwrap_err();
        assert_eq!((error.is_retryable(), error.attempts(), script.count()), (false, 1, 1), "{status} {body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_streamed_body_is_never_retried() {
    for step in [fails(Connect), Step::response(429, ""), busy()] {
        let script = Script::of([step.clone(), ok()]);
        let body = Body::from_stream(0, tencentcloud_runtime::ByteStream::from(""));
        let upload = UploadImage { object_key: Some("k".to_owned()), body, ..UploadImage::default() };
        assert_eq!(upload.send(&bucket(&client(&script))).repeatable().await.unwrap_err().attempts(), 1);
        let script = Script::of([step, ok()]);
        let upload = UploadImage { object_key: Some("k".to_owned()), body: b"b".into(), ..UploadImage::default() };
        assert_eq!(upload.send(&bucket(&client(&script))).repeatable().await.unwrap().attempts(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn a_started_stream_is_not_retried() {
    let script = Script::of([busy(), Step::response(200, "png").with("content-length", "9")]);
    let png = enhance().send(&bucket(&client(&script))).await.unwrap();
    assert_eq!(png.attempts(), 2);
    let error = png.into_inner().collect().await.unwrap_err();
    assert_eq!((error.is_retryable(), script.count()), (true, 2));
}

#[tokio::test(start_paused = true)]
async fn the_policy_limits_the_attempts() {
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
