//! Connections that are kept alive for later calls, and faults of the server on them.

use std::time::Duration;

use tencentcloud_runtime::ErrorKind;

use super::server::Behaviour;
use super::{Server, bucket, builder, query, submit};

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 35\r\n\r\n<Response><Text>t</Text></Response>";

#[tokio::test]
async fn connections_are_reused() {
    let server = Server::start(&[Behaviour::Keep(OK)]).await;
    let bucket = bucket(&builder(&server.address).build().unwrap());
    for _ in 0..10 {
        query().send(&bucket).await.unwrap();
        submit().send(&bucket).await.unwrap();
    }
    assert_eq!((server.requests(), server.connections()), (20, 1));
}

/// A connection that the server closed while idle does not fail a call, not even a submission: the client notices it
/// before writing the request.
#[tokio::test]
async fn a_connection_closed_while_idle_is_replaced() {
    for _ in 0..3 {
        let server = Server::start(&[Behaviour::Close(OK)]).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        for _ in 0..5 {
            submit().send(&bucket).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.requests(), 5);
    }
}

/// The request was written; whether the server read it is unknown.
#[tokio::test]
async fn a_connection_that_breaks_during_a_submission_is_an_error() {
    for behaviour in [Behaviour::Reset(""), Behaviour::Close("")] {
        let server = Server::start(Box::leak(Box::new([Behaviour::Keep(OK), behaviour, Behaviour::Keep(OK)]))).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        submit().send(&bucket).await.unwrap();
        let error = submit().send(&bucket).await.unwrap_err();
        assert_eq!((error.kind(), error.is_ambiguous()), (ErrorKind::Connection, true), "{behaviour:?}");
        assert_eq!((server.requests(), server.connections()), (2, 1), "{behaviour:?}");
        submit().send(&bucket).await.unwrap();
    }
}

#[tokio::test]
async fn a_connection_that_breaks_during_a_query_is_replaced() {
    for behaviour in [Behaviour::Reset(""), Behaviour::Close("")] {
        let server = Server::start(Box::leak(Box::new([Behaviour::Keep(OK), behaviour, Behaviour::Keep(OK)]))).await;
        let bucket = bucket(&builder(&server.address).build().unwrap());
        query().send(&bucket).await.unwrap();
        assert_eq!(query().send(&bucket).await.unwrap().attempts(), 2, "{behaviour:?}");
    }
}

/// Dropping the future cancels the request.
#[tokio::test]
async fn the_connection_of_a_cancelled_call_is_closed() {
    let server = Server::start(&[Behaviour::Stall(""), Behaviour::Keep(OK)]).await;
    let bucket = bucket(&builder(&server.address).build().unwrap());
    let call = tokio::time::timeout(Duration::from_millis(100), submit().send(&bucket).into_future());
    assert!(call.await.is_err());
    submit().send(&bucket).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!((server.requests(), server.connections()), (2, 2), "the request was not retried");
}
