//! Streamed responses and bodies.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::futures_core::Stream;
use tencentcloud_runtime::http::Response;
use tencentcloud_runtime::{Body, ByteStream, Client, ErrorKind};
use tokio::io::AsyncReadExt;

use super::enhance;
use crate::support::Fake;

/// Yields these chunks, then ends or stays pending.
pub(crate) struct Chunks(pub(crate) Vec<io::Result<Bytes>>, bool);

impl Chunks {
    pub(crate) fn ending(chunks: &[&'static str]) -> Self {
        Self(chunks.iter().rev().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect(), true)
    }

    pub(crate) fn stalling(chunks: &[&'static str]) -> Self {
        Self(Self::ending(chunks).0, false)
    }
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        match self.0.pop() {
            None if !self.1 => Poll::Pending,
            next => Poll::Ready(next),
        }
    }
}

fn streaming(length: Option<&str>, chunks: Chunks) -> Fake {
    let head = Response::builder().header("content-type", "image/png").header("x-cos-request-id", "r");
    let head = length.into_iter().fold(head, |head, length| head.header("content-length", length));
    Fake::default().then(head.body(ByteStream::new(chunks)).unwrap())
}

#[tokio::test]
async fn a_reply_is_read_like_a_file() {
    let fake = streaming(Some("6"), Chunks::ending(&["ab", "", "cde", "f"]));
    let mut png = enhance("k").send(&fake.bucket()).await.unwrap();
    assert_eq!((png.content_type(), png.content_length(), png.request_id()), (Some("image/png"), Some(6), "r"));
    let mut start = [0; 1];
    png.read_exact(&mut start).await.unwrap();
    let mut file = Vec::new();
    assert_eq!(tokio::io::copy(&mut png, &mut file).await.unwrap(), 5);
    assert_eq!((start, file.as_slice()), ([b'a'], b"bcdef".as_slice()));
}

#[tokio::test]
async fn reading_and_streaming_can_alternate() {
    let mut stream = ByteStream::new(Chunks::ending(&["abc", "def"]));
    let mut start = [0; 2];
    stream.read_exact(&mut start).await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap(), "c");
    assert_eq!(stream.collect().await.unwrap(), "def");
}

#[tokio::test]
async fn a_body_of_the_wrong_length_is_an_error() {
    for (length, chunks, cause) in
        [("9", ["abc", "def"], io::ErrorKind::UnexpectedEof), ("5", ["abc", "def"], io::ErrorKind::InvalidData)]
    {
        let fake = streaming(Some(length), Chunks::ending(&chunks));
        let mut png = enhance("k").send(&fake.bucket()).await.unwrap();
        let error = tokio::io::copy(&mut png, &mut Vec::new()).await.unwrap_err();
        assert_eq!(error.kind(), cause, "{length}");
        assert!(png.next().await.is_none(), "no item follows an error");

        let fake = streaming(Some(length), Chunks::ending(&chunks));
        let png = enhance("k").send(&fake.bucket()).await.unwrap();
        assert_eq!(png.into_inner().collect().await.unwrap_err().kind(), ErrorKind::Connection);
    }
}

#[tokio::test]
async fn collecting_has_a_limit() {
    let collect = |length, limit| async move {
        let fake = streaming(length, Chunks::ending(&["abc", "def"]));
        let png = enhance("k").send(&fake.bucket()).await.unwrap();
        png.into_inner().collect_up_to(limit).await.map_err(|error| error.kind())
    };
    assert_eq!(collect(None, 6).await, Ok(Bytes::from_static(b"abcdef")));
    assert_eq!(collect(None, 5).await, Err(ErrorKind::TooLarge));
    assert_eq!(collect(Some("6"), 5).await, Err(ErrorKind::TooLarge));
    assert_eq!(collect(Some("not a length"), 6).await, Ok(Bytes::from_static(b"abcdef")));
}

#[tokio::test]
async fn a_buffered_response_has_a_limit() {
    let fake = streaming(Some("99999999999"), Chunks::stalling(&[]));
    let error = super::query("j").send(&fake.bucket()).await.unwrap_err();
    assert_eq!((error.kind(), error.request_id()), (ErrorKind::TooLarge, Some("r")));
}

#[tokio::test(start_paused = true)]
async fn a_stalled_stream_times_out() {
    let fake = streaming(None, Chunks::stalling(&["abc"]));
    let png = enhance("k").send(&fake.bucket()).await.unwrap();
    assert_eq!(png.into_inner().collect().await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_does_not_time_out() {
    let fake = streaming(None, Chunks::ending(&["abc", "def"]));
    let mut png = enhance("k").send(&fake.bucket()).await.unwrap();
    for expected in ["abc", "def"] {
        tokio::time::sleep(std::time::Duration::from_secs(600)).await;
        assert_eq!(png.next().await.unwrap().unwrap(), expected);
    }
    assert!(png.next().await.is_none());
}

#[tokio::test]
async fn a_streamed_body_can_be_read_once() {
    let body = Body::from_stream(6, Chunks::ending(&["abc", "def"]));
    let clone = body.clone();
    assert_eq!((body.len(), body.as_bytes(), body == clone), (6, None, true));
    assert_ne!(body, Body::from_stream(6, Chunks::ending(&[])));
    assert_eq!(body.into_stream().unwrap().collect().await.unwrap(), "abcdef");
    assert!(clone.into_stream().is_err(), "a second use is an error");
}

#[tokio::test]
async fn a_streamed_body_must_have_the_declared_length() {
    for length in [5, 7] {
        let body = Body::from_stream(length, Chunks::ending(&["abc", "def"]));
        assert!(body.into_stream().unwrap().collect().await.is_err(), "{length}");
    }
}

#[test]
fn bodies_compare_by_value_and_print_no_bytes() {
    assert_eq!(Body::from_text("abc"), Body::from(vec![b'a', b'b', b'c']));
    assert_eq!(Body::from_text(String::new()), Body::default());
    assert_ne!(Body::from_text("abc"), Body::from_stream(3, Chunks::ending(&["abc"])));
    assert_eq!(format!("{:?}", Body::from_text("secret")), "Body(6 bytes)");
    let stream = format!("{:?}", ByteStream::from("secret"));
    assert!(!stream.contains("secret"), "{stream}");
}

#[tokio::test]
async fn the_response_limit_can_be_set() {
    let fake = Fake::responding(200, &[], r#"{"Response":{"Text":"x"}}"#);
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake);
    let client = builder.answer_limit(10).build().unwrap();
    assert_eq!(super::moderate().send(&client).await.unwrap_err().kind(), ErrorKind::TooLarge);
}
