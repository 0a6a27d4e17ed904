//! Accepts connections, and reads requests from them, within bounds on number, size and time.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, HeaderValue};
use http::{Request, Response};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use super::socket::Socket;
use crate::limits::{BodyError, MAX_BODY};
use crate::reply::{ConnectionReset, Reply, ReplyBody};

/// The maximum number of connections that are served at once. Others wait.
const MAX_CONNECTIONS: usize = 2_048;

/// The maximum memory of large bodies, in megabytes. Others wait.
const MAX_BODY_MEGABYTES: usize = 512;

/// The size of a small body, which does not count: the number of connections bounds their memory.
const SMALL_BODY: u64 = 64 << 10;

/// The timeout for the headers of a request, and for an idle connection.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);

/// The timeout for a request body.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

const MAX_HEADER_BYTES: usize = 64 << 10;
const MAX_HEADERS: usize = 100;

/// The time that requests in progress have to complete when the server stops.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// Answers the requests of a server.
pub(crate) trait Handler: Send + Sync + 'static {
    /// Answers a request.
    fn handle(&self, request: Request<Bytes>) -> impl Future<Output = Reply> + Send;

    /// Answers a request whose body was not received.
    fn refuse(&self, request: Request<Bytes>, error: BodyError) -> Reply;
}

/// Serves until `stop` is used or dropped, then waits for requests in progress.
pub(crate) async fn serve<H: Handler>(listener: TcpListener, handler: Arc<H>, mut stop: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let memory = Arc::new(Semaphore::new(MAX_BODY_MEGABYTES));
    while let Some((stream, permit)) = next(&listener, &permits, &mut stop).await {
        connect(stream, permit, &handler, &memory, &connections);
    }
    drop(listener);
    // Connections that are still open after the timeout are dropped.
    let _ = timeout(SHUTDOWN_TIMEOUT, connections.shutdown()).await;
}

/// Returns the next connection, or `None` once `stop` is used or dropped.
async fn next(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
    stop: &mut oneshot::Receiver<()>,
) -> Option<(TcpStream, Option<OwnedSemaphorePermit>)> {
    let mut accept = pin!(accept(listener, permits));
    poll_fn(|cx| match Pin::new(&mut *stop).poll(cx) {
        Poll::Ready(_) => Poll::Ready(None),
        Poll::Pending => accept.as_mut().poll(cx).map(Some),
    })
    .await
}

/// Accepts a connection once a permit is available.
async fn accept(listener: &TcpListener, permits: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // Acquiring fails only on a closed semaphore, and this one is never closed.
    let permit = Arc::clone(permits).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, permit),
            // Most likely out of file descriptors: other connections must end first.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn connect<H: Handler>(
    stream: TcpStream,
    permit: Option<OwnedSemaphorePermit>,
    handler: &Arc<H>,
    memory: &Arc<Semaphore>,
    connections: &GracefulShutdown,
) {
    // Responses must not wait for the acknowledgement of the previous one.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let socket = TokioIo::new(Socket::new(stream, Arc::clone(&reset)));
    let (handler, memory) = (Arc::clone(handler), Arc::clone(memory));
    let service = service_fn(move |request| {
        let (handler, memory, reset) = (Arc::clone(&handler), Arc::clone(&memory), Arc::clone(&reset));
        async move { respond(&*handler, &memory, request).await.inspect_err(|_| reset.store(true, Ordering::Relaxed)) }
    });
    let mut builder = http1::Builder::new();
    let builder = builder.timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    let builder = builder.max_buf_size(MAX_HEADER_BYTES).max_headers(MAX_HEADERS);
    let watched = connections.watch(builder.serve_connection(socket, service));
    tokio::spawn(async move {
        // Errors of a connection concern only its client.
        let _ = watched.await;
        drop(permit);
    });
}

async fn respond<H: Handler>(
    handler: &H,
    memory: &Semaphore,
    request: Request<Incoming>,
) -> Result<Response<ReplyBody>, ConnectionReset> {
    let (head, body) = request.into_parts();
    let reply = match receive(memory, body).await {
        Ok(body) => handler.handle(Request::from_parts(head, body)).await,
        Err(error) => closing(handler.refuse(Request::from_parts(head, Bytes::new()), error)),
    };
    reply.play().await
}

/// Receives a whole body once there is memory for it.
async fn receive(memory: &Semaphore, body: Incoming) -> Result<Bytes, BodyError> {
    let announced = body.size_hint();
    if announced.lower() > MAX_BODY as u64 {
        return Err(BodyError::TooLarge);
    }
    let max = announced.exact().unwrap_or(MAX_BODY as u64);
    let megabytes = if max <= SMALL_BODY { 0 } else { u32::try_from(max.div_ceil(1 << 20)).unwrap_or(u32::MAX) };
    let _permits = memory.acquire_many(megabytes).await;
    match timeout(BODY_TIMEOUT, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(BodyError::TooLarge),
        _ => Err(BodyError::Incomplete),
    }
}

/// Closes the connection after the response: the rest of the request is not read.
fn closing(mut reply: Reply) -> Reply {
    reply.response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    reply.response.headers_mut().remove(CONTENT_LENGTH);
    reply
}
