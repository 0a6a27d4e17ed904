//! A proxy between an SDK and the mock. It records exchanges, and can change a byte of a request. It supports absolute
//! URIs and CONNECT, so that unmodified SDKs can send to the hosts of the cloud.

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

/// A request and its response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The client's request, with a path instead of an absolute URI.
    pub request: Request<Bytes>,
    /// The mock's response.
    pub response: Response<Bytes>,
}

impl Exchange {
    /// Returns a header of the request; empty if absent.
    pub fn header(&self, name: &str) -> &str {
        self.request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A running proxy.
pub struct Proxy {
    /// The address that it listens on.
    pub address: SocketAddr,
    state: Rc<State>,
}

struct State {
    mock: SocketAddr,
    exchanges: RefCell<Vec<Exchange>>,
    tamper: Cell<Option<Tamper>>,
}

impl Proxy {
    /// Starts a proxy for the mock. It stops with the runtime.
    pub async fn start(mock: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("cannot bind a port")?;
        let address = listener.local_addr()?;
        let state = Rc::new(State { mock, exchanges: RefCell::default(), tamper: Cell::new(None) });
        let shared = Rc::clone(&state);
        tokio::task::spawn_local(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::task::spawn_local(serve(TokioIo::new(stream), Rc::clone(&shared)));
            }
        });
        Ok(Self { address, state })
    }

    /// Returns the exchanges since the last call.
    pub fn take_exchanges(&self) -> Vec<Exchange> {
        self.state.exchanges.take()
    }

    /// Sets how requests are changed from now on; `None` leaves them unchanged.
    pub fn set_tamper(&self, tamper: Option<Tamper>) {
        self.state.tamper.set(tamper);
    }
}

/// Serves a connection. A broken connection shows as a failed call. Header names have the cloud's capitalization,
/// because some methods of the SDKs depend on it.
async fn serve(io: impl Read + Write + Unpin + Send + 'static, state: Rc<State>) {
    let service = service_fn(|request| respond(request, Rc::clone(&state)));
    let connection = hyper::server::conn::http1::Builder::new().title_case_headers(true).serve_connection(io, service);
    let _ = connection.with_upgrades().await;
}

async fn respond(request: Request<Incoming>, state: Rc<State>) -> Result<Response<Full<Bytes>>, Infallible> {
    if request.method() == Method::CONNECT {
        tokio::task::spawn_local(async move {
            if let Ok(tunnel) = hyper::upgrade::on(request).await {
                Box::pin(serve(tunnel, state)).await;
            }
        });
        return Ok(Response::new(Full::default()));
    }
    Ok(forward(request, &state).await.unwrap_or_else(|error| {
        let mut response = Response::new(Full::from(format!("the proxy failed: {error:#}")));
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response
    }))
}

async fn forward(request: Request<Incoming>, state: &State) -> Result<Response<Full<Bytes>>> {
    let (mut head, body) = request.into_parts();
    if let (Some(host), false) = (head.uri.authority(), head.headers.contains_key(HOST)) {
        head.headers.insert(HOST, HeaderValue::from_str(host.as_str())?);
    }
    head.uri = head.uri.path_and_query().map_or_else(|| Ok(Uri::from_static("/")), |target| target.as_str().parse())?;
    let request = Request::from_parts(head, body.collect().await?.to_bytes());
    let forwarded = match state.tamper.get() {
        Some(tamper) => tamper.change(request.clone())?,
        None => request.clone(),
    };
    let response = send(forwarded, state.mock).await?;
    state.exchanges.borrow_mut().push(Exchange { request, response: response.clone() });
    Ok(response.map(Full::from))
}

async fn send(request: Request<Bytes>, to: SocketAddr) -> Result<Response<Bytes>> {
    let stream = TcpStream::connect(to).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::task::spawn_local(connection);
    let (head, body) = sender.send_request(request.map(Full::<Bytes>::from)).await?.into_parts();
    Ok(Response::from_parts(head, body.collect().await?.to_bytes()))
}
