//! A server with configurable faults.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Reaction of the server to a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Behaviour {
    /// The connection is reset before anything of the request is read.
    ResetUnread,
    /// The connection is reset after the request is read and this part of a response is written.
    Reset(&'static str),
    /// The server stalls after this part of a response.
    Stall(&'static str),
    /// The connection is closed after this part of a response.
    Close(&'static str),
    /// A complete response; the connection stays open.
    Keep(&'static str),
}

impl Behaviour {
    fn response(self) -> &'static str {
        match self {
            Self::ResetUnread => "",
            Self::Reset(response) | Self::Stall(response) | Self::Close(response) | Self::Keep(response) => response,
        }
    }
}

pub(crate) struct Server {
    pub(crate) address: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server that applies the behaviours to requests in order, and the last one to all later requests.
    pub(crate) async fn start(behaviours: &'static [Behaviour]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (connections, requests) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let server = Self { address, connections: Arc::clone(&connections), requests: Arc::clone(&requests) };
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(connection, behaviours, Arc::clone(&requests)));
            }
        });
        server
    }

    /// Returns the number of complete requests.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut connection: TcpStream, behaviours: &'static [Behaviour], requests: Arc<AtomicUsize>) {
    loop {
        let behaviour = |index: usize| behaviours[index.min(behaviours.len() - 1)];
        if let Behaviour::ResetUnread = behaviour(requests.load(Ordering::SeqCst)) {
            return reset(connection);
        }
        if !read_request(&mut connection).await {
            return;
        }
        let behaviour = behaviour(requests.fetch_add(1, Ordering::SeqCst));
        if connection.write_all(behaviour.response().as_bytes()).await.is_err() {
            return;
        }
        match behaviour {
            Behaviour::Keep(_) => {}
            Behaviour::Close(_) => return,
            Behaviour::Stall(_) => std::future::pending().await,
            Behaviour::Reset(_) | Behaviour::ResetUnread => return reset(connection),
        }
    }
}

fn reset(connection: TcpStream) {
    connection.set_zero_linger().unwrap();
}

/// Returns whether a complete request arrived before the connection was closed.
async fn read_request(connection: &mut TcpStream) -> bool {
    let mut request = Vec::new();
    while !is_complete(&String::from_utf8_lossy(&request)) {
        if !matches!(connection.read_buf(&mut request).await, Ok(1..)) {
            return false;
        }
    }
    true
}

fn is_complete(request: &str) -> bool {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}
