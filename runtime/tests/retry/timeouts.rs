//! Timeouts of attempts, calls and streams, and the concurrency limit.

use std::error::Error as _;
use std::time::Duration;

use tencentcloud_runtime::{ErrorKind, RetryPolicy};
use tokio::time::Instant;

use super::{Script, Step, bucket, builder, busy, client, enhance, no_response, ok, query, submit};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_timed_out_attempt_is_retried() {
    let script = Script::of([no_response(), no_response(), ok()]);
    let patient = builder(&script).attempt_timeout(SECOND * 5).build().unwrap();
    let start = Instant::now();
    assert_eq!(query().send(&bucket(&patient)).await.unwrap().attempts(), 3);
    assert!((SECOND * 10..SECOND * 11).contains(&start.elapsed()));

    let script = Script::of([no_response()]);
    let start = Instant::now();
    let error = submit().send(&bucket(&client(&script))).attempt_timeout(SECOND * 5).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), start.elapsed()), (ErrorKind::Timeout, 1, SECOND * 5));
    assert!(error.is_ambiguous(), "the request may have been accepted");
    assert_eq!(error.to_string(), "CreateJob: no answer within 5s (1 attempt)");
}

#[tokio::test(start_paused = true)]
async fn the_call_timeout_covers_all_attempts() {
    let script = Script::of([busy(), no_response()]);
    let start = Instant::now();
    let error = query().send(&bucket(&client(&script))).timeout(SECOND * 3).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), start.elapsed()), (ErrorKind::Timeout, 2, SECOND * 3));
    assert_eq!(error.to_string(), "QueryJob: no answer within 3s (2 attempts)");
    assert_eq!(error.source().unwrap().to_string(), "HTTP 503 Service Unavailable");

    let start = Instant::now();
    let script = Script::of([no_response()]);
    assert!(query().send(&bucket(&client(&script))).await.is_err());
    assert!((SECOND * 180..SECOND * 181).contains(&start.elapsed()), "three attempts with the default timeout");
    assert_eq!(script.count(), 3);
    let start = Instant::now();
    let endless = builder(&script).timeout(Duration::MAX).attempt_timeout(Duration::MAX).build().unwrap();
    let waiting = tokio::time::timeout(SECOND * 86_400, query().send(&bucket(&endless)).into_future());
    assert!(waiting.await.is_err() && start.elapsed() == SECOND * 86_400);
}

#[tokio::test(start_paused = true)]
async fn the_idle_timeout_of_a_stream_can_be_set() {
    let start = Instant::now();
    let script = Script::of([Step::Stall]);
    let client = builder(&script).idle_timeout(SECOND * 7).build().unwrap();
    let error = enhance().send(&bucket(&client)).await.unwrap().into_inner().collect().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, SECOND * 7));
    // A buffered response is limited by the attempt timeout instead.
    let policy = RetryPolicy::never();
    let error = query().send(&bucket(&client)).retry(policy).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, SECOND * 67));
}

/// The status determines the error, so the client waits only briefly for the body.
#[tokio::test(start_paused = true)]
async fn an_error_with_a_stalled_body_returns_its_status() {
    let script = Script::of([Step::StalledError]);
    let start = Instant::now();
    let error = submit().send(&bucket(&client(&script))).await.unwrap_err();
    assert_eq!((error.kind(), error.status(), start.elapsed()), (ErrorKind::NotFound, Some(404), SECOND * 5));
    assert_eq!(error.code().unwrap(), "NoSuchKey");
}

#[tokio::test(start_paused = true)]
async fn the_concurrency_limit_queues_calls() {
    let script = Script::of([no_response()]);
    let client = builder(&script).concurrency(3).retry(RetryPolicy::never()).build().unwrap();
    let calls: Vec<_> = (0..7).map(|_| tokio::spawn(query().send(&bucket(&client)).into_future())).collect();
    for (seconds, count, waiting) in [(1, 3, 3), (60, 6, 3), (60, 7, 1), (60, 7, 0)] {
        tokio::time::sleep(SECOND * seconds).await;
        assert_eq!((script.count(), script.in_flight()), (count, waiting));
    }
    let errors: Vec<_> = errors(calls).await;
    assert!(errors.iter().all(|error| error.is_ambiguous()));
    // A call that times out while queued has sent no request.
    let script = Script::of([no_response(), ok()]);
    let client = builder(&script).concurrency(1).build().unwrap();
    let _first = tokio::spawn(query().send(&bucket(&client)).into_future());
    tokio::task::yield_now().await;
    let error = submit().send(&bucket(&client)).timeout(SECOND).await.unwrap_err();
    assert_eq!((error.kind(), error.is_ambiguous(), error.attempts()), (ErrorKind::Timeout, false, 0));
    assert_eq!(script.count(), 1);
}

async fn errors<T: std::fmt::Debug>(
    calls: Vec<tokio::task::JoinHandle<Result<T, tencentcloud_runtime::Error>>>,
) -> Vec<tencentcloud_runtime::Error> {
    let mut errors = Vec::new();
    for call in calls {
        errors.push(call.await.unwrap().unwrap_err());
    }
    errors
}
