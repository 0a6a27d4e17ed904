//! Correction of a wrong clock.

use std::error::Error as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tencentcloud_runtime::credentials::{CachedCredentials, Context};
use tencentcloud_runtime::transport::TransportErrorKind;
use tencentcloud_runtime::{
    BoxFuture, Client, Credentials, Endpoint, Error, ErrorKind, ProvideCredentials, RetryPolicy,
};

use super::{SKEWED, Script, Step, bucket, builder, enhance, fails, moderate, ok, ok_action, query, submit};

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
        Step::response(403, "<Error><Code>Request has expired</Code></Error>").with("date", DATE),
        Step::response(401, "<Error><Code>SignatureExpired</Code></Error>").with("date", DATE),
        Step::response(403, TOO_SKEWED).with("date", "Mon, 25 Feb 2030 16:44:25 GMT"),
    ] {
        let script = Script::of([refusal, ok()]);
        assert_eq!(submit().send(&bucket(&client_with_wrong_clock(&script))).await.unwrap().attempts(), 2);
        let times: Vec<_> = script.headers("authorization").iter().map(|text| sign_time(text)).collect();
        assert_eq!(times, [WRONG - 60, RIGHT - 60]);
    }
}

/// Returns the time of each signature of an action.
fn times(script: &Script) -> Vec<i64> {
    script.headers("x-tc-timestamp").iter().map(|time| time.parse().unwrap()).collect()
}

fn sign_time(authorization: &str) -> i64 {
    let (_, rest) = authorization.split_once("q-sign-time=").unwrap();
    rest.split(';').next().unwrap().parse().unwrap()
}

/// A second rejection contradicts the correction. The error has both rejections.
#[tokio::test(start_paused = true)]
async fn a_correction_that_does_not_help_is_forgotten() {
    let later = "Mon, 25 Feb 2019 17:44:25 GMT";
    for date in [DATE, later] {
        let again = "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SignatureExpire\",\"Message\":\"again\"}}}";
        let second = Step::response(200, again).with("date", date);
        let script = Script::of([Step::response(200, SKEWED).with("date", DATE), second, ok_action()]);
        let client = client_with_wrong_clock(&script);
        let error = moderate().send(&client).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Unauthorized, 2, 2));
        let both = "AuthFailure.SignatureExpire: again; before the clock was corrected: AuthFailure.SignatureExpire: m";
        assert_eq!((error.to_string(), format!("{error:?}")), (both.to_owned(), both.to_owned()));
        assert_eq!(error.source().unwrap().to_string(), "AuthFailure.SignatureExpire: m");
        moderate().send(&client).await.unwrap();
        assert_eq!(times(&script), [WRONG, RIGHT, WRONG]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_rejection_is_in_the_error_whatever_the_second_failure_is() {
    for (second, start) in [
        (fails(TransportErrorKind::Other), "ImageModeration: `ims.tencentcloudapi.com` did not answer the request: "),
        (Step::NoResponse, "ImageModeration: no answer within 60s (2 attempts); "),
        (Step::response(403, "<Error><Code>AccessDenied</Code></Error>"), "AccessDenied: HTTP 403 Forbidden"),
    ] {
        let script = Script::of([Step::response(200, SKEWED).with("date", DATE), second]);
        let error = moderate().send(&client_with_wrong_clock(&script)).await.unwrap_err().to_string();
        let end = "; before the clock was corrected: AuthFailure.SignatureExpire: m";
        assert!(error.starts_with(start) && error.ends_with(end), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_correction_belongs_to_the_host_that_rejected_the_time() {
    let script = Script::of([Step::response(200, SKEWED).with("date", DATE), ok_action()]);
    let client = client_with_wrong_clock(&script);
    moderate().send(&client).await.unwrap();
    moderate().send(&client).endpoint(Endpoint::intl()).await.unwrap();
    moderate().send(&client).await.unwrap();
    assert_eq!(times(&script), [WRONG, RIGHT, WRONG, RIGHT]);
    let presigned = enhance().send(&bucket(&client)).presign(Duration::from_secs(60)).await.unwrap();
    assert_eq!(presigned.expires_at(), WRONG + 60);
}

#[tokio::test(start_paused = true)]
async fn a_correction_is_at_most_a_day() {
    for (date, requests) in [("Mon, 25 Feb 2019 16:44:25 GMT", 2), ("Mon, 25 Feb 2019 16:44:26 GMT", 1)] {
        let script = Script::of([Step::response(200, SKEWED).with("date", date), ok_action()]);
        let result = moderate().send(&client_with_wrong_clock(&script)).await;
        assert_eq!((result.is_ok(), script.count()), (requests == 2, requests), "{date}");
    }
}

/// One answer with a wrong date costs one host two attempts, not the client its use.
#[tokio::test(start_paused = true)]
async fn a_later_answer_with_another_date_removes_the_correction() {
    let hours_off = || Step::response(200, SKEWED).with("date", "Mon, 25 Feb 2019 20:00:00 GMT");
    let dated = ok_action().with("date", DATE);
    let script = Script::of([hours_off(), dated, ok_action()]);
    let right = builder(&script).clock(|| RIGHT).build().unwrap();
    for _ in 0..2 {
        moderate().send(&right).await.unwrap();
    }
    assert_eq!(times(&script), [RIGHT, RIGHT + 11_735, RIGHT]);

    let failure = Step::response(500, "").with("date", DATE);
    let script = Script::of([hours_off(), failure, ok_action()]);
    let right = builder(&script).clock(|| RIGHT).build().unwrap();
    moderate().send(&right).await.unwrap_err();
    moderate().send(&right).await.unwrap();
    assert_eq!(times(&script), [RIGHT, RIGHT + 11_735, RIGHT]);
}

/// Expires an hour after the right time. Counts its uses in the name of the key.
struct Keys(AtomicUsize);

impl ProvideCredentials for Keys {
    fn provide<'a>(&'a self, context: &'a Context) -> BoxFuture<'a, Result<Credentials, Error>> {
        let fetches = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let keys = Credentials::new(format!("AKID{fetches}"), "key").with_expiry(context.now() + 3600);
        Box::pin(async move { Ok(keys) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_correction_does_not_change_when_credentials_expire() {
    let script = Script::of([Step::response(200, SKEWED).with("date", DATE), ok_action()]);
    let keys = CachedCredentials::new(Keys(AtomicUsize::new(0)));
    let client = Client::builder().credentials(keys).transport(script.clone()).clock(|| WRONG).build().unwrap();
    for _ in 0..3 {
        moderate().send(&client).await.unwrap();
    }
    let used = script.headers("authorization");
    assert!(used.len() == 4 && used.iter().all(|text| text.contains("AKID1/")), "{used:?}");
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
    for denied in [
        "<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>",
        "<Error><Code>AccessDenied</Code><Message>The token has expired</Message></Error>",
        "<Error><Code>AccessDenied</Code><Message>The package expired on Monday</Message></Error>",
        "<Error><Code>ExpiredToken</Code><Message>Request has expired</Message></Error>",
        "<Error><Code>SignatureDoesNotMatch</Code><Message>Request has expired</Message></Error>",
        "Request has expired",
        "",
    ] {
        let script = Script::of([Step::response(403, denied).with("date", DATE)]);
        assert!(query().send(&bucket(&client_with_wrong_clock(&script))).await.is_err());
        assert_eq!(script.count(), 1, "access was denied for another reason: {denied}");
    }
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
