//! Answers that arrive compressed.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::futures_core::Stream;
use tencentcloud_runtime::{ByteStream, Client, ErrorKind, Event, RetryPolicy};

use super::{moderate, query};
use crate::support::{EnhanceImage, Everything, Fake, QueryJob, response};

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// Compressed bodies with their content encoding.
fn encodings(body: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let (start, end) = body.split_at(body.len() / 2);
    vec![
        ("gzip", gzip(body)),
        ("GZIP", gzip(body)),
        ("x-gzip", [gzip(start), gzip(end)].concat()),
        ("deflate", zlib(body)),
        ("deflate", deflate(body)),
        ("gzip", body.to_vec()),
        ("deflate", body.to_vec()),
        ("identity", body.to_vec()),
    ]
}

/// Returns a stream of chunks of `size` bytes.
fn in_chunks(body: &[u8], size: usize) -> ByteStream {
    let chunks: Vec<_> = body.chunks(size).map(Bytes::copy_from_slice).collect();
    ByteStream::new(Chunks(chunks.into_iter(), Then::End))
}

struct Chunks(std::vec::IntoIter<Bytes>, Then);

/// What follows the last chunk.
#[derive(PartialEq)]
enum Then {
    End,
    Stall,
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.0.next() {
            None if self.1 == Then::Stall => Poll::Pending,
            next => Poll::Ready(next.map(Ok)),
        }
    }
}

#[tokio::test]
async fn requests_ask_for_uncompressed_answers() {
    let fake = Fake::json(r#"{"Response":{"RequestId":"r"}}"#);
    moderate().send(&fake.client()).await.expect("a reply");
    assert_eq!(fake.request().header("accept-encoding"), "identity");
    let fake = Fake::responding(200, &[], "<Response><Text>t</Text></Response>");
    query().send(&fake.bucket()).await.expect("a reply");
    assert_eq!(fake.request().header("accept-encoding"), "identity");
}

#[tokio::test]
async fn an_answer_is_decoded() {
    let body = br#"{"Response":{"Text":"Pass","Count":7,"RequestId":"r"}}"#;
    for (encoding, bytes) in encodings(body) {
        for size in [1, 7, 1 << 10] {
            let headers = [("content-encoding", encoding), ("content-length", &bytes.len().to_string())];
            let fake = Fake::default().then(response(200, &headers, in_chunks(&bytes, size)));
            let reply = moderate().send(&fake.client()).await.expect("a reply");
            assert_eq!((reply.text.as_deref(), reply.count, reply.request_id()), (Some("Pass"), Some(7), "r"));
            let is_decoded = !reply.headers().contains_key("content-encoding");
            assert_eq!(is_decoded, encoding != "identity", "{encoding}");
        }
    }
}

#[tokio::test]
async fn an_error_is_decoded() {
    let xml = b"<Error><Code>SlowDown</Code><Message>m</Message><RequestId>r</RequestId></Error>";
    for (encoding, bytes) in encodings(xml) {
        let fake = Fake::default().then(response(403, &[("content-encoding", encoding)], bytes.clone()));
        let error = query().send(&fake.bucket()).await.expect_err("an error");
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Throttled, Some("r")), "{encoding}");
        // The error of a download is not the object.
        let fake = Fake::default().then(response(403, &[("content-encoding", encoding)], bytes));
        let image = EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() };
        let error = image.send(&fake.bucket()).await.expect_err("an error");
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Throttled, Some("r")), "{encoding}");
    }
}

/// An object that was stored with a content encoding is returned as it was stored.
#[tokio::test]
async fn an_object_is_not_decoded() {
    for (encoding, bytes) in encodings(b"an image") {
        let length = bytes.len().to_string();
        let headers = [("content-encoding", encoding), ("content-length", &length), ("content-type", "image/png")];
        let fake = Fake::default().then(response(200, &headers, bytes.clone()));
        let image = EnhanceImage { object_key: Some("k".to_owned()), ..EnhanceImage::default() };
        let reply = image.send(&fake.bucket()).await.expect("a reply");
        assert_eq!((reply.content_type(), reply.content_length()), (Some("image/png"), Some(bytes.len() as u64)));
        assert_eq!(reply.headers()["content-encoding"], encoding);
        assert_eq!(reply.into_inner().collect().await.expect("an image"), bytes);
    }
}

#[tokio::test]
async fn events_are_decoded() {
    let body = "data: {\"Count\":1}\n\ndata: {\"Count\":2}\n\ndata: [DONE]\n\n";
    for (encoding, bytes) in encodings(body.as_bytes()).into_iter().filter(|(_, bytes)| bytes != body.as_bytes()) {
        let headers = [("content-type", "text/event-stream"), ("content-encoding", encoding)];
        let fake = Fake::default().then(response(200, &headers, in_chunks(&bytes, 5)));
        let client = fake.client();
        let mut events = client.events(moderate(), "").await.expect("a stream");
        let mut counts = Vec::new();
        while let Some(event) = events.next().await {
            let event: Event<Everything> = event.expect("an event");
            counts.push(event.count);
        }
        assert_eq!(counts, [Some(1), Some(2)], "{encoding}");
    }
}

/// An event is complete before the compressed data ends.
#[tokio::test]
async fn an_event_is_decoded_as_soon_as_it_arrives() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(b"data: {\"Count\":1}\n\n").expect("memory");
    encoder.flush().expect("memory");
    let headers = [("content-type", "text/event-stream"), ("content-encoding", "gzip")];
    let start = Chunks(vec![Bytes::from(encoder.get_ref().clone())].into_iter(), Then::Stall);
    let client = Fake::default().then(response(200, &headers, ByteStream::new(start))).client();
    let mut events = client.events(moderate(), "").await.expect("a stream");
    let event: Event<Everything> = events.next().await.expect("an event").expect("a readable event");
    assert_eq!(event.count, Some(1));
}

fn limited(fake: &Fake, limit: usize) -> Client {
    let builder = Client::builder().credentials(Fake::credentials()).region("ap-guangzhou").answer_limit(limit);
    builder.transport(fake.clone()).retry(RetryPolicy::never()).build().expect("a client")
}

#[tokio::test]
async fn the_answer_limit_holds_for_the_decoded_answer() {
    let blanks = vec![b' '; 16 << 20];
    for (encoding, bytes) in [("gzip", gzip(&blanks)), ("deflate", zlib(&blanks)), ("deflate", deflate(&blanks))] {
        assert!(bytes.len() < 64 << 10, "compressed well: {}", bytes.len());
        let fake = Fake::default().then(response(200, &[("content-encoding", encoding)], bytes.clone()));
        let error = moderate().send(&limited(&fake, 64 << 10)).await.expect_err("an error");
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{encoding}");
        let fake = Fake::default().then(response(503, &[("content-encoding", encoding)], bytes));
        let error = QueryJob { job_id: Some("j".to_owned()) }.send(&fake.bucket()).await.expect_err("an error");
        assert_eq!((error.kind(), error.message()), (ErrorKind::Unavailable, "HTTP 503 Service Unavailable"));
    }
}

#[tokio::test]
async fn damaged_or_unknown_encodings_are_errors() {
    let body = gzip(br#"{"Response":{"Text":"Pass"}}"#);
    let mut flipped = body.clone();
    let check = flipped.len() - 6;
    flipped[check] ^= 1;
    for bytes in [&body[..body.len() - 9], &body[..5], &flipped] {
        let fake = Fake::default().then(response(200, &[("content-encoding", "gzip")], bytes.to_vec()));
        let error = moderate().send(&fake.client()).await.expect_err("an error");
        assert_eq!((error.kind(), error.is_ambiguous()), (ErrorKind::Decode, true), "{error}");
    }
    for encoding in ["br", "gzip, gzip"] {
        let fake = Fake::default().then(response(200, &[("content-encoding", encoding)], body.clone()));
        let error = moderate().send(&fake.client()).await.expect_err("an error");
        assert!(error.message().ends_with(&format!("unrequested content encoding `{encoding}`")), "{error}");
    }
}
