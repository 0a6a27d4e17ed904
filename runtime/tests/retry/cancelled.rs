//! Cancelled calls and dropped streams.

use std::time::Duration;

use tokio::time::timeout;

use super::{Script, Step, bucket, busy, client, enhance, no_response, ok, query};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test(start_paused = true)]
async fn dropping_a_call_cancels_its_request() {
    let script = Script::of([no_response()]);
    let client = client(&script);
    let call = query().send(&bucket(&client)).into_future();
    assert_eq!((script.count(), script.in_flight()), (0, 0), "no request before the call is awaited");
    assert!(timeout(SECOND, call).await.is_err());
    assert_eq!((script.count(), script.in_flight()), (1, 0));
    tokio::time::sleep(SECOND * 3600).await;
    assert_eq!((script.count(), script.in_flight()), (1, 0), "no request after the call is dropped");
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_during_a_delay_cancels_the_retry() {
    let script = Script::of([busy().with("retry-after", "20")]);
    let client = client(&script);
    assert!(timeout(SECOND, query().send(&bucket(&client)).into_future()).await.is_err());
    tokio::time::sleep(SECOND * 3600).await;
    assert_eq!((script.count(), script.in_flight()), (1, 0));
}

#[tokio::test(start_paused = true)]
async fn dropping_a_call_releases_its_concurrency_permit() {
    let script = Script::of([no_response(), no_response(), no_response(), ok()]);
    let client = super::builder(&script).concurrency(1).build().unwrap();
    for _ in 0..3 {
        assert!(timeout(SECOND, query().send(&bucket(&client)).into_future()).await.is_err());
    }
    assert!(query().send(&bucket(&client)).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn dropping_a_stream_drops_its_source() {
    let script = Script::of([Step::Stall]);
    let stream = enhance().send(&bucket(&client(&script))).await.unwrap();
    assert_eq!(script.in_flight(), 1);
    drop(stream);
    assert_eq!(script.in_flight(), 0);
}
