//! A body of ten megabytes.

use sha2::{Digest, Sha256};
use tencentcloud_runtime::bytes::Bytes;
use tokio::runtime::Runtime;

use crate::calls::client;
use crate::stopwatch::Stopwatch;
use crate::support::Moderate;

/// Compares a call with an image of the maximum size with one SHA-256 pass over its base64 text, which the signature
/// requires. The difference is the encoding and one copy.
pub fn body(runtime: &Runtime) {
    let image = Bytes::from(vec![0x5a; 10 << 20]);
    let text = vec![b'A'; image.len().div_ceil(3) * 4];
    let client = client(r#"{"Response":{"Text":"Pass"}}"#);
    let call = || Moderate { file_content: Some(image.clone().into()), ..Moderate::default() }.send(&client);
    let against = "one SHA-256 pass over the body";
    let stopwatch = Stopwatch { name: "body-10mb", against, rounds: 15, times: 1 };
    stopwatch.compare(|| runtime.block_on(async { call().await.expect("an answer") }), || Sha256::digest(&text));
    let stopwatch = Stopwatch { name: "body-10mb-unsigned", ..stopwatch };
    let unsigned = || runtime.block_on(async { call().unsigned_payload().await.expect("an answer") });
    stopwatch.compare(unsigned, || Sha256::digest(&text));
}
