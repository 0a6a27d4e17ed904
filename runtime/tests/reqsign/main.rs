//! COS signatures against those of reqsign, which was written by others: thousands of requests made by chance, the same
//! ones in every run.
//!
//! What reqsign does otherwise, and how the comparison copes:
//!
//! - It puts a query key in lower case first and encodes it then, so that the hexadecimal is in upper case: `%2F`. The
//!   service, like its SDKs in Go, Node and Python, has `%2f`. So [`Twin`] puts the keys' hexadecimal in upper case and
//!   signs once more. Letters beyond ASCII that have two cases become others that way, and stay out.
//! - It sorts parameters by their encoded values where keys are equal, here they are sorted as the Go SDK does it, by
//!   their plain values. No key comes twice.
//! - It does not trim header values and panics at what is not ASCII. No value is surrounded by blanks around it or such characters.
//! - It signs every header that is there. It is given those that are signed here.
//! - A header signature is always valid for an hour from now. The time is taken over from its signature.
//! - It appends to a URL without encoding, so that its lists are wrong there as soon as a key is encoded. Only the
//!   signatures of such URLs are compared, otherwise the whole query.
//! - It adds a token without signing it. Here a token is one more header, or one more parameter.

mod chance;
mod client;
mod reference;
#[path = "../support/mod.rs"]
mod support;

use chance::Chance;
use reference::{Reference, Twin};
use tencentcloud_runtime::sign::cos;

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";

#[tokio::test]
async fn header_signatures_agree() {
    let mut chance = Chance::new(1);
    for round in 0..5_000 {
        let request = chance.request(round % 2 == 0);
        let theirs = Reference::sign(&request, None).await;
        let ours =
            cos::sign(ID, KEY, theirs.key_time, request.method, &request.path, &request.params, &request.headers);
        let twin = Twin::of(&ours, theirs.key_time);
        assert_eq!(twin.authorization, theirs.authorization, "{request:?}");
        if request.params.iter().all(|(key, _)| chance::is_plain(key)) {
            assert_eq!(ours.authorization, theirs.authorization, "only encoded keys may differ: {request:?}");
        }
    }
}

#[tokio::test]
async fn url_signatures_agree() {
    let mut chance = Chance::new(2);
    for round in 0..2_000 {
        let request = chance.request(round % 2 == 0);
        let seconds = chance.below(100_000) as u64 + 1;
        let theirs = Reference::sign(&request, Some(seconds)).await;
        assert_eq!(theirs.key_time.end - theirs.key_time.start, seconds as i64);
        let ours =
            cos::sign(ID, KEY, theirs.key_time, request.method, &request.path, &request.params, &request.headers);
        let twin = Twin::of(&ours, theirs.key_time);
        assert_eq!(twin.authorization, theirs.authorization, "{request:?}");
        if twin.authorization == ours.authorization {
            let query = cos::presigned_query(&ours);
            assert_eq!(reference::decoded(&query), theirs.authorization, "{request:?}");
        }
    }
}
