//! Servers that answer every request with what they saw.

use std::sync::Arc;

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// Starts a server without TLS. An answer has the head of its request as text, each line but the first in `<>`.
pub async fn plain() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (connection, peer) = listener.accept().await.unwrap();
            tokio::spawn(answer(connection, peer.ip().to_string()));
        }
    });
    address
}

/// Starts a server with TLS, and returns its address by name. An answer has the version of TLS as its text.
pub async fn with_tls(config: ServerConfig) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        loop {
            let (connection, _) = listener.accept().await.unwrap();
            if let Ok(connection) = acceptor.accept(connection).await {
                let version = format!("{:?}", connection.get_ref().1.protocol_version().unwrap());
                tokio::spawn(answer(connection, version));
            }
        }
    });
    address
}

/// Answers requests until the connection is closed.
pub async fn answer(mut connection: impl AsyncRead + AsyncWrite + Unpin, text: String) {
    while let Some(head) = request(&mut connection).await {
        let lines: String = head.lines().map(|line| format!("<{line}>")).collect();
        let body =
            serde_json::json!({ "Response": { "Text": format!("{text}{lines}"), "RequestId": "r" } }).to_string();
        let response = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        if connection.write_all(response.as_bytes()).await.is_err() {
            return;
        }
    }
}

/// Reads a request, and returns its head.
pub async fn request(connection: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return Some(head.to_owned());
            }
        }
        if connection.read_buf(&mut read).await.ok()? == 0 {
            return None;
        }
    }
}

/// Starts a server that handles each connection with `handle`.
pub async fn each<F: Future<Output = ()> + Send + 'static>(
    handle: impl Fn(TcpStream) -> F + Send + Sync + 'static,
) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            tokio::spawn(handle(listener.accept().await.unwrap().0));
        }
    });
    address
}
