//! Requests that are forms, signed with their boundary, as the mock reads them.

use std::sync::{Arc, Mutex};
use tencentcloud_runtime::http::Request;
use tencentcloud_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use tencentcloud_runtime::{Body, Client, Error, ErrorKind};
use tests::golden::catalog::{Thing, UploadThing};

use super::{client, credentials, seen, server};

fn upload(file: impl Into<Vec<u8>>) -> UploadThing {
    let thing = Thing::new().id(7);
    UploadThing::new().file(file.into()).name("a \"name\"\r\n--b: 你好").size(3).thing(thing).tags(["x", "y"])
}

#[tokio::test]
async fn a_form_arrives_as_it_was_filled_in() {
    let server = server().await;
    let client = client(&server);
    for file in [&b"\x89PNG\r\n\x1a\n\0\xff--\r\n--"[..], b"", &[b'-'; 100_000]] {
        upload(file).send(&client).await.expect("an answer");
    }
    assert_eq!(seen(&server).len(), 3);
    // The mock has its types from the same schema; that it looks at them shows where they are wrong.
    let error = UploadThing::new().name("x").send(&client).await.expect_err("no file");
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

/// Keeps what is sent.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Sent>>>);

/// Content type, authorization and body.
type Sent = (String, String, Vec<u8>);

impl Transport for Kept {
    fn send(&self, request: Request<Body>) -> Sending {
        let text = |name: &str| request.headers().get(name).map_or("", |value| value.to_str().unwrap_or_default());
        let body = request.body().as_bytes().map(|bytes| bytes.to_vec()).unwrap_or_default();
        let sent = (text("content-type").to_owned(), text("authorization").to_owned(), body);
        self.0.lock().expect("no panic").push(sent);
        Box::pin(async { Err(TransportError::new(TransportErrorKind::Other, "nobody is there")) })
    }
}

async fn sent(request: UploadThing) -> Sent {
    let kept = Kept::default();
    let builder = Client::builder().credentials(credentials()).transport(kept.clone()).clock(|| 1_551_113_065);
    let _: Error = request.send(&builder.build().expect("a client")).await.expect_err("nobody is there");
    let sent = kept.0.lock().expect("no panic").pop();
    sent.expect("a request")
}

/// The parts are those that the Python SDK writes; the signature is over all of them, and over the boundary.
#[tokio::test]
async fn a_form_is_written_as_services_read_it() {
    let (content_type, authorization, body) = sent(upload(*b"png")).await;
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
fn damaged_forms_are_refused() {
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
fn a_recorded_form_becomes_what_it_was_written_from() {
    use tencentcloud_runtime::replay::{Entry, Recorded};
    let parts = tencentcloud_runtime::request::prepare(upload(*b"\0png\xff")).expect("a request");
    let body = parts.body.as_bytes().expect("bytes").clone();
    let headers = vec![("content-type", &*parts.headers[0].1)];
    let recorded = Recorded { method: "POST", path: "/", query: Vec::new(), headers, body: &body };
    let again = Entry::of::<UploadThing>().resend(&recorded).expect("the same request");
    assert_eq!(again.body.as_bytes(), Some(&body));
}

/// Whoever knows how boundaries are made can still not put one into the file.
#[tokio::test]
async fn a_file_that_holds_the_boundary_gets_another() {
    let (first, ..) = sent(upload(*b"png")).await;
    let (again, ..) = sent(upload(*b"png")).await;
    assert_eq!(first, again, "the same request is the same bytes");
    let (_, _, body) = sent(upload(first.clone().into_bytes())).await;
    let (other, _, _) = sent(upload(body)).await;
    assert_ne!(first, other);
}
