//! The retry budget that the calls of a client share.

use tencentcloud_runtime::transport::TransportErrorKind;

use super::{Script, Step, bucket, busy, client, fails, ok, query};

/// Returns the number of requests that `calls` calls of one client send.
async fn requests(calls: usize, step: Step) -> usize {
    let script = Script::of([step]);
    let bucket = bucket(&client(&script));
    for _ in 0..calls {
        query().send(&bucket.clone()).await.unwrap_err();
    }
    script.count()
}

#[tokio::test(start_paused = true)]
async fn the_budget_limits_retries_of_an_unavailable_service() {
    assert_eq!(requests(10, busy()).await, 30);
    assert_eq!(requests(1_000, busy()).await, 1_100, "a hundred retries, then none");
    assert_eq!(requests(1_000, fails(TransportErrorKind::Timeout)).await, 1_050, "timeouts cost twice as much");
}

#[tokio::test(start_paused = true)]
async fn successes_refill_the_budget() {
    let down = std::iter::repeat_n(busy(), 1_100);
    let up = std::iter::repeat_n(ok(), 10);
    let script = Script::of(down.chain(up).chain([busy()]));
    let (client, bucket) = (client(&script), bucket(&client(&script)));
    for _ in 0..1_000 {
        query().send(&bucket).await.unwrap_err();
    }
    drop(client);
    for _ in 0..10 {
        assert_eq!(query().send(&bucket).await.unwrap().attempts(), 1);
    }
    assert_eq!(query().send(&bucket).await.unwrap_err().attempts(), 3, "ten successes pay for two retries");
    assert_eq!(query().send(&bucket).await.unwrap_err().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_successful_retry_costs_no_budget() {
    let script = Script::of(std::iter::repeat_n([busy(), ok()], 1_000).flatten());
    let bucket = bucket(&client(&script));
    for _ in 0..500 {
        assert_eq!(query().send(&bucket).await.unwrap().attempts(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn clones_share_the_budget_and_clients_do_not() {
    let script = Script::of([busy()]);
    let (one, other) = (client(&script), client(&script));
    for _ in 0..200 {
        query().send(&bucket(&one.clone())).await.unwrap_err();
    }
    assert_eq!(query().send(&bucket(&one)).await.unwrap_err().attempts(), 1);
    assert_eq!(query().send(&bucket(&other)).await.unwrap_err().attempts(), 3);
}
