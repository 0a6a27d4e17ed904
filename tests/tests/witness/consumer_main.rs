//! Calls every service of the crate at the address in the argument `module=address`, and prints the outcomes.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

use http::{Request, Response};
use witness::runtime::transport::{Sending, TransportErrorKind};
use witness::runtime::{RetryPolicy, Transport, TransportError};
use witness::{Body, ByteStream, Client, Credentials};

// MODULES

/// A transport that opens a connection for each request, which the server closes.
struct PlainHttp(String);

impl Transport for PlainHttp {
    fn send(&self, request: Request<Body>) -> Sending {
        let answer = exchange(&self.0, request);
        Box::pin(async move { answer.map_err(|error| TransportError::new(TransportErrorKind::Other, error)) })
    }
}

fn exchange(address: &str, request: Request<Body>) -> std::io::Result<Response<ByteStream>> {
    let (head, body) = request.into_parts();
    let body = body.as_bytes().cloned().unwrap_or_default();
    let target = head.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut text = format!("{} {target} HTTP/1.1\r\nconnection: close\r\n", head.method).into_bytes();
    if !body.is_empty() && !head.headers.contains_key("content-length") {
        text.extend(format!("content-length: {}\r\n", body.len()).bytes());
    }
    if !head.headers.contains_key("host") {
        text.extend(format!("host: {}\r\n", head.uri.host().unwrap_or_default()).bytes());
    }
    for (name, value) in &head.headers {
        text.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    text.extend(b"\r\n");
    text.extend(&body);
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(&text)?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&answer).ok_or_else(|| std::io::Error::other("the response is not HTTP"))
}

fn parse(answer: &[u8]) -> Option<Response<ByteStream>> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status: u16 = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut response = Response::builder().status(status);
    let mut chunked = false;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        chunked |= name.eq_ignore_ascii_case("transfer-encoding");
        response = response.header(name, value.trim());
    }
    let body = answer[end + 4..].to_vec();
    let body = if chunked { unchunked(&body)? } else { body };
    response.body(ByteStream::from(body)).ok()
}

fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?, 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        body.extend(rest.get(end + 2..end + 2 + length)?);
        rest = rest.get(end + 4 + length..)?;
    }
}

fn main() {
    let addresses: BTreeMap<String, String> = std::env::args()
        .skip(1)
        .filter_map(|argument| Some(argument.split_once('=').map(|(module, address)| (module.to_owned(), address.to_owned()))?))
        .collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(calls(&addresses));
}

#[allow(unused_macros)]
macro_rules! call {
    ($module:ident, $addresses:ident) => {
        if let Some(address) = $addresses.get(stringify!($module)) {
            let client = client(address);
            let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
            match $module::works(&client, &bucket).await {
                Ok(true) => println!("{}\tworks", stringify!($module)),
                Ok(false) => println!("{}\tlost", stringify!($module)),
                Err(error) => println!("{}\trefused: {}", stringify!($module), error.to_string().replace('\n', " ")),
            }
        }
    };
}

async fn calls(addresses: &BTreeMap<String, String>) {
    let _ = addresses;
// CALLS
}

#[allow(dead_code)]
fn client(address: &str) -> Client {
    let client = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "key")).region("ap-guangzhou");
    client.retry(RetryPolicy::never()).transport(PlainHttp(address.to_owned())).build().expect("a client")
}
