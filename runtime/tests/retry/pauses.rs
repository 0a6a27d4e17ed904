//! How long the pauses are.

use std::time::Duration;

use tencentcloud_runtime::{ErrorKind, RetryPolicy};
use tokio::time::Instant;

use crate::{Script, Step, THROTTLED, bucket, builder, busy, client, done, moderate, ok, query};

const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

#[tokio::test(start_paused = true)]
async fn pauses_grow_and_are_random() {
    let mut all = Vec::new();
    for _ in 0..20 {
        let script = Script::of([busy()]);
        let policy = RetryPolicy::standard().max_attempts(12);
        let patient = builder(&script).retry(policy).timeout(Duration::from_secs(600)).build().unwrap();
        query().send(&bucket(&patient)).await.unwrap_err();
        let pauses = script.pauses();
        assert_eq!(pauses.len(), 11);
        for (index, pause) in pauses.iter().enumerate() {
            let longest = Duration::from_millis(100 << index).min(Duration::from_secs(20));
            assert!(*pause <= longest + Duration::from_millis(1), "{index}: {pause:?}");
        }
        all.push(pauses);
    }
    let longest = |index: usize| all.iter().map(|pauses| pauses[index]).max().unwrap();
    assert!(longest(0) < longest(5) && longest(5) < longest(10), "they grow");
    all.dedup();
    assert_eq!(all.len(), 20, "clients that failed together do not come back together");
}

#[tokio::test(start_paused = true)]
async fn limits_that_count_by_the_second_are_given_seconds() {
    let longest = |step: fn() -> Step| async move {
        let mut longest = Duration::ZERO;
        for _ in 0..30 {
            let script = Script::of([step(), ok()]);
            query().send(&bucket(&client(&script))).await.unwrap();
            longest = longest.max(script.pauses()[0]);
        }
        longest
    };
    assert!(longest(busy).await <= Duration::from_millis(101));
    let throttled = longest(|| Step::answer(429, "")).await;
    assert!(throttled > Duration::from_millis(300) && throttled <= Duration::from_millis(1001), "{throttled:?}");
}

#[tokio::test(start_paused = true)]
async fn the_service_says_how_long() {
    for (step, seconds) in [
        (Step::answer(429, "").with("retry-after", "7"), 7),
        (busy().with("retry-after", "30"), 30),
        (busy().with("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT").with("date", DATE), 3),
        (Step::answer(200, THROTTLED).with("retry-after", "2"), 2),
    ] {
        let script = Script::of([step, done()]);
        let call = moderate().send(&client(&script)).repeatable();
        assert_eq!(call.await.unwrap().attempts(), 2);
        let pause = script.pauses()[0].as_secs_f64();
        assert!(pause >= f64::from(seconds) && pause <= f64::from(seconds) + 1.0, "{pause}");
    }
}

/// Waiting for longer than there is time would only turn a clear error into a late one.
#[tokio::test(start_paused = true)]
async fn no_pause_goes_beyond_the_deadline() {
    let start = Instant::now();
    for step in [
        Step::answer(429, "").with("retry-after", "86400"),
        Step::answer(429, "").with("retry-after", "18446744073709551615"),
        Step::answer(429, "").with("retry-after", "Fri, 06 Nov 9994 08:49:40 GMT").with("date", DATE),
    ] {
        let script = Script::of([step, ok()]);
        let error = query().send(&bucket(&client(&script))).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Throttled, 1, 1));
        assert!(error.retry_after().unwrap() >= Duration::from_secs(86_400), "the caller may wait");
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_is_signed_anew() {
    let busy = busy().with("retry-after", "5");
    let script = Script::of([busy.clone(), busy, done()]);
    let start = Instant::now();
    let now = move || 1_551_113_065 + i64::try_from(start.elapsed().as_secs()).unwrap();
    let client = builder(&script).clock(now).build().unwrap();
    moderate().send(&client).repeatable().await.unwrap();
    let (times, mut signatures) = (script.headers("x-tc-timestamp"), script.headers("authorization"));
    assert_eq!(times, ["1551113065", "1551113070", "1551113075"]);
    signatures.dedup();
    assert_eq!(signatures.len(), 3);
}
