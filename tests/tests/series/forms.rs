//! Form requests, signed with their boundary, and read by the mock.

use std::sync::{Arc, Mutex};
use tencentcloud_runtime::http::Request;
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, Client, Error, ErrorKind};
use tests::golden::catalog::{Thing, UploadThing};

use super::{client, credentials, server, valid_requests};

fn upload(file: impl Into<Vec<u8>>) -> UploadThing {
    let thing = Thing::new().id(7);
    UploadThing::new().file(file.into()).name("a \"name\"\r\n--b: 你好").size(3).thing(thing).tags(["x", "y"])
}

#[tokio::test]
async fn a_form_is_accepted_by_the_mock() {
    let server = server().await;
    let client = client(&server);
    for file in [&b"\x89PNG\r\n\x1a\n\0\xff--\r\n--"[..], b"", &[b'-'; 100_000]] {
        upload(file).send(&client).await.expect("an answer");
    }
    assert_eq!(valid_requests(&server).len(), 3);
    // The client checks a form before it sends it.
    let error = UploadThing::new().name("x").send(&client).await.expect_err("no file");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

/// A transport that records requests and fails.
#[derive(Clone, Default)]
struct RecordingTransport(Arc<Mutex<Vec<SentForm>>>);

/// Content type, authorization and body of a request.
type SentForm = (String, String, Vec<u8>);

impl Transport for RecordingTransport {
    fn send(&self, request: Request<Body>) -> Sending {
        let text = |name: &str| request.headers().get(name).map_or("", |value| value.to_str().unwrap_or_default());
        let body = request.body().as_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
        let sent = (text("content-type").to_owned(), text("authorization").to_owned(), body);
        self.0.lock().expect("no panic").push(sent);
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Other, "no server")) })
    }
}

async fn send(request: UploadThing) -> SentForm {
    let transport = RecordingTransport::default();
    let builder = Client::builder().credentials(credentials()).transport(transport.clone()).clock(|| 1_551_113_065);
    let _: Error = request.send(&builder.build().expect("a client")).await.expect_err("no server");
    let sent = transport.0.lock().expect("no panic").pop();
    sent.expect("a request")
}

/// The parts are those that the Python SDK writes. The signature covers them and the boundary.
#[tokio::test]
async fn a_form_is_written_and_signed_as_services_expect() {
    let (content_type, authorization, body) = send(upload(*b"png")).await;
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a form");
    assert!(
        boundary.len() == 32 && boundary.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')),
        "{boundary}"
    );
    let part = |head: &str, content: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n")
    };
    let json = |name: &str| format!("name=\"{name}\"\r\nContent-Type: application/json");
    let expected = [
        part("name=\"File\"; filename=\"File\"", "png"),
        part("name=\"Name\"", "a \"name\"\r\n--b: 你好"),
        part("name=\"Size\"", "3"),
        part(&json("Thing"), "{\"Id\":7}"),
        part(&json("Tags"), "[\"x\",\"y\"]"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(String::from_utf8_lossy(&body), expected.concat());
    let signer = tencentcloud_runtime::sign::tc3::Tc3 {
        secret_id: "AKIDEXAMPLE",
        secret_key: "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz",
        service: "catalog",
        timestamp: 1_551_113_065,
    };
    let signed = [("content-type", &*content_type), ("host", "catalog.tencentcloudapi.com")];
    let hash = tencentcloud_runtime::sign::tc3::payload_hash(&body);
    assert_eq!(authorization, signer.sign("POST", "/", "", &signed, &hash).authorization);
}

#[test]
fn damaged_forms_are_errors() {
    use tencentcloud_runtime::codec::read_form;
    let whole = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n";
    let parts = read_form("Multipart/Form-Data; charset=utf-8; boundary=\"b\"", whole.as_bytes()).expect("a form");
    assert_eq!((parts.len(), &*parts[0].name, parts[0].content), (1, "a", &b"x"[..]));
    for (content_type, body) in [
        ("application/json", whole.to_owned()),
        ("multipart/form-data", whole.to_owned()),
        ("multipart/form-data; boundary=", whole.to_owned()),
        ("multipart/form-data; boundary=c", whole.to_owned()),
        ("multipart/form-data; boundary=b", whole.replace("name", "nam")),
        ("multipart/form-data; boundary=b", whole.replace("\r\n\r\n", "\r\n")),
        ("multipart/form-data; boundary=b", whole.replace("--b--", "--b")),
        ("multipart/form-data; boundary=b", String::new()),
    ] {
        assert!(read_form(content_type, body.as_bytes()).is_err(), "{content_type} {body:?}");
    }
    for end in 0..whole.len() - 2 {
        assert!(read_form("multipart/form-data; boundary=b", &whole.as_bytes()[..end]).is_err(), "{end}");
    }
}

#[test]
fn a_recorded_form_round_trips() {
    use tencentcloud_runtime::replay::{Entry, Recorded};
    let parts = tencentcloud_runtime::request::prepare(upload(*b"\0png\xff")).expect("a request");
    let body = parts.body.as_bytes().expect("bytes").clone();
    let headers = vec![("content-type", &*parts.headers[0].1)];
    let recorded = Recorded { method: "POST", path: "/", query: Vec::new(), headers, body: &body };
    let again = Entry::of::<UploadThing>().resend(&recorded).expect("the same request");
    assert_eq!(again.body.as_bytes(), Some(&body));
}

/// The boundary is a hash of the parts, so a file cannot be built to contain its own boundary.
#[tokio::test]
async fn a_form_whose_file_contains_the_boundary_gets_another_boundary() {
    let (first, ..) = send(upload(*b"png")).await;
    let (again, ..) = send(upload(*b"png")).await;
    assert_eq!(first, again, "the same request is the same bytes");
    let (_, _, body) = send(upload(first.clone().into_bytes())).await;
    let (other, _, _) = send(upload(body)).await;
    assert_ne!(first, other);
}
