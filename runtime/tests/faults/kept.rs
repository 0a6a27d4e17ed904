//! Connections that are kept for the next call, and what the server does to them meanwhile.

use std::time::Duration;

use tencentcloud_runtime::ErrorKind;

use crate::server::Act;
use crate::{Server, bucket, builder, query, submit};

const FINE: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

#[tokio::test]
async fn connections_are_used_again() {
    let server = Server::start(&[Act::Keep(FINE)]).await;
    let bucket = bucket(&builder(&server.address).build().unwrap());
    for _ in 0..10 {
        query().send(&bucket).await.unwrap();
        submit().send(&bucket).await.unwrap();
    }
    assert_eq!((server.requests(), server.connections()), (20, 1));
}

/// A connection that the server has closed while nobody used it is no reason to fail, not even for a submission: it is
/// noticed before anything is written.
#[tokio::test]
async fn one_that_was_closed_meanwhile_is_replaced() {
    for _ in 0..3 {
        let server = Server::start(&[Act::Close(FINE)]).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        for _ in 0..5 {
            submit().send(&bucket).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.requests(), 5);
    }
}

/// Here the request was written, and whether it was read nobody can say.
#[tokio::test]
async fn one_that_breaks_under_a_submission_is_an_error() {
    for act in [Act::Reset(""), Act::Close("")] {
        let server = Server::start(Box::leak(Box::new([Act::Keep(FINE), act, Act::Keep(FINE)]))).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        submit().send(&bucket).await.unwrap();
        let error = submit().send(&bucket).await.unwrap_err();
        assert_eq!((error.kind(), error.is_ambiguous()), (ErrorKind::Connection, true), "{act:?}");
        assert_eq!((server.requests(), server.connections()), (2, 1), "{act:?}");
        submit().send(&bucket).await.unwrap();
    }
}

#[tokio::test]
async fn one_that_breaks_under_a_query_is_replaced() {
    for act in [Act::Reset(""), Act::Close("")] {
        let server = Server::start(Box::leak(Box::new([Act::Keep(FINE), act, Act::Keep(FINE)]))).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        query().send(&bucket).await.unwrap();
        assert_eq!(query().send(&bucket).await.unwrap().attempts(), 2, "{act:?}");
    }
}

/// Dropping the future is all it takes to take a request back, as far as it can be.
#[tokio::test]
async fn one_whose_call_is_cancelled_is_closed() {
    let server = Server::start(&[Act::Stall(""), Act::Keep(FINE)]).await;
    let bucket = bucket(&builder(&server.address).build().unwrap());
    let call = tokio::time::timeout(Duration::from_millis(100), submit().send(&bucket).into_future());
    assert!(call.await.is_err());
    submit().send(&bucket).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!((server.requests(), server.connections()), (2, 2), "nothing was sent again");
}
