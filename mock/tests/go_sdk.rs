//! Requests as the official Go SDK composes and signs them: they are accepted unchanged.
//!
//! The SDK signs the headers that exist before its HTTP library adds `Content-Length`. It has one address for all
//! operations of Cloud Infinite, so some go to a host that their page does not name. The signatures were computed by the
//! SDK's steps, not by our signer.

use bytes::Bytes;
use mock::{Cloud, Mode};

use crate::support::{CI, key, model, options};

const REQUESTS: [(&str, &str, &str); 6] = [
    ("JSON for the account", "DatasetFaceSearch", include_str!("go_sdk/dataset-face-search.http")),
    ("JSON for the account", "DatasetImageSearch", include_str!("go_sdk/dataset-image-search.http")),
    ("tags on the ci host", "DetectLabel", include_str!("go_sdk/picture-tags.http")),
    ("an original on the ci host", "GetOriginImage", include_str!("go_sdk/origin-image.http")),
    ("an external image on the cos host", "AIEnhanceImage", include_str!("go_sdk/enhance-image.http")),
    ("parameters that are not set", "AIPicMatting", include_str!("go_sdk/matting.http")),
];

fn parse(text: &str) -> http::Request<Bytes> {
    let (head, body) = text.split_once("\n\n").expect("a head");
    let mut lines = head.lines();
    let line: Vec<_> = lines.next().expect("a request line").split(' ').collect();
    let request = http::Request::builder().method(line[0]).uri(line[1]);
    let headers = lines.map(|line| line.split_once(": ").expect("a header"));
    let request = headers.fold(request, |request, (name, value)| request.header(name, value));
    request.body(Bytes::from(body.to_owned())).expect("a request")
}

/// Returns the status, the operation and the error of a request.
fn answered(request: &str) -> (u16, Option<String>, String) {
    let cloud = Cloud::new(model(), [key()], options().signature(Mode::Strict).validate(Mode::Strict));
    let response = cloud.respond(parse(request)).response;
    let operation = cloud.requests().pop().and_then(|entry| entry.operation);
    (response.status().as_u16(), operation, String::from_utf8_lossy(response.body()).into_owned())
}

#[test]
fn requests_of_the_go_sdk_are_accepted() {
    for (what, operation, request) in REQUESTS {
        let (status, found, body) = answered(request);
        assert_eq!((status, found.as_deref()), (200, Some(operation)), "{what}: {body}");
    }
}

#[test]
fn the_same_requests_are_refused_elsewhere() {
    // Only the account's host accepts a content length that is not signed.
    let (status, _, body) = answered(&REQUESTS[0].2.replace("1250000000.ci.ap-chengdu.myqcloud.com", CI));
    assert!(status == 403 && body.contains("the header content-length must be signed"), "{body}");
    let cloud = Cloud::new(model(), [key()], options().signature(Mode::Off));
    for (operation, host, other) in
        [(2, ".ci.", ".pic."), (3, ".ci.", ".pic."), (4, ".cos.", ".ci."), (5, ".cos.", ".ci.")]
    {
        let request = parse(&REQUESTS[operation].2.replace(host, other));
        assert_eq!(cloud.respond(request).response.status(), 404, "{} on {other}", REQUESTS[operation].1);
    }
}
