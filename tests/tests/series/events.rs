//! Events, as the mock makes them of its answers.

use mock::Fault;
use tests::golden::catalog::{Chat, Tell};

use super::{client, seen, server};

#[tokio::test]
async fn an_answer_comes_in_events_where_they_are_asked_for() {
    let server = server().await;
    let client = client(&server);
    let mut stream = Chat::new().prompt("Hello").events(&client).await.expect("a stream");
    assert!(stream.request_id().starts_with("00000000-"), "{}", stream.request_id());
    let event = stream.next().await.expect("an event").expect("a good one");
    assert_eq!((event.text.as_deref(), event.index, event.unexpected()), (Some("Hi, 你好"), Some(0), &[][..]));
    assert!(stream.next().await.is_none());

    let whole = Chat::new().prompt("Hello").send(&client).await.expect("an answer");
    assert_eq!(whole.text.as_deref(), Some("Hi, 你好"));
    assert_eq!(seen(&server), [(Some("Chat".to_owned()), 200), (Some("Chat".to_owned()), 200)]);
}

#[tokio::test]
async fn an_operation_without_a_choice_always_streams() {
    let server = server().await;
    let client = client(&server);
    let mut stream = Tell::new().events(&client).await.expect("a stream");
    assert!(stream.next().await.expect("an event").expect("a good one").text.is_some());
    assert!(stream.next().await.is_none());
    let error = Tell::new().send(&client).await.expect_err("an answer in one piece");
    assert!(error.to_string().contains("`events`"), "{error}");
}

#[tokio::test]
async fn a_refusal_comes_before_the_stream() {
    let server = server().await;
    server.plan(Fault::error("LimitExceeded").on("Chat")).expect("a plan");
    let error = Chat::new().prompt("Hello").events(&client(&server)).await.expect_err("a refusal");
    assert_eq!(error.code().map(|code| code.as_str().to_owned()).as_deref(), Some("LimitExceeded"));
    assert!(error.request_id().is_some());
}
