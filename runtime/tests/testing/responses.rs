//! Responses of rules, as the caller receives them.

use std::time::Duration;

use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::testing::{Mock, block_on};
use tencentcloud_runtime::{ErrorCode, ErrorKind, opaque};

use super::{bucket, enhance, moderate, query, upload, with_text};
use crate::support::{BindBucket, CreateJob, Everything, Metadata, State};

opaque! {
    /// Takes and returns any members.
    Sketch = Meta::action("aiart", "2022-12-29", "Sketch");
}

fn everything() -> Everything {
    Everything {
        text: Some("<&\"ü\u{1f431}".to_owned()),
        count: Some(i64::MAX),
        ratio: Some(0.5),
        flag: Some(true),
        bytes: Some(b"png".into()),
        state: Some(State::from("New")),
        words: vec!["a".to_owned(), "b".to_owned()].into(),
        children: vec![Everything { count: Some(1), ..Everything::default() }].into(),
        suffixes: vec!["c".to_owned()].into(),
        ..Everything::default()
    }
}

#[tokio::test]
async fn an_output_round_trips_in_every_format() {
    let mock = Mock::new();
    mock.on::<super::Moderate>().answer(|output| *output = everything());
    mock.on::<super::QueryJob>().answer(|output| *output = everything());
    mock.on::<Metadata>().answer(|output| *output = everything());
    let (client, bucket) = (mock.client(), bucket(&mock.client()));
    let json = moderate("u").send(&client).await.unwrap();
    let xml = query("j").send(&bucket).await.unwrap();
    let plain = Metadata { object_key: Some("k".to_owned()) }.send(&bucket).await.unwrap();
    assert_eq!(json.request_id(), "00000000-0000-4000-8000-000000000001");
    assert_eq!(xml.headers()["x-ci-request-id"], "00000000-0000-4000-8000-000000000002");
    assert_eq!(plain.headers()["x-cos-request-id"], "00000000-0000-4000-8000-000000000003");
    for reply in [json, xml, plain] {
        assert_eq!((reply.unexpected(), reply.attempts()), (&[][..], 1));
        assert_eq!(reply.into_inner(), everything());
    }
}

#[tokio::test]
async fn empty_and_opaque_outputs_are_returned() {
    let mock = Mock::new();
    mock.on::<BindBucket>().answer(|_| ());
    mock.on::<Sketch>().answer(|output| {
        output.set("Image", json!({"Url": "u"}));
    });
    let bound = BindBucket {}.send(&bucket(&mock.client())).await.unwrap();
    assert_eq!((bound.status().as_u16(), bound.into_inner()), (200, Everything::default()));
    let sketch = Sketch::new().set("Prompt", "a cat").send(&mock.client()).await.unwrap();
    assert_eq!(sketch.get("Image"), Some(&json!({"Url": "u"})));
    assert_eq!(mock.calls::<Sketch>()[0].parameters.get("Prompt"), Some(&json!("a cat")));
}

#[tokio::test]
async fn bytes_are_a_stream() {
    let mock = Mock::new();
    mock.on::<super::EnhanceImage>().answer_bytes("png").then_raw(200, "image/png", "png2");
    let bucket = bucket(&mock.client());
    for (body, content_type) in [("png", "application/octet-stream"), ("png2", "image/png")] {
        let image = enhance("k").send(&bucket).await.unwrap().into_inner();
        assert_eq!(image.content_length(), Some(body.len() as u64));
        assert_eq!(image.content_type(), Some(content_type));
        assert_eq!(image.collect().await.unwrap(), body);
    }
}

#[tokio::test]
async fn errors_have_the_format_of_their_service() {
    let mock = Mock::new();
    let (code, message) = ("ResourceUnavailable.ImageDownloadError", "<no>");
    mock.on::<super::Moderate>().fail(code, message);
    let error = moderate("u").send(&mock.client()).await.unwrap_err();
    assert_eq!(
        (error.code().map(ErrorCode::as_str), error.message(), error.status()),
        (Some(code), message, Some(200))
    );
    assert_eq!(error.request_id(), Some("00000000-0000-4000-8000-000000000001"));
    mock.on::<super::QueryJob>().fail("AuditingJobNotFound", message);
    let error = query("j").send(&bucket(&mock.client())).await.unwrap_err();
    assert_eq!((error.kind(), error.message(), error.status()), (ErrorKind::NotFound, message, Some(404)));
    assert_eq!(error.request_id(), Some("00000000-0000-4000-8000-000000000002"));
}

#[tokio::test]
async fn throttling_has_the_status_of_its_host() {
    let mock = Mock::new();
    mock.on::<super::QueryJob>().fail("SlowDown", "").then(with_text);
    mock.on::<super::EnhanceImage>().fail("SlowDown", "").then_fail("NoSuchKey", "");
    let bucket = bucket(&mock.client());
    assert_eq!(query("j").send(&bucket).await.unwrap().attempts(), 2);
    let error = enhance("k").send(&bucket).await.unwrap_err();
    assert_eq!((error.attempts(), error.status(), error.kind()), (2, Some(404), ErrorKind::NotFound));
}

#[tokio::test(start_paused = true)]
async fn disconnects_and_stalls_are_ambiguous_and_retried_without_delay() {
    let mock = Mock::new();
    mock.on::<CreateJob>().disconnect();
    mock.on::<super::QueryJob>().disconnect().then_stall().then(with_text);
    let (bucket, start) = (bucket(&mock.client()), tokio::time::Instant::now());
    let error = bucket.call(CreateJob::default()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_ambiguous(), error.attempts()), (ErrorKind::Connection, true, 1));
    assert_eq!(start.elapsed(), Duration::ZERO);
    let reply = query("j").send(&bucket).attempt_timeout(Duration::from_secs(5)).await.unwrap();
    assert_eq!(reply.attempts(), 3);
    assert!(start.elapsed() < Duration::from_millis(5100), "{:?}", start.elapsed());
}

#[tokio::test]
async fn raw_responses_are_read_like_those_of_a_gateway() {
    let mock = Mock::new();
    mock.on::<super::Moderate>().answer_raw(403, "text/html", "<html>blocked</html>");
    let error = moderate("u").send(&mock.client()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Unauthorized, Some(403)));
    assert!(error.message().contains("blocked"), "{error}");
}

#[test]
fn block_on_provides_a_runtime() {
    let mock = Mock::new();
    mock.on::<super::UploadImage>().answer(|output| output.count = Some(7));
    let bucket = bucket(&mock.client());
    assert_eq!(block_on(upload("k", b"png").send(&bucket).into_future()).unwrap().count, Some(7));
}

#[test]
#[should_panic(expected = "ImageModeration: JSON cannot represent the number NaN")]
fn an_output_that_cannot_be_serialized_panics() {
    Mock::new().on::<super::Moderate>().answer(|output| output.ratio = Some(f64::NAN));
}

#[test]
#[should_panic(expected = "7 is not a valid HTTP status")]
fn an_invalid_status_panics() {
    Mock::new().on::<super::Moderate>().answer_raw(7, "text/plain", "");
}
