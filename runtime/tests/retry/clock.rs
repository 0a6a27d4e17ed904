//! Correction of a wrong clock.

use tencentcloud_runtime::{Client, ErrorKind, RetryPolicy};

use crate::{SKEWED, Script, Step, bucket, builder, moderate, ok, ok_action, query, submit};

const DATE: &str = "Mon, 25 Feb 2019 16:44:25 GMT";
const RIGHT: i64 = 1_551_113_065;
const WRONG: i64 = RIGHT - 86_400;
const TOO_SKEWED: &str = "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message>\
    <ServerTime>2019-02-25T16:44:25Z</ServerTime></Error>";
const EXPIRED: &str = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

fn client_with_wrong_clock(script: &Script) -> Client {
    builder(script).clock(|| WRONG).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_action_is_retried_with_the_server_time_and_later_calls_use_it() {
    let script = Script::of([Step::response(200, SKEWED).with("date", DATE), ok_action()]);
    let client = client_with_wrong_clock(&script);
    assert_eq!(
        moderate().send(&client).await.unwrap().attempts(),
        2,
        "retrying is safe, because the request was not accepted"
    );
    assert_eq!(moderate().send(&client.clone()).await.unwrap().attempts(), 1);
    let right = RIGHT.to_string();
    assert_eq!(script.headers("x-tc-timestamp"), [&*WRONG.to_string(), &*right, &*right]);
}

#[tokio::test(start_paused = true)]
async fn the_server_time_is_read_from_every_format_of_object_storage() {
    for refusal in [
        Step::response(403, TOO_SKEWED),
        Step::response(403, EXPIRED).with("date", DATE),
        Step::response(401, "<Error><Code>SignatureExpired</Code></Error>").with("date", DATE),
        Step::response(403, TOO_SKEWED).with("date", "Mon, 25 Feb 2030 16:44:25 GMT"),
    ] {
        let script = Script::of([refusal, ok()]);
        assert_eq!(submit().send(&bucket(&client_with_wrong_clock(&script))).await.unwrap().attempts(), 2);
        let times: Vec<_> = script.headers("authorization").iter().map(|text| sign_time(text)).collect();
        assert_eq!(times, [WRONG - 60, RIGHT - 60]);
    }
}

fn sign_time(authorization: &str) -> i64 {
    let (_, rest) = authorization.split_once("q-sign-time=").unwrap();
    rest.split(';').next().unwrap().parse().unwrap()
}

#[tokio::test(start_paused = true)]
async fn the_clock_is_corrected_once_per_call() {
    let later = Step::response(200, SKEWED).with("date", "Mon, 25 Feb 2019 17:44:25 GMT");
    let script = Script::of([Step::response(200, SKEWED).with("date", DATE), later]);
    let error = moderate().send(&client_with_wrong_clock(&script)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Unauthorized, 2, 2));
}

#[tokio::test(start_paused = true)]
async fn an_error_without_clock_skew_is_not_retried() {
    for step in [
        Step::response(200, SKEWED).with("date", "Sun, 24 Feb 2019 16:44:50 GMT"),
        Step::response(200, SKEWED),
        Step::response(200, SKEWED).with("date", "yesterday"),
    ] {
        let script = Script::of([step, ok_action()]);
        assert!(moderate().send(&client_with_wrong_clock(&script)).await.is_err());
        assert_eq!(script.count(), 1);
    }
    let denied = "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>";
    let script = Script::of([Step::response(403, denied).with("date", DATE)]);
    assert!(query().send(&bucket(&client_with_wrong_clock(&script))).await.is_err());
    assert_eq!(script.count(), 1, "access was denied for another reason");
}

#[tokio::test(start_paused = true)]
async fn without_retries_the_clock_is_corrected_for_the_next_call() {
    let script = Script::of([Step::response(200, SKEWED).with("date", DATE), ok_action()]);
    let client = client_with_wrong_clock(&script);
    assert_eq!(moderate().send(&client).retry(RetryPolicy::never()).await.unwrap_err().attempts(), 1);
    assert_eq!(moderate().send(&client).await.unwrap().attempts(), 1);
}

/// The first response corrects the clock; the other calls were already signed with the wrong time.
#[tokio::test(start_paused = true)]
async fn concurrent_calls_are_retried_after_a_clock_correction() {
    let script = Script::of([Step::RequireTimestamp(RIGHT, DATE)]);
    let client = client_with_wrong_clock(&script);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(moderate().send(&client).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().attempts(), 2);
    }
}
