//! Connections: requests in, answers out, and no more of either than there is room for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

use crate::limits;
use crate::reply::{ConnectionReset, Reply, ReplyBody};
use crate::socket::Socket;

/// How many connections are served at once; more wait.
const CONNECTIONS: usize = 2_048;

/// How many megabytes of large bodies are held at once; more wait.
const MEGABYTES: usize = 512;

/// A body up to here is small: all connections together hold no more than such bodies make.
const SMALL: u64 = 64 << 10;

/// How long a request may take to say what it wants, and a connection may do nothing.
const HEADERS_WITHIN: Duration = Duration::from_secs(30);

/// How long a body may take to arrive.
const BODY_WITHIN: Duration = Duration::from_secs(60);

/// How many bytes of headers there may be, and how many headers.
const HEADER_BYTES: usize = 64 << 10;
const HEADERS: usize = 100;

/// How long requests that are under way may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// Who answers the requests of a server.
pub(crate) trait Respond: Send + Sync + 'static {
    /// Answers a request.
    fn respond(&self, request: Request<Bytes>) -> impl Future<Output = Reply> + Send;

    /// Answers a request whose body could not be had.
    fn refuse(&self, request: Request<Bytes>, problem: Problem) -> Reply;
}

/// Serves until `stop` is told to, or dropped; then ends what is under way.
pub(crate) async fn serve<R: Respond>(listener: TcpListener, cloud: Arc<R>, mut stop: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let room = Arc::new(Semaphore::new(MEGABYTES));
    loop {
        tokio::select! {
            (stream, place) = accept(&listener, &places) => connect(stream, place, &cloud, &room, &connections),
            _ = &mut stop => break,
        }
    }
    drop(listener);
    // Whoever has not ended by then is cut off, which is no failure of the server.
    let _ = timeout(GRACE, connections.shutdown()).await;
}

/// The next connection, and its place among those that are served.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, Option<OwnedSemaphorePermit>) {
    // Only a closed semaphore has no place, and nobody closes it.
    let place = Arc::clone(places).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return (stream, place),
            // Out of file descriptors, most likely: others must end first.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn connect<R: Respond>(
    stream: TcpStream,
    place: Option<OwnedSemaphorePermit>,
    cloud: &Arc<R>,
    room: &Arc<Semaphore>,
    connections: &GracefulShutdown,
) {
    // An answer must not wait for the one before to be acknowledged.
    let _ = stream.set_nodelay(true);
    let broken = Arc::new(AtomicBool::new(false));
    let socket = TokioIo::new(Socket::new(stream, Arc::clone(&broken)));
    let (cloud, room) = (Arc::clone(cloud), Arc::clone(room));
    let service = service_fn(move |request| {
        let (cloud, room, broken) = (Arc::clone(&cloud), Arc::clone(&room), Arc::clone(&broken));
        async move { respond(&*cloud, &room, request).await.inspect_err(|_| broken.store(true, Ordering::Relaxed)) }
    });
    let mut builder = http1::Builder::new();
    let builder = builder.timer(TokioTimer::new()).header_read_timeout(HEADERS_WITHIN);
    let connection = builder.max_buf_size(HEADER_BYTES).max_headers(HEADERS).serve_connection(socket, service);
    let watched = connections.watch(connection);
    tokio::spawn(async move {
        // A connection that breaks concerns the client alone, which notices.
        let _ = watched.await;
        drop(place);
    });
}

async fn respond<R: Respond>(
    cloud: &R,
    room: &Semaphore,
    request: Request<Incoming>,
) -> Result<Response<ReplyBody>, ConnectionReset> {
    let (head, body) = request.into_parts();
    let reply = match receive(room, body).await {
        Ok(body) => cloud.respond(Request::from_parts(head, body)).await,
        Err(problem) => closing(cloud.refuse(Request::from_parts(head, Bytes::new()), problem)),
    };
    reply.play().await
}

/// Why a body could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    TooLarge,
    Incomplete,
}

/// The whole body, for which there is room.
async fn receive(room: &Semaphore, body: Incoming) -> Result<Bytes, Problem> {
    let announced = body.size_hint();
    if announced.lower() > limits::BODY as u64 {
        return Err(Problem::TooLarge);
    }
    let most = announced.exact().unwrap_or(limits::BODY as u64);
    let megabytes = if most <= SMALL { 0 } else { u32::try_from(most.div_ceil(1 << 20)).unwrap_or(u32::MAX) };
    let _room = room.acquire_many(megabytes).await;
    match timeout(BODY_WITHIN, Limited::new(body, limits::BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<http_body_util::LengthLimitError>() => Err(Problem::TooLarge),
        _ => Err(Problem::Incomplete),
    }
}

/// The rest of the request is not read, so that nothing can follow it.
fn closing(mut reply: Reply) -> Reply {
    reply.response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    reply.response.headers_mut().remove(CONTENT_LENGTH);
    reply
}
