//! A server on a thread of its own that answers every request alike.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const ANSWER: &str = r#"{"Response":{"Text":"Pass","RequestId":"e3a1f3d0-31f9-4ef2-a6d6-1d1c7b1a0a5e"}}"#;

/// Starts the server and returns its address.
pub fn start() -> String {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            sender.send(listener.local_addr().expect("an address")).expect("a receiver");
            while let Ok((connection, _)) = listener.accept().await {
                tokio::spawn(serve(connection));
            }
        });
    });
    format!("http://{}", receiver.recv().expect("an address"))
}

async fn serve(mut connection: TcpStream) {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{ANSWER}", ANSWER.len());
    let (mut request, mut read) = (Vec::with_capacity(4096), true);
    while read {
        request.clear();
        while read && !is_complete(&request) {
            read = matches!(connection.read_buf(&mut request).await, Ok(1..));
        }
        read = read && connection.write_all(answer.as_bytes()).await.is_ok();
    }
}

fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
