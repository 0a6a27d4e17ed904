//! Responses as event streams.

use std::time::Duration;

use tencentcloud_runtime::http::Response;
use tencentcloud_runtime::{ByteStream, Client, ErrorKind, EventStream, Reply};

use super::moderate;
use super::streams::Chunks;
use crate::support::{Everything, Fake, response};

const ID: (&str, &str) = ("x-tc-requestid", "r-1");

fn events(content_type: &str, chunks: &[&'static str]) -> Fake {
    Fake::default().then(response(200, &[("content-type", content_type), ID], ByteStream::new(Chunks::ending(chunks))))
}

async fn open(client: &Client) -> Reply<EventStream<Everything>> {
    client.events(moderate(), "").await.expect("a stream")
}

#[tokio::test]
async fn each_event_is_read_as_the_output() {
    let chunks = [
        "id: 1\nevent: delta\ndata: {\"Text\":\"你\",\"Cou",
        "nt\":1}\r",
        "\n\r\n: still here\n\ndata: {\"Text\":\"b\"",
        "}\n\ndata: [DONE]\n\ndata: {}\n\n",
    ];
    let fake = events("Text/Event-Stream; charset=utf-8", &chunks);
    let mut stream = open(&fake.client()).await;
    assert_eq!((stream.request_id(), stream.attempts()), ("r-1", 1));
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!((first.text.as_deref(), first.count), (Some("你"), Some(1)));
    assert_eq!((first.name(), first.id(), first.unexpected()), ("delta", "1", &[][..]));
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!((second.text.as_deref(), second.id(), second.name()), (Some("b"), "1", ""));
    assert!(stream.next().await.is_none(), "no event follows the end");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn deviations_in_an_event_are_reported_and_later_events_are_read() {
    let chunks = [
        "data: {\"Text\":{},\"Other\":1}\n\ndata: nonsense\n\ndata: {\"Response\":{\"Text\":\"x\",\"RequestId\":\"r\"}}",
    ];
    let mut stream = open(&events("text/event-stream", &chunks).client()).await;
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!(first.unexpected()[0].member, "Text");
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!(second.unexpected()[0].found, "8 bytes that are not JSON");
    assert_eq!(stream.next().await.unwrap().unwrap().text.as_deref(), Some("x"));
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn an_event_with_an_error_ends_the_stream() {
    for (event, code) in [
        (r#"{"ErrorMsg":{"Msg":"no","Code":2001},"Note":"n"}"#, "2001"),
        (r#"{"Error":{"Code":"InternalError","Message":"no"}}"#, "InternalError"),
        (r#"{"Response":{"Error":{"Code":"LimitExceeded","Message":"no"},"RequestId":"r-1"}}"#, "LimitExceeded"),
    ] {
        let text =
            format!("data: {{\"Text\":\"Error\",\"ErrorMsg\":{{\"Code\":0}}}}\n\ndata: {event}\n\ndata: {{}}\n\n");
        let fake = Fake::default().then(response(200, &[("content-type", "text/event-stream"), ID], text));
        let mut stream = open(&fake.client()).await;
        assert_eq!(stream.next().await.unwrap().unwrap().text.as_deref(), Some("Error"));
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.code().unwrap().as_str(), error.message()), (code, "no"), "{event}");
        assert_eq!((error.request_id(), error.operation()), (Some("r-1"), Some("ImageModeration")));
        assert!(stream.next().await.is_none(), "no item follows an error");
    }
}

#[tokio::test]
async fn an_error_in_an_event_has_any_form() {
    for (event, code, message) in [
        (r#"{"Error":"no"}"#, None, "no"),
        (r#"{"error":{"message":"no"}}"#, None, "no"),
        (r#"{"ERROR":{"code":"C","message":"no"}}"#, Some("C"), "no"),
    ] {
        let fake = Fake::default().then(response(
            200,
            &[("content-type", "text/event-stream"), ID],
            format!("data: {event}\n\n"),
        ));
        let mut stream = open(&fake.client()).await;
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.code().map(|code| code.as_str()), error.message()), (code, message), "{event}");
    }
}

#[tokio::test]
async fn a_plain_response_is_a_single_event_or_an_error() {
    let fake = Fake::json(r#"{"Response":{"Text":"a","Count":"x","RequestId":"r"}}"#);
    let mut stream = open(&fake.client()).await;
    assert_eq!((stream.request_id(), stream.unexpected().len()), ("r", 1));
    let event = stream.next().await.unwrap().unwrap();
    assert_eq!((event.text.as_deref(), event.unexpected().len()), (Some("a"), 1));
    assert!(stream.next().await.is_none());

    let fake = Fake::json(r#"{"Response":{"Error":{"Code":"AuthFailure","Message":"no"},"RequestId":"r"}}"#);
    let error = fake.client().events(moderate(), "").await.unwrap_err();
    assert_eq!((error.code().unwrap().as_str(), error.request_id()), ("AuthFailure", Some("r")));
}

#[tokio::test(start_paused = true)]
async fn a_truncated_or_stalled_stream_is_an_error() {
    let silent = ByteStream::new(Chunks::stalling(&["data: {}\n\ndata: {"]));
    let head = Response::builder().header("content-type", "text/event-stream").header(ID.0, ID.1);
    let fake = Fake::default().then(head.body(silent).unwrap());
    let mut stream = open(&fake.client()).await;
    assert!(stream.next().await.unwrap().is_ok());
    // Dropping the future of `next` loses no event.
    assert!(tokio::time::timeout(Duration::from_secs(1), stream.next()).await.is_err());
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Timeout, Some("r-1")));
    assert!(stream.next().await.is_none());

    let head = [("content-type", "text/event-stream"), ("content-length", "99")];
    let fake = Fake::default().then(response(200, &head, ByteStream::new(Chunks::ending(&["data: {}\n\ndata"]))));
    let mut stream = open(&fake.client()).await;
    assert!(stream.next().await.unwrap().is_ok());
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Connection);
}

/// Returns a stream of events that repeats `chunk` every ten seconds.
fn repeating(chunk: &'static str) -> Fake {
    let chunks = futures_util::stream::unfold((), move |()| async move {
        tokio::time::sleep(Duration::from_secs(10)).await;
        Some((Ok(chunk.into()), ()))
    });
    Fake::default().then(response(200, &[("content-type", "text/event-stream"), ID], ByteStream::new(chunks)))
}

#[tokio::test(start_paused = true)]
async fn comments_and_blank_events_do_not_keep_a_stream_alive() {
    for chunk in [": still here\n\n", "\n", ": ", "data:\n\n", "data: \ndata:\n", "event: ping\n\n"] {
        let mut stream = open(&repeating(chunk).client()).await;
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Timeout, Some("r-1")), "{chunk:?}");
        assert!(error.to_string().contains("no data received for 60s"), "{error}");
        assert!(stream.next().await.is_none());
    }
}

/// The idle timeout is real time here: the stream never lacks bytes, so a paused clock would stand still.
#[tokio::test]
async fn a_flood_of_comments_ends() {
    let chunks = futures_util::stream::repeat_with(|| Ok(": x\n\n".into()));
    let fake = Fake::default().then(response(200, &[("content-type", "text/event-stream")], ByteStream::new(chunks)));
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake);
    let mut stream = open(&builder.idle_timeout(Duration::from_millis(50)).build().unwrap()).await;
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn data_that_arrives_slowly_keeps_a_stream_alive() {
    for chunk in ["data: {}\n\n", "data: {\ndata: }\n\n: c\n\n"] {
        let mut stream = open(&repeating(chunk).client()).await;
        for _ in 0..100 {
            assert!(stream.next().await.unwrap().is_ok(), "no timeout of the call is set");
        }
    }
    let mut open = open(&repeating("data: 1").client()).await;
    let waiting = tokio::time::timeout(Duration::from_secs(300), open.next()).await;
    assert!(waiting.is_err(), "a long event is data");
}

#[tokio::test(start_paused = true)]
async fn a_timeout_that_is_set_holds_to_the_end_of_the_stream() {
    let timeout = Duration::from_secs(95);
    for is_of_client in [false, true] {
        let fake = repeating("data: {}\n\n");
        let builder = Client::builder().credentials(Fake::credentials()).transport(fake.clone());
        let mut stream = if is_of_client {
            open(&builder.timeout(timeout).build().unwrap()).await
        } else {
            fake.client().events(moderate(), "").timeout(timeout).await.unwrap()
        };
        for _ in 0..9 {
            assert!(stream.next().await.unwrap().is_ok());
        }
        let error = stream.next().await.unwrap().unwrap_err();
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Timeout, Some("r-1")));
        assert!(error.is_ambiguous() && error.to_string().contains("did not end within 95s"), "{error}");
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn the_response_limit_applies_to_each_event() {
    let fake = events("text/event-stream", &["data: {}\n\n", "data: \"0123456789\n", "data: 0123456789"]);
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake).answer_limit(24);
    let mut stream = open(&builder.build().unwrap()).await;
    assert!(stream.next().await.unwrap().is_ok());
    assert_eq!(stream.next().await.unwrap().unwrap_err().kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn events_sets_the_stream_parameter_and_send_refers_to_events() {
    let fake = events("text/event-stream", &[]);
    let mut stream = fake.client().events(moderate(), "Interval").await.unwrap();
    assert!(fake.request().text().contains(r#""Interval":1"#), "{}", fake.request().text());
    assert!(stream.next().await.is_none());
    let unknown = Fake::default().client().events(moderate(), "Stream").await.unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::InvalidInput);

    let error = events("text/event-stream", &["data: {}\n\n"]).client().call(moderate()).await.unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("r-1")));
    assert!(error.to_string().contains("`events`"), "{error}");
}
