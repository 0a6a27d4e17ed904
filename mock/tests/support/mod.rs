//! Signs requests as clients do, and sends them over plain sockets, which show incomplete responses.

pub mod recorder;

use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::LazyLock;

use codegen_model::Model;
use mock::{Credentials, Options, Server};
use tencentcloud_runtime::sign::cos::{self, KeyTime};
use tencentcloud_runtime::sign::encode_path;
use tencentcloud_runtime::sign::tc3::{Tc3, payload_hash};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub const NOW: i64 = 1_551_113_065;
pub const ID: &str = "AKIDEXAMPLE";
pub const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
pub const IMS: &str = "ims.tencentcloudapi.com";
pub const COS: &str = "examplebucket-1250000000.cos.ap-chengdu.myqcloud.com";
pub const CI: &str = "examplebucket-1250000000.ci.ap-chengdu.myqcloud.com";
pub const CAT: &str = r#"{"FileUrl":"https://example.com/cat.png"}"#;

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    codegen_model::load(&schemas, &[]).model.expect("valid schemas")
});

pub fn model() -> Model {
    MODEL.clone()
}

pub fn key() -> Credentials {
    Credentials::new(ID, KEY)
}

/// Options with a fixed clock.
pub fn options() -> Options {
    Options::default().clock(|| NOW)
}

pub async fn server(options: Options) -> Server {
    Server::start(model(), [key()], options).await.expect("a free port")
}

/// Encodes a request.
pub fn request(method: &str, host: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\n");
    headers.iter().for_each(|(name, value)| text += &format!("{name}: {value}\r\n"));
    text += &format!("content-length: {}\r\n\r\n{body}", body.len());
    text.into_bytes()
}

/// A service, a version and an action of it.
pub type Action<'a> = (&'a str, &'a str, &'a str);

pub const MODERATION: Action<'_> = ("ims", "2020-12-29", "ImageModeration");

/// Encodes a call of `ImageModeration`, signed with `key`.
pub fn moderation_by(key: &str, target: &str, host: &str, body: &str) -> Vec<u8> {
    action_by(&Credentials::new(ID, key), MODERATION, IMS, &[], (target, host), body)
}

/// Encodes a call of `AssumeRole`.
pub fn assume_role(key: &Credentials, body: &str) -> Vec<u8> {
    let host = "sts.tencentcloudapi.com";
    action_by(key, ("sts", "2018-08-13", "AssumeRole"), host, &[], ("/", host), body)
}

/// Encodes a call of an action, signed with `key` for the host `signed_host`, and sent to `(target, host)` with more headers
/// that are not signed.
pub fn action_by(
    key: &Credentials,
    (service, version, name): Action<'_>,
    signed_host: &str,
    more: &[(&str, &str)],
    (target, host): (&str, &str),
    body: &str,
) -> Vec<u8> {
    let signer = Tc3 { secret_id: key.secret_id(), secret_key: key.secret_key(), service, timestamp: NOW };
    let signed = [("content-type", "application/json"), ("host", signed_host)];
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let authorization = signer.sign("POST", "/", query, &signed, &payload_hash(body.as_bytes())).authorization;
    let timestamp = NOW.to_string();
    let mut headers = vec![
        ("content-type", "application/json"),
        ("authorization", &*authorization),
        ("x-tc-action", name),
        ("x-tc-version", version),
        ("x-tc-timestamp", &*timestamp),
    ];
    headers.extend(more);
    request("POST", host, target, &headers, body)
}

pub fn moderation(body: &str) -> Vec<u8> {
    moderation_by(KEY, "/", IMS, body)
}

/// Encodes a signed `GET` of a path of a bucket.
pub fn get(host: &str, path: &str) -> Vec<u8> {
    bucket_by(&key(), "GET", host, path, &[], (&encode_path(path), host))
}

/// Encodes a request to a bucket, signed with `key` for a host and a path, and sent to `(target, host)` with more headers
/// that are not signed.
pub fn bucket_by(
    key: &Credentials,
    method: &str,
    signed_host: &str,
    path: &str,
    more: &[(&str, &str)],
    (target, host): (&str, &str),
) -> Vec<u8> {
    let time = KeyTime { start: NOW - 60, end: NOW + 3600 };
    let headers = [("content-length", "0"), ("host", signed_host)];
    let signed = cos::sign(key.secret_id(), key.secret_key(), time, method, path, cos::NONE, &headers);
    let headers = [&[("authorization", &*signed.authorization)], more].concat();
    request(method, host, target, &headers, "")
}

/// A response as received.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    /// Whether the whole announced body was received.
    pub whole: bool,
}

impl Response {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Returns the error code, from JSON or XML; empty where there is none.
    pub fn code(&self) -> String {
        let text = self.text();
        let xml = text.split("<Code>").nth(1).and_then(|rest| rest.split('<').next());
        let json = serde_json::from_str::<serde_json::Value>(&text).ok();
        let json = json.and_then(|document| document["Response"]["Error"]["Code"].as_str().map(str::to_owned));
        json.or_else(|| xml.map(str::to_owned)).unwrap_or_default()
    }
}

/// Sends bytes on a new connection and reads one response.
pub async fn send(address: SocketAddr, bytes: &[u8]) -> io::Result<Response> {
    let mut stream = TcpStream::connect(address).await?;
    exchange(&mut stream, bytes).await
}

/// Sends bytes on a connection and reads one response.
pub async fn exchange(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<Response> {
    stream.write_all(bytes).await?;
    receive(stream).await
}

pub async fn receive(stream: &mut TcpStream) -> io::Result<Response> {
    let mut read = Vec::new();
    let head = loop {
        if let Some(end) = read.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    let text = String::from_utf8_lossy(&read[..head]).into_owned();
    let mut body = read.split_off(head + 4);
    let mut lines = text.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    while body.len() < length {
        match stream.read_buf(&mut body).await {
            Ok(0) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let whole = body.len() >= length;
    Ok(Response { status: status.unwrap_or(0), body, whole })
}
