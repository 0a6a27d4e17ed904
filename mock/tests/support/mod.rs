//! Signs requests as clients do, and sends them over plain sockets, which show incomplete responses.
#![allow(dead_code, reason = "each test uses some of it")]

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

/// Encodes a call of `ImageModeration`, signed with `key`.
pub fn moderation_by(key: &str, target: &str, host: &str, body: &str) -> Vec<u8> {
    action_by(key, ("ims", "2020-12-29", "ImageModeration"), target, host, body)
}

/// Encodes a call of `AssumeRole`.
pub fn assume_role(body: &str) -> Vec<u8> {
    action_by(KEY, ("sts", "2018-08-13", "AssumeRole"), "/", "sts.tencentcloudapi.com", body)
}

/// Encodes a call of an action, given as its service, version and name, signed with `key` for the service's host.
fn action_by(key: &str, action: (&str, &str, &str), target: &str, host: &str, body: &str) -> Vec<u8> {
    let (service, version, name) = action;
    let signer = Tc3 { secret_id: ID, secret_key: key, service, timestamp: NOW };
    let signed = [("content-type", "application/json"), ("host", &format!("{service}.tencentcloudapi.com"))];
    let authorization = signer.sign("POST", "/", "", &signed, &payload_hash(body.as_bytes())).authorization;
    let headers = [
        ("content-type", "application/json"),
        ("authorization", &authorization),
        ("x-tc-action", name),
        ("x-tc-version", version),
        ("x-tc-timestamp", &NOW.to_string()),
    ];
    request("POST", host, target, &headers, body)
}

pub fn moderation(body: &str) -> Vec<u8> {
    moderation_by(KEY, "/", IMS, body)
}

/// Encodes a signed `GET` of a path of a bucket.
pub fn get(host: &str, path: &str) -> Vec<u8> {
    let time = KeyTime { start: NOW - 60, end: NOW + 3600 };
    let signed = cos::sign(ID, KEY, time, "GET", path, cos::NONE, &[("content-length", "0"), ("host", host)]);
    request("GET", host, &encode_path(path), &[("authorization", &signed.authorization)], "")
}

/// A response as received.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
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
    Ok(Response { status: status.unwrap_or(0), headers, body, whole })
}
