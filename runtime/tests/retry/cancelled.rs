//! A call that nobody waits for any more.

use std::time::Duration;

use tokio::time::timeout;

use crate::{Script, Step, bucket, busy, client, enhance, ok, query, silence};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn a_future_that_is_dropped_leaves_nothing_behind() {
    let script = Script::of([silence()]);
    let client = client(&script);
    let call = query().send(&bucket(&client)).into_future();
    assert_eq!((script.count(), script.waiting()), (0, 0), "nothing happens before it is awaited");
    assert!(timeout(SECOND, call).await.is_err());
    assert_eq!((script.count(), script.waiting()), (1, 0));
    tokio::time::sleep(SECOND * 3600).await;
    assert_eq!((script.count(), script.waiting()), (1, 0), "and nothing happens later");
}

#[tokio::test(start_paused = true)]
async fn nor_one_that_is_dropped_in_a_pause() {
    let script = Script::of([busy().with("retry-after", "20")]);
    let client = client(&script);
    assert!(timeout(SECOND, query().send(&bucket(&client)).into_future()).await.is_err());
    tokio::time::sleep(SECOND * 3600).await;
    assert_eq!((script.count(), script.waiting()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn places_are_given_back() {
    let script = Script::of([silence(), silence(), silence(), ok()]);
    let client = crate::builder(&script).concurrency(1).build().unwrap();
    for _ in 0..3 {
        assert!(timeout(SECOND, query().send(&bucket(&client)).into_future()).await.is_err());
    }
    assert!(query().send(&bucket(&client)).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_stream_that_is_dropped_takes_its_source_along() {
    let script = Script::of([Step::Stall]);
    let stream = enhance().send(&bucket(&client(&script))).await.unwrap();
    assert_eq!(script.waiting(), 1);
    drop(stream);
    assert_eq!(script.waiting(), 0);
}
