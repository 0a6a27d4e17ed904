//! Delays between attempts.

use std::time::Duration;

use tencentcloud_runtime::{ErrorKind, RetryPolicy};
use tokio::time::Instant;

use super::{Script, Step, THROTTLED, bucket, builder, busy, client, moderate, ok, ok_action, query};

const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

#[tokio::test(start_paused = true)]
async fn delays_grow_and_are_random() {
    let mut all = Vec::new();
    for _ in 0..20 {
        let script = Script::of([busy()]);
        let policy = RetryPolicy::standard().max_attempts(12);
        let patient = builder(&script).retry(policy).timeout(Duration::from_secs(600)).build().unwrap();
        query().send(&bucket(&patient)).await.unwrap_err();
        let delays = script.delays();
        assert_eq!(delays.len(), 11);
        for (index, delay) in delays.iter().enumerate() {
            let longest = Duration::from_millis(100 << index).min(Duration::from_secs(20));
            assert!(*delay <= longest + Duration::from_millis(1), "{index}: {delay:?}");
        }
        all.push(delays);
    }
    let longest = |index: usize| all.iter().map(|delays| delays[index]).max().unwrap();
    assert!(longest(0) < longest(5) && longest(5) < longest(10), "delays grow");
    all.dedup();
    assert_eq!(all.len(), 20, "clients that failed at the same time do not retry at the same time");
}

#[tokio::test(start_paused = true)]
async fn throttling_delays_are_longer() {
    let longest = |step: fn() -> Step| async move {
        let mut longest = Duration::ZERO;
        for _ in 0..30 {
            let script = Script::of([step(), ok()]);
            query().send(&bucket(&client(&script))).await.unwrap();
            longest = longest.max(script.delays()[0]);
        }
        longest
    };
    assert!(longest(busy).await <= Duration::from_millis(101));
    let throttled = longest(|| Step::response(429, "")).await;
    assert!(throttled > Duration::from_millis(300) && throttled <= Duration::from_millis(1001), "{throttled:?}");
}

#[tokio::test(start_paused = true)]
async fn retry_after_sets_the_delay() {
    for (step, seconds) in [
        (Step::response(429, "").with("retry-after", "7"), 7),
        (busy().with("retry-after", "30"), 30),
        (busy().with("retry-after", "Sun, 06 Nov 1994 08:49:40 GMT").with("date", DATE), 3),
        (Step::response(200, THROTTLED).with("retry-after", "2"), 2),
    ] {
        let script = Script::of([step, ok_action()]);
        let call = moderate().send(&client(&script)).repeatable();
        assert_eq!(call.await.unwrap().attempts(), 2);
        let delay = script.delays()[0].as_secs_f64();
        assert!(delay >= f64::from(seconds) && delay <= f64::from(seconds) + 1.0, "{delay}");
    }
}

/// Waiting beyond the deadline would only delay the error.
#[tokio::test(start_paused = true)]
async fn a_delay_beyond_the_deadline_fails_immediately() {
    let start = Instant::now();
    for step in [
        Step::response(429, "").with("retry-after", "86400"),
        Step::response(429, "").with("retry-after", "18446744073709551615"),
        Step::response(429, "").with("retry-after", "Fri, 06 Nov 9994 08:49:40 GMT").with("date", DATE),
    ] {
        let script = Script::of([step, ok()]);
        let error = query().send(&bucket(&client(&script))).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts(), script.count()), (ErrorKind::Throttled, 1, 1));
        assert!(error.retry_after().unwrap() >= Duration::from_secs(86_400), "the caller can wait");
    }
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn each_attempt_has_a_new_signature() {
    let busy = busy().with("retry-after", "5");
    let script = Script::of([busy.clone(), busy, ok_action()]);
    let start = Instant::now();
    let now = move || 1_551_113_065 + i64::try_from(start.elapsed().as_secs()).unwrap();
    let client = builder(&script).clock(now).build().unwrap();
    moderate().send(&client).repeatable().await.unwrap();
    let (times, mut signatures) = (script.headers("x-tc-timestamp"), script.headers("authorization"));
    assert_eq!(times, ["1551113065", "1551113070", "1551113075"]);
    signatures.dedup();
    assert_eq!(signatures.len(), 3);
}
