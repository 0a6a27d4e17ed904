//! Reading an answer takes at most four times the client's limit, whatever the server sends. Has its own process,
//! because it counts every allocation.

mod support;

use peak_alloc::PeakAlloc;
use support::{Fake, Moderate, QueryJob, response};
use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::{ByteStream, Client, Error};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const LIMIT: usize = 4 << 20;

/// Yields a text in chunks, without holding more than the one text.
fn chunked(text: Vec<u8>, length: usize) -> ByteStream {
    let text = Bytes::from(text);
    let chunks = (0..text.len().div_ceil(length)).map(move |index| {
        let start = index * length;
        Ok(Bytes::copy_from_slice(&text[start..text.len().min(start + length)]))
    });
    ByteStream::new(futures_util::stream::iter(chunks))
}

/// Repeats `item` to the limit, between `before` and `after`.
fn filled(before: &str, item: &[u8], after: &str) -> Vec<u8> {
    let count = (LIMIT - before.len() - after.len()) / item.len();
    [before.as_bytes(), &item.repeat(count), after.as_bytes()].concat()
}

/// Returns the peak memory of a call beyond what is used before it, and its outcome.
async fn peak(answer: ByteStream, headers: &[(&str, &str)], on_bucket: bool) -> (usize, Result<usize, Error>) {
    let fake = Fake::default().then(response(200, headers, answer));
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake).answer_limit(LIMIT);
    let client = builder.build().expect("a client");
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let outcome = if on_bucket {
        QueryJob { job_id: Some("j".to_owned()) }.send(&bucket).await
    } else {
        Moderate { file_url: Some("u".to_owned()), ..Moderate::default() }.send(&client).await
    };
    let peak = MEMORY.peak_usage().saturating_sub(before);
    (peak, outcome.map(|reply| reply.unexpected().len()))
}

/// A single test, so that no other test allocates at the same time.
#[tokio::test]
async fn reading_takes_at_most_four_times_the_limit() {
    let (json, end) = ("{\"Response\":{\"Count\":1,", "]}}");
    let json_with = |name: &str, item: &str| {
        filled(&format!("{json}\"{name}\":[0,"), format!("{item},").as_bytes(), &format!("0{end}"))
    };
    let text = |item: &[u8]| filled(&format!("{json}\"Text\":\""), item, "\"}}");
    let xml = |item: &str| filled("<Response><Count>1</Count>", item.as_bytes(), "</Response>");
    let answers = [
        ("deviations", json_with("Numbers", "{}"), false),
        ("deviations in XML", xml("<Numbers>x</Numbers>"), true),
        ("deviations without names", json_with("Unknown", "1e999"), false),
        ("one text", text(b"x"), false),
        ("bytes that are not UTF-8", text(b"\xff"), false),
        ("control characters", text(b"\x01"), false),
        ("words that are not JSON", json_with("Unknown", "NaN"), false),
        ("an ampersand for each byte", xml("<"), true),
    ];
    for (name, body, on_bucket) in answers {
        let kind = [("content-type", if on_bucket { "application/xml" } else { "application/json" })];
        let (peak, outcome) = peak(chunked(body, 64 << 10), &kind, on_bucket).await;
        assert!(peak <= 4 * LIMIT, "{name}: {peak} bytes, {outcome:?}");
        assert!(outcome.as_ref().is_ok_and(|count| *count <= 101) || outcome.is_err(), "{name}: {outcome:?}");
    }
    for length in [1, 7, 1 << 10] {
        let (peak, outcome) = peak(chunked(text(b"x"), length), &[], false).await;
        assert!(peak <= 4 * LIMIT && outcome.is_ok(), "chunks of {length}: {peak} bytes, {outcome:?}");
    }
    let (peak, outcome) = peak(chunked(bomb(), 1 << 10), &[("content-encoding", "gzip")], false).await;
    let kind = outcome.expect_err("a bomb").kind();
    assert!(peak <= 4 * LIMIT && kind == tencentcloud_runtime::ErrorKind::TooLarge, "a bomb: {peak} bytes, {kind:?}");
}

/// Returns a gigabyte of zeros as gzip: members of one block each.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    member.write_all(&vec![0; 16 << 20]).expect("memory");
    member.finish().expect("memory").repeat(64)
}
