//! How long things may take.

use std::error::Error as _;
use std::time::Duration;

use tencentcloud_runtime::{ErrorKind, RetryPolicy};
use tokio::time::Instant;

use crate::{Script, Step, bucket, builder, busy, client, enhance, ok, query, silence, submit};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn an_attempt_that_takes_too_long_is_one_of_several() {
    let script = Script::of([silence(), silence(), ok()]);
    let patient = builder(&script).attempt_timeout(SECOND * 5).build().unwrap();
    let start = Instant::now();
    assert_eq!(query().send(&bucket(&patient)).await.unwrap().attempts(), 3);
    assert!((SECOND * 10..SECOND * 11).contains(&start.elapsed()));

    let script = Script::of([silence()]);
    let start = Instant::now();
    let error = submit().send(&bucket(&client(&script))).attempt_timeout(SECOND * 5).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), start.elapsed()), (ErrorKind::Timeout, 1, SECOND * 5));
    assert!(error.is_ambiguous(), "it may have been accepted");
    assert_eq!(error.to_string(), "CreateJob: no answer within 5s");
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_in_time_whatever_its_attempts_do() {
    let script = Script::of([busy(), silence()]);
    let start = Instant::now();
    let error = query().send(&bucket(&client(&script))).timeout(SECOND * 3).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts(), start.elapsed()), (ErrorKind::Timeout, 2, SECOND * 3));
    assert_eq!(error.to_string(), "QueryJob: no answer within 3s");
    assert_eq!(error.source().unwrap().to_string(), "HTTP 503 Service Unavailable");

    let start = Instant::now();
    let script = Script::of([silence()]);
    assert!(query().send(&bucket(&client(&script))).await.is_err());
    assert!((SECOND * 180..SECOND * 181).contains(&start.elapsed()), "without a word");
    assert_eq!(script.count(), 3);
    let start = Instant::now();
    let endless = builder(&script).timeout(Duration::MAX).attempt_timeout(Duration::MAX).build().unwrap();
    let waiting = tokio::time::timeout(SECOND * 86_400, query().send(&bucket(&endless)).into_future());
    assert!(waiting.await.is_err() && start.elapsed() == SECOND * 86_400);
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_be_idle_for_as_long_as_the_client_says() {
    let start = Instant::now();
    let script = Script::of([Step::Stall]);
    let client = builder(&script).idle_timeout(SECOND * 7).build().unwrap();
    let error = enhance().send(&bucket(&client)).await.unwrap().into_inner().collect().await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, SECOND * 7));
    // An answer that is no stream is an attempt's business.
    let policy = RetryPolicy::never();
    let error = query().send(&bucket(&client)).retry(policy).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Timeout, SECOND * 67));
}

/// Its status says enough.
#[tokio::test(start_paused = true)]
async fn an_error_that_stalls_is_not_waited_for() {
    let script = Script::of([Step::StalledError]);
    let start = Instant::now();
    let error = submit().send(&bucket(&client(&script))).await.unwrap_err();
    assert_eq!((error.kind(), error.status(), start.elapsed()), (ErrorKind::NotFound, Some(404), SECOND * 5));
    assert_eq!(error.code().unwrap(), "NoSuchKey");
}

#[tokio::test(start_paused = true)]
async fn calls_wait_for_their_turn() {
    let script = Script::of([silence()]);
    let client = builder(&script).concurrency(3).retry(RetryPolicy::never()).build().unwrap();
    let calls: Vec<_> = (0..7).map(|_| tokio::spawn(query().send(&bucket(&client)).into_future())).collect();
    for (seconds, count, waiting) in [(1, 3, 3), (60, 6, 3), (60, 7, 1), (60, 7, 0)] {
        tokio::time::sleep(SECOND * seconds).await;
        assert_eq!((script.count(), script.waiting()), (count, waiting));
    }
    let ends: Vec<_> = futures(calls).await;
    assert!(ends.iter().all(|error| error.is_ambiguous()));
    // Nobody's turn comes while one is held up, and nothing was sent then.
    let script = Script::of([silence(), ok()]);
    let client = builder(&script).concurrency(1).build().unwrap();
    let _first = tokio::spawn(query().send(&bucket(&client)).into_future());
    tokio::task::yield_now().await;
    let error = submit().send(&bucket(&client)).timeout(SECOND).await.unwrap_err();
    assert_eq!((error.kind(), error.is_ambiguous(), error.attempts()), (ErrorKind::Timeout, false, 0));
    assert_eq!(script.count(), 1);
}

async fn futures<T: std::fmt::Debug>(
    calls: Vec<tokio::task::JoinHandle<Result<T, tencentcloud_runtime::Error>>>,
) -> Vec<tencentcloud_runtime::Error> {
    let mut errors = Vec::new();
    for call in calls {
        errors.push(call.await.unwrap().unwrap_err());
    }
    errors
}
