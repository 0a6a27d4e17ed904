//! Calls as futures: joined, spawned, selected and polled by hand.

use std::pin::pin;

use futures_util::future::join_all;
use futures_util::stream::{FuturesUnordered, StreamExt};
use tencentcloud_runtime::{Call, ErrorKind};

use super::query;
use crate::support::{Fake, response};

fn responding(times: usize) -> Fake {
    (0..times).fold(Fake::default(), |fake, _| fake.then(response(200, &[], "<Response><Text>t</Text></Response>")))
}

#[tokio::test]
async fn calls_are_joined() {
    let fake = responding(3);
    let replies = join_all(["a", "b", "c"].map(|id| query(id).send(&fake.bucket()))).await;
    assert_eq!(replies.into_iter().filter(Result::is_ok).count(), 3);
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test]
async fn calls_are_spawned() {
    let fake = responding(1);
    assert!(tokio::spawn(query("a").send(&fake.bucket())).await.unwrap().is_ok());
}

#[tokio::test]
async fn calls_are_collected_as_they_end() {
    let fake = responding(2);
    let mut calls: FuturesUnordered<_> = ["a", "b"].map(|id| query(id).send(&fake.bucket())).into_iter().collect();
    while let Some(reply) = calls.next().await {
        reply.unwrap();
    }
    assert_eq!(fake.requests().len(), 2);
}

#[tokio::test]
async fn calls_are_selected() {
    let fake = responding(1);
    let mut call = pin!(query("a").send(&fake.bucket()));
    let reply = tokio::select! {
        biased;
        () = std::future::pending() => None,
        reply = &mut call => Some(reply),
    };
    assert!(reply.is_some_and(|reply| reply.is_ok()));
}

#[tokio::test]
async fn a_sent_call_cannot_become_a_url() {
    let fake = responding(1);
    let mut call = query("a").send(&fake.bucket());
    (&mut call).await.unwrap();
    assert_eq!(format!("{call:?}"), "Call { .. }");
    let error = call.presign(std::time::Duration::from_secs(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(fake.requests().len(), 1);
}

#[test]
fn calls_are_small_and_move_between_threads() {
    fn check<T: Send + Sync + Unpin + 'static>() {}
    check::<Call<()>>();
    assert!(size_of::<Call<()>>() <= 4 * size_of::<usize>());
}
