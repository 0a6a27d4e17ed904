//! A clock that is wrong.

use tencentcloud_runtime::{Client, ErrorKind, RetryPolicy};

use crate::{SKEWED, Script, Step, bucket, builder, done, moderate, ok, query, submit};

const DATE: &str = "Mon, 25 Feb 2019 16:44:25 GMT";
const RIGHT: i64 = 1_551_113_065;
const WRONG: i64 = RIGHT - 86_400;
const TOO_SKEWED: &str = "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message>\
    <ServerTime>2019-02-25T16:44:25Z</ServerTime></Error>";
const EXPIRED: &str = "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>";

fn wrong(script: &Script) -> Client {
    builder(script).clock(|| WRONG).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_action_is_sent_again_with_the_servers_time_and_so_is_whatever_follows() {
    let script = Script::of([Step::answer(200, SKEWED).with("date", DATE), done()]);
    let client = wrong(&script);
    assert_eq!(moderate().send(&client).await.unwrap().attempts(), 2, "it was not accepted, so that is safe");
    assert_eq!(moderate().send(&client.clone()).await.unwrap().attempts(), 1);
    let right = RIGHT.to_string();
    assert_eq!(script.headers("x-tc-timestamp"), [&*WRONG.to_string(), &*right, &*right]);
}

#[tokio::test(start_paused = true)]
async fn a_bucket_says_what_time_it_is_in_several_ways() {
    for refusal in [
        Step::answer(403, TOO_SKEWED),
        Step::answer(403, EXPIRED).with("date", DATE),
        Step::answer(401, "<Error><Code>SignatureExpired</Code></Error>").with("date", DATE),
        Step::answer(403, TOO_SKEWED).with("date", "Mon, 25 Feb 2030 16:44:25 GMT"),
    ] {
        let script = Script::of([refusal, ok()]);
        assert_eq!(submit().send(&bucket(&wrong(&script))).await.unwrap().attempts(), 2);
        let times: Vec<_> = script.headers("authorization").iter().map(|text| start_of(text)).collect();
        assert_eq!(times, [WRONG - 60, RIGHT - 60]);
    }
}

fn start_of(authorization: &str) -> i64 {
    let (_, rest) = authorization.split_once("q-sign-time=").unwrap();
    rest.split(';').next().unwrap().parse().unwrap()
}

#[tokio::test(start_paused = true)]
async fn that_is_tried_once() {
    let later = Step::answer(200, SKEWED).with("date", "Mon, 25 Feb 2019 17:44:25 GMT");
    let script = Script::of([Step::answer(200, SKEWED).with("date", DATE), later]);
    let error = moderate().send(&wrong(&script)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Unauthorized, 2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_right_is_not_the_reason() {
    for step in [
        Step::answer(200, SKEWED).with("date", "Sun, 24 Feb 2019 16:44:50 GMT"),
        Step::answer(200, SKEWED),
        Step::answer(200, SKEWED).with("date", "yesterday"),
    ] {
        let script = Script::of([step, done()]);
        assert!(moderate().send(&wrong(&script)).await.is_err());
        assert_eq!(script.count(), 1);
    }
    let denied = "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>";
    let script = Script::of([Step::answer(403, denied).with("date", DATE)]);
    assert!(query().send(&bucket(&wrong(&script))).await.is_err());
    assert_eq!(script.count(), 1, "another reason to be denied");
}

#[tokio::test(start_paused = true)]
async fn never_means_never_and_yet_the_next_call_is_right() {
    let script = Script::of([Step::answer(200, SKEWED).with("date", DATE), done()]);
    let client = wrong(&script);
    assert_eq!(moderate().send(&client).retry(RetryPolicy::never()).await.unwrap_err().attempts(), 1);
    assert_eq!(moderate().send(&client).await.unwrap().attempts(), 1);
}

/// Whoever of many is answered first corrects the clock; the others were signed with the wrong one all the same.
#[tokio::test(start_paused = true)]
async fn calls_that_were_under_way_are_sent_again_too() {
    let script = Script::of([Step::Strict(RIGHT, DATE)]);
    let client = wrong(&script);
    let calls: Vec<_> = (0..20).map(|_| tokio::spawn(moderate().send(&client).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap().attempts(), 2);
    }
}
