//! A server that fails as it is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    /// The connection is reset before anything of the request is read.
    ResetUnread,
    /// It is reset after the request is read, or after so much of an answer.
    Reset(&'static str),
    /// Nothing more comes after so much of an answer.
    Stall(&'static str),
    /// The connection is closed after so much of an answer.
    Close(&'static str),
    /// An answer, and the connection stays open.
    Keep(&'static str),
}

impl Act {
    fn answer(self) -> &'static str {
        match self {
            Self::ResetUnread => "",
            Self::Reset(answer) | Self::Stall(answer) | Self::Close(answer) | Self::Keep(answer) => answer,
        }
    }
}

pub(crate) struct Server {
    pub(crate) address: String,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Server {
    /// Does with every request what the act of that number says; the last one goes for all that follow.
    pub(crate) async fn start(acts: &'static [Act]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (connections, requests) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let server = Self { address, connections: Arc::clone(&connections), requests: Arc::clone(&requests) };
        tokio::spawn(async move {
            while let Ok((connection, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(connection, acts, Arc::clone(&requests)));
            }
        });
        server
    }

    /// How many complete requests there were.
    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

async fn serve(mut connection: TcpStream, acts: &'static [Act], requests: Arc<AtomicUsize>) {
    loop {
        let act = |index: usize| acts[index.min(acts.len() - 1)];
        if let Act::ResetUnread = act(requests.load(Ordering::SeqCst)) {
            return reset(connection);
        }
        if !read_request(&mut connection).await {
            return;
        }
        let act = act(requests.fetch_add(1, Ordering::SeqCst));
        if connection.write_all(act.answer().as_bytes()).await.is_err() {
            return;
        }
        match act {
            Act::Keep(_) => {}
            Act::Close(_) => return,
            Act::Stall(_) => std::future::pending().await,
            Act::Reset(_) | Act::ResetUnread => return reset(connection),
        }
    }
}

fn reset(connection: TcpStream) {
    connection.set_zero_linger().unwrap();
}

/// Whether there was one before the connection was closed.
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
