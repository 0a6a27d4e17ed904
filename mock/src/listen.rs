//! Connections: requests in, answers out.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

use crate::cloud::Cloud;

/// No service takes more than 32 MB.
const LIMIT: usize = 64 << 20;

/// How long requests that are under way may take to end.
const GRACE: Duration = Duration::from_secs(5);

/// How many bytes are handed to the socket at a time.
const PIECE: usize = 16 << 10;

/// Serves until `stop` is told to, or dropped; then ends what is under way.
pub(crate) async fn serve(listener: TcpListener, cloud: Arc<Cloud>, mut stop: oneshot::Receiver<()>) {
    let connections = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => connect(stream, &cloud, &connections),
                // Out of file descriptors, most likely: others must end first.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            _ = &mut stop => break,
        }
    }
    drop(listener);
    // Whoever has not ended by then is cut off, which is no failure of the server.
    let _ = tokio::time::timeout(GRACE, connections.shutdown()).await;
}

fn connect(stream: TcpStream, cloud: &Arc<Cloud>, connections: &GracefulShutdown) {
    let cloud = Arc::clone(cloud);
    let service = service_fn(move |request| respond(Arc::clone(&cloud), request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // A connection that breaks concerns the client alone, which notices.
    tokio::spawn(connections.watch(connection));
}

async fn respond(cloud: Arc<Cloud>, request: Request<Incoming>) -> Result<Response<Pieces>, Infallible> {
    let (head, body) = request.into_parts();
    let response = match Limited::new(body, LIMIT).collect().await {
        Ok(body) => cloud.answer(Request::from_parts(head, body.to_bytes())),
        Err(_) => {
            let mut refused = Response::new(Bytes::from_static(b"the body broke off or is too large"));
            *refused.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            refused
        }
    };
    Ok(response.map(Pieces))
}

/// A body that leaves in pieces, as one does that is made on the way.
struct Pieces(Bytes);

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let length = self.0.len().min(PIECE);
        let piece = self.0.split_to(length);
        Poll::Ready((length > 0).then(|| Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}
