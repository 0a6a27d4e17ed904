//! Reading an answer takes at most four times the client's limit, whatever the server sends. Has its own process,
//! because it counts every allocation.

mod support;

use peak_alloc::PeakAlloc;
use support::{Fake, Moderate, QueryJob, response};
use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::{
    Answer, ByteStream, Client, Error, ErrorKind, Host, HttpBinding, List, Meta, Object, Operation, shape,
};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

const LIMIT: usize = 4 << 20;

/// An operation that returns members whose names are data.
#[derive(Clone, Default)]
struct Describe {}
shape! { Describe {} }

#[derive(Clone, Default)]
struct Described {
    free: Option<Object>,
    all: List<Object>,
}
shape! { Described { "Free" => free, "All" => all, } }

impl Operation for Describe {
    type Output = Described;
    const META: Meta =
        Meta::rest("Describe", &[HttpBinding::new("GET", Host::Ci, "/")], "", Answer::Xml("Response")).repeatable();
}

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

/// The operation that an answer is read as.
#[derive(Clone, Copy, PartialEq)]
enum As {
    Json,
    Xml,
    FreeXml,
}

/// Returns the peak memory of a call beyond what is used before it, and its outcome.
async fn peak(answer: ByteStream, headers: &[(&str, &str)], form: As) -> (usize, Result<usize, Error>) {
    let fake = Fake::default().then(response(200, headers, answer));
    let builder = Client::builder().credentials(Fake::credentials()).transport(fake).answer_limit(LIMIT);
    let client = builder.build().expect("a client");
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let query = QueryJob { job_id: Some("j".to_owned()) };
    let moderate = Moderate { file_url: Some("u".to_owned()), ..Moderate::default() };
    let outcome = match form {
        As::Json => moderate.send(&client).await.map(|reply| reply.unexpected().len()),
        As::Xml => query.send(&bucket).await.map(|reply| reply.unexpected().len()),
        As::FreeXml => bucket.call(Describe {}).await.map(|reply| reply.unexpected().len()),
    };
    (MEMORY.peak_usage().saturating_sub(before), outcome)
}

async fn peak_of(body: Vec<u8>, form: As) -> (usize, Result<usize, Error>) {
    let kind = [("content-type", if form == As::Json { "application/json" } else { "application/xml" })];
    peak(chunked(body, 64 << 10), &kind, form).await
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
        ("deviations", json_with("Numbers", "{}"), As::Json),
        ("deviations in XML", xml("<Numbers>x</Numbers>"), As::Xml),
        ("deviations without names", json_with("Unknown", "1e999"), As::Json),
        ("one text", text(b"x"), As::Json),
        ("escapes in one text", text(br"xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\/"), As::Json),
        ("bytes that are not UTF-8", text(b"\xff"), As::Json),
        ("control characters", text(b"\x01"), As::Json),
        ("few control characters", text(b"\nxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), As::Json),
        ("bytes that are not UTF-8 and control characters", text(b"\xff\x01xxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), As::Json),
        ("words that are not JSON", json_with("Unknown", "NaN"), As::Json),
        ("an ampersand for each byte", xml("<"), As::Xml),
        ("references in one text", xml("&#65;xxxxxxxxxxx"), As::Xml),
        ("an error that is a list", json_with("Error", "0"), As::Json),
        ("a list beside an error", json_with("Error\":{\"Code\":\"C\"},\"Unknown", "0"), As::Json),
        ("a list without a known member", filled("{\"Other\":[0,", b"[],", "0]}"), As::Json),
    ];
    for (name, body, form) in answers {
        let (peak, outcome) = peak_of(body, form).await;
        assert!(peak <= 4 * LIMIT, "{name}: {peak} bytes, {outcome:?}");
        assert!(outcome.as_ref().is_ok_and(|count| *count <= 101) || outcome.is_err(), "{name}: {outcome:?}");
    }
    let values = [
        ("empty structures", json_with("Children", "{}"), As::Json),
        ("structures in boxes", json_with("Children", r#"{"Child":{"Child":{}}}"#), As::Json),
        ("lists of one structure", json_with("Children", r#"{"Children":[{}]}"#), As::Json),
        ("numbers", json_with("Numbers", "0"), As::Json),
        ("empty texts", json_with("Words", r#""""#), As::Json),
        ("free numbers", json_with("Any", "0"), As::Json),
        ("free objects", json_with("Any", r#"{"":0}"#), As::Json),
        ("free lists", json_with("Anything", "[0]"), As::Json),
        ("empty structures in XML", xml("<Children><Text/></Children>"), As::Xml),
        ("structures in boxes in XML", xml("<Children><Child><Text/></Child></Children>"), As::Xml),
        ("numbers in XML", xml("<Numbers>0</Numbers>"), As::Xml),
        ("free elements in XML", filled("<Response><Free>", b"<a/>", "</Free></Response>"), As::FreeXml),
        ("free objects in XML", filled("<Response>", b"<All><a/></All>", "</Response>"), As::FreeXml),
        ("free structures in XML", filled("<Response><Free>", b"<a><b/></a>", "</Free></Response>"), As::FreeXml),
    ];
    for (name, body, form) in values {
        let (peak, outcome) = peak_of(body, form).await;
        assert!(peak <= 4 * LIMIT, "{name}: {peak} bytes, {outcome:?}");
        assert_eq!(outcome.expect_err(name).kind(), ErrorKind::TooLarge, "{name}");
    }
    let numbers = format!("{json}\"Numbers\":[0{}{end}", ",0".repeat(LIMIT / 64));
    let (_, outcome) = peak_of(numbers.into_bytes(), As::Json).await;
    assert!(outcome.is_ok(), "a sixteenth of the limit: {outcome:?}");
    for length in [1, 7, 1 << 10] {
        let (peak, outcome) = peak(chunked(text(b"x"), length), &[], As::Json).await;
        assert!(peak <= 4 * LIMIT && outcome.is_ok(), "chunks of {length}: {peak} bytes, {outcome:?}");
    }
    let (peak, outcome) = peak(chunked(bomb(), 1 << 10), &[("content-encoding", "gzip")], As::Json).await;
    let kind = outcome.expect_err("a bomb").kind();
    assert!(peak <= 4 * LIMIT && kind == ErrorKind::TooLarge, "a bomb: {peak} bytes, {kind:?}");
}

/// Returns a gigabyte of zeros as gzip: members of one block each.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    member.write_all(&vec![0; 16 << 20]).expect("memory");
    member.finish().expect("memory").repeat(64)
}
