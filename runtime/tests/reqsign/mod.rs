//! Compares COS signatures with those of reqsign, an independent implementation, for thousands of random requests. The
//! requests are the same in every run.
//!
//! Differences of reqsign, and how the comparison handles them:
//!
//! - It converts a query key to lower case before encoding it, so that escapes are in upper case: `%2F`. The service
//!   and its SDKs for Go, Node and Python use `%2f`. [`Adjusted`] converts the escapes of the keys to upper case and
//!   signs again. Non-ASCII letters with two cases are excluded, because the conversion changes them.
//! - It sorts parameters with equal keys by their encoded values; this crate sorts by plain values, like the Go SDK.
//!   Keys are unique.
//! - It does not trim header values and panics on non-ASCII values. Values have no surrounding spaces and are ASCII.
//! - It signs every header. It gets only the headers that this crate signs.
//! - Its header signatures are always valid for one hour from now. The time is copied from its signature.
//! - It appends to a URL without encoding, so its lists are wrong if a key is encoded. For such URLs only the
//!   signatures are compared, otherwise the whole query.
//! - It adds a token without signing it. Here a token is an additional header or parameter.

mod client;
mod random;
mod reference;

use random::Random;
use reference::{Adjusted, Reference};
use tencentcloud_runtime::sign::cos;

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";

#[tokio::test]
async fn header_signatures_agree() {
    let mut random = Random::new(1);
    for round in 0..5_000 {
        let request = random.request(round % 2 == 0);
        let theirs = Reference::sign(&request, None).await;
        let ours =
            cos::sign(ID, KEY, theirs.key_time, request.method, &request.path, &request.params, &request.headers);
        let adjusted = Adjusted::of(&ours, theirs.key_time);
        assert_eq!(adjusted.authorization, theirs.authorization, "{request:?}");
        if request.params.iter().all(|(key, _)| random::is_plain(key)) {
            assert_eq!(
                ours.authorization, theirs.authorization,
                "only requests with encoded keys may differ: {request:?}"
            );
        }
    }
}

#[tokio::test]
async fn url_signatures_agree() {
    let mut random = Random::new(2);
    for round in 0..2_000 {
        let request = random.request(round % 2 == 0);
        let seconds = random.below(100_000) as u64 + 1;
        let theirs = Reference::sign(&request, Some(seconds)).await;
        assert_eq!(theirs.key_time.end - theirs.key_time.start, seconds as i64);
        let ours =
            cos::sign(ID, KEY, theirs.key_time, request.method, &request.path, &request.params, &request.headers);
        let adjusted = Adjusted::of(&ours, theirs.key_time);
        assert_eq!(adjusted.authorization, theirs.authorization, "{request:?}");
        if adjusted.authorization == ours.authorization {
            let query = cos::presigned_query(&ours);
            assert_eq!(reference::decoded(&query), theirs.authorization, "{request:?}");
        }
    }
}
