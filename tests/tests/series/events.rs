//! Event streams, which the mock makes from its answers.

use mock::Fault;
use tests::golden::catalog::{Chat, Tell};

use super::{client, server, valid_requests};

#[tokio::test]
async fn an_answer_is_streamed_if_events_are_requested() {
    let server = server().await;
    let client = client(&server);
    let mut stream = Chat::new().prompt("Hello").events(&client).await.expect("a stream");
    assert!(stream.request_id().starts_with("00000000-"), "{}", stream.request_id());
    let event = stream.next().await.expect("an event").expect("a valid event");
    assert_eq!((event.text.as_deref(), event.index, event.unexpected()), (Some("Hi, 你好"), Some(0), &[][..]));
    assert!(stream.next().await.is_none());

    let whole = Chat::new().prompt("Hello").send(&client).await.expect("an answer");
    assert_eq!(whole.text.as_deref(), Some("Hi, 你好"));
    assert_eq!(valid_requests(&server), [(Some("Chat".to_owned()), 200), (Some("Chat".to_owned()), 200)]);
}

#[tokio::test]
async fn an_operation_that_only_streams_is_refused_by_send() {
    let server = server().await;
    let client = client(&server);
    let mut stream = Tell::new().events(&client).await.expect("a stream");
    assert!(stream.next().await.expect("an event").expect("a valid event").text.is_some());
    assert!(stream.next().await.is_none());
    let error = Tell::new().send(&client).await.expect_err("an answer in one piece");
    assert!(error.to_string().contains("`events`"), "{error}");
}

#[tokio::test]
async fn an_error_instead_of_a_stream_is_returned_by_events() {
    let server = server().await;
    server.plan(Fault::error("LimitExceeded").on("Chat")).expect("a plan");
    let error = Chat::new().prompt("Hello").events(&client(&server)).await.expect_err("a refusal");
    assert_eq!(error.code().map(|code| code.as_str().to_owned()).as_deref(), Some("LimitExceeded"));
    assert!(error.request_id().is_some());
}
