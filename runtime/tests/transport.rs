//! The default transport over a real connection, without TLS.
#![cfg(feature = "transport")]

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tencentcloud_runtime::bytes::Bytes;
use tencentcloud_runtime::futures_core::Stream;
use tencentcloud_runtime::{Body, Client, ErrorKind, RetryPolicy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::support::{BindBucket, EnhanceImage, Fake, Moderate, UploadImage};

/// Starts a server that accepts one connection, reads one request, writes `response` and closes the connection. The
/// handle returns the request.
async fn serve(response: impl Into<String>) -> (String, JoinHandle<String>) {
    let response = response.into();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        let (mut connection, _) = listener.accept().await.unwrap();
        let request = read_request(&mut connection).await;
        connection.write_all(response.as_bytes()).await.unwrap();
        request
    });
    (address, served)
}

async fn read_request(connection: &mut TcpStream) -> String {
    let mut request = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&request);
        if is_complete(&text) {
            return text.into_owned();
        }
        if connection.read_buf(&mut request).await.unwrap() == 0 {
            return String::from_utf8_lossy(&request).into_owned();
        }
    }
}

fn is_complete(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    body.len() >= header(head, "content-length").and_then(|length| length.parse().ok()).unwrap_or(0)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let value = found.next();
    assert!(found.next().is_none(), "{name} must be there once");
    value
}

fn client(address: &str) -> Client {
    Client::builder().credentials(Fake::credentials()).connect_to(address).build().unwrap()
}

fn bucket(address: &str) -> tencentcloud_runtime::Bucket {
    client(address).bucket("examplebucket-1250000000", "ap-chengdu")
}

fn enhance() -> EnhanceImage {
    EnhanceImage { object_key: Some("a b/猫.jpg".to_owned()), denoise: Some(3), ..EnhanceImage::default() }
}

fn moderate() -> Moderate {
    Moderate { file_url: Some("https://example.com/cat.png".to_owned()), ..Moderate::default() }
}

#[tokio::test]
async fn an_action_reaches_a_server() {
    let response =
        "HTTP/1.1 200 OK\r\nContent-Length: 46\r\n\r\n{\"Response\":{\"Text\":\"Pass\",\"RequestId\":\"r-1\"}}";
    let (address, served) = serve(response).await;
    let reply = moderate().send(&client(&address)).await.unwrap();
    assert_eq!((reply.text.as_deref(), reply.request_id()), (Some("Pass"), "r-1"));
    let request = served.await.unwrap();
    assert!(request.starts_with("POST / HTTP/1.1\r\n"), "{request}");
    assert_eq!(header(&request, "host"), Some("ims.tencentcloudapi.com"));
    assert_eq!(header(&request, "content-length"), Some("41"));
    assert_eq!(header(&request, "accept-encoding"), Some("identity"));
    assert!(request.ends_with("\r\n\r\n{\"FileUrl\":\"https://example.com/cat.png\"}"), "{request}");
}

#[tokio::test]
async fn the_target_arrives_as_it_was_signed() {
    let (address, served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Type: image/png\r\n\r\npng").await;
    let mut png = enhance().send(&bucket(&address)).await.unwrap();
    let mut file = Vec::new();
    tokio::io::copy(&mut png, &mut file).await.unwrap();
    assert_eq!(file, b"png");
    let request = served.await.unwrap();
    let line = "GET /a%20b/%E7%8C%AB.jpg?ci-process=AIEnhanceImage&denoise=3 HTTP/1.1\r\n";
    assert!(request.starts_with(line), "{request}");
    assert_eq!(header(&request, "host"), Some("examplebucket-1250000000.cos.ap-chengdu.myqcloud.com"));
    assert_eq!(header(&request, "content-length"), None);
}

/// A path normalized by the HTTP library would differ from the signed path.
#[tokio::test]
async fn the_path_is_not_normalized() {
    for (key, path) in [
        ("a//b/", "/a//b/"),
        ("a\\..\\b", "/a%5C..%5Cb"),
        ("%2e%2e/b", "/%252e%252e/b"),
        (" a\t", "/%20a%09"),
        ("...", "/..."),
        ("/a", "//a"),
        ("a/../b", "/a%2F..%2Fb"),
        (
            "it's(a)*[b]|^`{c}\"<d>;=@:$,!&+~",
            "/it%27s%28a%29%2A%5Bb%5D%7C%5E%60%7Bc%7D%22%3Cd%3E%3B%3D%40%3A%24%2C%21%26%2B~",
        ),
    ] {
        let (address, served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
        let detect_url = Some(key.to_owned());
        let call = EnhanceImage { object_key: Some(key.to_owned()), detect_url, ..EnhanceImage::default() };
        call.send(&bucket(&address)).await.unwrap();
        let value = path[1..].replace('/', "%2F");
        let line = format!("GET {path}?ci-process=AIEnhanceImage&detect-url={value} HTTP/1.1\r\n");
        assert!(served.await.unwrap().starts_with(&line), "{key}");
    }
}

#[tokio::test]
async fn an_empty_post_has_a_length() {
    let (address, served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    BindBucket::default().send(&bucket(&address)).await.unwrap();
    assert_eq!(header(&served.await.unwrap(), "content-length"), Some("0"));
}

const UPLOADED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 43\r\n\r\n<UploadResult><Text>t</Text></UploadResult>";

struct Once(Option<&'static str>);

impl Stream for Once {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        Poll::Ready(self.0.take().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))))
    }
}

fn upload(length: u64) -> UploadImage {
    let body = Body::from_stream(length, Once(Some("bytes")));
    UploadImage { object_key: Some("k".to_owned()), content_type: None, body }
}

#[tokio::test]
async fn a_streamed_body_is_not_chunked() {
    let (address, served) = serve(UPLOADED).await;
    upload(5).send(&bucket(&address)).await.unwrap();
    let request = served.await.unwrap();
    assert_eq!(header(&request, "content-length"), Some("5"));
    assert_eq!(header(&request, "transfer-encoding"), None);
    assert!(request.ends_with("\r\n\r\nbytes"), "{request}");
}

#[tokio::test]
async fn a_file_is_sent_with_its_length() {
    let path = std::env::temp_dir().join(format!("tencentcloud-runtime-upload-{}", std::process::id()));
    std::fs::write(&path, "bytes").unwrap();
    let body = Body::from_file(&path).await.unwrap();
    let (address, served) = serve(UPLOADED).await;
    let upload = |body| UploadImage { object_key: Some("k".to_owned()), content_type: None, body };
    upload(body.clone()).send(&bucket(&address)).await.unwrap();
    let request = served.await.unwrap();
    assert_eq!((header(&request, "content-length"), header(&request, "transfer-encoding")), (Some("5"), None));
    assert!(request.ends_with("\r\n\r\nbytes"), "{request}");

    std::fs::write(&path, "more bytes").unwrap();
    let (address, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    assert!(upload(body).send(&bucket(&address)).await.is_err(), "the length of the file changed");
    std::fs::remove_file(&path).unwrap();
}

#[tokio::test]
async fn a_body_shorter_than_declared_fails_the_call() {
    let (address, _served) = serve("").await;
    assert_eq!(upload(9).send(&bucket(&address)).await.unwrap_err().kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn a_truncated_image_is_an_error() {
    let (address, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npng").await;
    let mut png = enhance().send(&bucket(&address)).await.unwrap();
    assert!(tokio::io::copy(&mut png, &mut Vec::new()).await.is_err());
}

#[tokio::test]
async fn a_truncated_document_is_an_error_with_host_and_cause() {
    let (address, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").await;
    let client = Client::builder().credentials(Fake::credentials()).retry(RetryPolicy::never()).connect_to(&address);
    let error = moderate().send(&client.build().unwrap()).await.unwrap_err();
    let start = format!("ImageModeration: `{}`: the connection broke while the answer was read: ", &address[7..]);
    let text = error.to_string();
    assert!(error.kind() == ErrorKind::Connection && text.starts_with(&start), "{text}");
    assert!(!text.contains("decoding") && text.ends_with(" (1 attempt)"), "{text}");
}

/// Signature and token of a request are for one host only.
#[tokio::test]
async fn a_redirect_is_not_followed() {
    for status in ["301 Moved Permanently", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let target = elsewhere.local_addr().unwrap();
        let head = format!("HTTP/1.1 {status}\r\nLocation: http://{target}/\r\nSet-Cookie: a=b\r\n");
        let (address, _served) = serve(head + "Content-Length: 0\r\n\r\n").await;
        let error = enhance().send(&bucket(&address)).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Service, status[..3].parse().ok()));
        let visited = tokio::time::timeout(Duration::from_millis(50), elsewhere.accept()).await;
        assert!(visited.is_err(), "the redirect was followed");
    }
}

#[tokio::test]
async fn a_refused_connection_is_an_error_with_host_and_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = enhance().send(&bucket(&address)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let start = format!("AIEnhanceImage: cannot connect to `{}`: ", &address[7..]);
    let text = error.to_string();
    assert!(text.starts_with(&start) && text.contains("refused") && text.ends_with(" (3 attempts)"), "{text}");
    assert!(!format!("{error:?}").contains("ci-process"), "{error:?}");
}

#[tokio::test]
async fn an_unknown_host_is_an_error_with_host_and_cause() {
    let error = moderate().send(&client("http://no-such-host.invalid")).await.unwrap_err();
    let text = error.to_string();
    let start = "ImageModeration: cannot connect to `no-such-host.invalid`: dns error";
    assert!(error.kind() == ErrorKind::Connection && text.starts_with(start), "{text}");
    assert_eq!(format!("{error:?}"), text, "the message names every cause");
}

#[tokio::test]
async fn a_host_without_tls_is_an_error_with_host_and_cause() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            connection.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        }
    });
    let text = moderate().send(&client(&address)).await.unwrap_err().to_string();
    let start = format!("ImageModeration: cannot connect to `{}`: ", &address[8..]);
    assert!(text.starts_with(&start) && text.contains("corrupt message"), "{text}");
}

/// Runs itself in a process with a proxy: the settings of a process cannot be changed safely.
#[tokio::test]
async fn an_unusable_proxy_is_an_error_without_its_password() {
    if std::env::var("HTTPS_PROXY").is_ok_and(|proxy| proxy.contains("hush-hush")) {
        let client = Client::builder().credentials(Fake::credentials()).retry(RetryPolicy::never()).build().unwrap();
        let error = moderate().send(&client).await.unwrap_err();
        return println!("{error} {error:?} {error:#?}");
    }
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    let name = "transport::an_unusable_proxy_is_an_error_without_its_password";
    child.args([name, "--exact", "--nocapture"]).env("HTTPS_PROXY", "http://user:hush-hush@127.0.0.1:1");
    let output = child.env_remove("NO_PROXY").env_remove("no_proxy").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let message = "ImageModeration: cannot connect to `ims.tencentcloudapi.com`: proxy: ";
    assert!(output.status.success() && text.contains(message) && !text.contains("hush-hush"), "{text}");
}

#[tokio::test]
async fn a_closed_connection_is_a_connection_error() {
    let (address, _served) = serve("").await;
    assert_eq!(moderate().send(&client(&address)).await.unwrap_err().kind(), ErrorKind::Connection);
}

#[tokio::test]
async fn a_server_that_does_not_respond_times_out() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let error = moderate().send(&client(&address)).timeout(Duration::from_millis(50)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
}

#[tokio::test]
async fn no_process_wide_crypto_provider_is_installed() {
    Client::builder().credentials(Fake::credentials()).build().unwrap();
    assert!(rustls::crypto::CryptoProvider::get_default().is_none());
}

#[tokio::test]
async fn every_connect_timeout_can_be_set() {
    let (address, _served) =
        serve("HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n{\"Response\":{\"RequestId\":\"r\"}}").await;
    let with = |time| {
        let builder = Client::builder().credentials(Fake::credentials()).connect_to(&address);
        builder.connect_timeout(time).build().unwrap()
    };
    moderate().send(&with(Duration::MAX)).await.unwrap();
    // A connection within the machine can succeed at once.
    if let Err(error) = moderate().send(&with(Duration::ZERO)).await {
        assert_eq!((error.kind(), error.is_ambiguous()), (ErrorKind::Connection, false), "{error:?}");
    }
}
