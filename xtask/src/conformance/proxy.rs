//! What stands between an SDK and the mock: a proxy that keeps what passes, and changes a byte of it when it is told to.
//! It takes both ways of using a proxy, so that the SDKs can send to the hosts of the cloud unmodified.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::rc::Rc;

use anyhow::{Context, Result};
use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::{Method, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::rt::{Read, Write};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::tamper::Tamper;

type Answer = Response<Full<Bytes>>;

/// A request and its answer, as they passed.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What the client sent, the address without scheme and host.
    pub request: Request<Bytes>,
    /// What the mock answered.
    pub response: Response<Bytes>,
}

impl Exchange {
    /// A header of the request; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// The running proxy.
pub struct Relay {
    /// Where it listens.
    pub address: SocketAddr,
    state: Rc<State>,
}

struct State {
    mock: SocketAddr,
    kept: RefCell<Vec<Exchange>>,
    tamper: Cell<Option<Tamper>>,
}

impl Relay {
    /// Starts it before the mock; it ends with the runtime.
    pub async fn start(mock: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
        let address = listener.local_addr()?;
        let state = Rc::new(State { mock, kept: RefCell::default(), tamper: Cell::new(None) });
        let serving = Rc::clone(&state);
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::task::spawn_local(serve(TokioIo::new(stream), Rc::clone(&serving)));
            }
        });
        Ok(Self { address, state })
    }

    /// What passed since this was last asked.
    pub fn take(&self) -> Vec<Exchange> {
        self.state.kept.take()
    }

    /// From now on changes requests so; `None` leaves them alone.
    pub fn tamper(&self, how: Option<Tamper>) {
        self.state.tamper.set(how);
    }
}

/// A connection that breaks shows as a call that fails. Names of headers are written as the cloud writes them: there are
/// methods of SDKs that know no other way.
async fn serve(io: impl Read + Write + Unpin + Send + 'static, state: Rc<State>) {
    let service = service_fn(|request| respond(request, Rc::clone(&state)));
    let connection = hyper::server::conn::http1::Builder::new().title_case_headers(true).serve_connection(io, service);
    let _ = connection.with_upgrades().await;
}

async fn respond(request: Request<Incoming>, state: Rc<State>) -> Result<Answer, Infallible> {
    if request.method() == Method::CONNECT {
        tokio::task::spawn_local(async move {
            if let Ok(tunnel) = hyper::upgrade::on(request).await {
                Box::pin(serve(tunnel, state)).await;
            }
        });
        return Ok(Response::new(Full::default()));
    }
    Ok(forward(request, &state).await.unwrap_or_else(|error| {
        let mut broken = Response::new(Full::from(format!("the relay failed: {error:#}")));
        *broken.status_mut() = StatusCode::BAD_GATEWAY;
        broken
    }))
}

async fn forward(request: Request<Incoming>, state: &State) -> Result<Answer> {
    let (mut head, body) = request.into_parts();
    if let (Some(host), false) = (head.uri.authority(), head.headers.contains_key(HOST)) {
        head.headers.insert(HOST, HeaderValue::from_str(host.as_str())?);
    }
    head.uri = head.uri.path_and_query().map_or_else(|| Ok(Uri::from_static("/")), |target| target.as_str().parse())?;
    let request = Request::from_parts(head, body.collect().await?.to_bytes());
    let passed = match state.tamper.get() {
        Some(tamper) => tamper.change(request.clone())?,
        None => request.clone(),
    };
    let response = send(passed, state.mock).await?;
    state.kept.borrow_mut().push(Exchange { request, response: response.clone() });
    Ok(response.map(Full::from))
}

async fn send(request: Request<Bytes>, to: SocketAddr) -> Result<Response<Bytes>> {
    let stream = TcpStream::connect(to).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::task::spawn_local(connection);
    let (head, body) = sender.send_request(request.map(Full::<Bytes>::from)).await?.into_parts();
    Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
}
