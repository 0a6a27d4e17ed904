//! Opens connections: to the server, through a proxy, with TLS.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderValue, Uri};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::{SocksV4, SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use rustls::ClientConfig;
use tokio::net::TcpStream;
use tower_service::Service;

use super::stream::Plain;

type BoxError = Box<dyn StdError + Send + Sync>;
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Connects to a server within a time, with TLS for `https` addresses.
#[derive(Clone)]
pub(super) struct Connector {
    https: HttpsConnector<Route>,
    proxies: Option<Arc<Matcher>>,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(
        tcp: HttpConnector,
        tls: Arc<ClientConfig>,
        proxies: Option<Arc<Matcher>>,
        timeout: Duration,
    ) -> Self {
        let to_proxy = HttpsConnector::from((tcp.clone(), Arc::clone(&tls)));
        let route = Route { to_proxy, tcp, proxies: proxies.clone() };
        Self { https: HttpsConnector::from((route, tls)), proxies, timeout }
    }

    /// Returns the password for a proxy that forwards requests to `target`. A tunnel gets its password when it is opened.
    pub(super) fn forwarding_password(&self, target: &Uri) -> Option<HeaderValue> {
        let proxy = intercepted(self.proxies.as_deref(), target).filter(|proxy| forwards(proxy, target))?;
        proxy.basic_auth().cloned()
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Plain>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(cx)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        let (connecting, limit) = (self.https.call(server), self.timeout);
        Box::pin(async move {
            let timed_out = |_| io::Error::new(io::ErrorKind::TimedOut, format!("no connection after {limit:?}"));
            tokio::time::timeout(limit, connecting).await.map_err(timed_out)?
        })
    }
}

/// Connects to a server, or to the proxy in front of it, without the TLS of the server.
#[derive(Clone)]
struct Route {
    tcp: HttpConnector,
    to_proxy: HttpsConnector<HttpConnector>,
    proxies: Option<Arc<Matcher>>,
}

impl Route {
    async fn connect(mut self, server: Uri) -> Result<Plain, BoxError> {
        let Some(proxy) = intercepted(self.proxies.as_deref(), &server) else {
            return Ok(Plain { stream: MaybeHttpsStream::Http(self.tcp.call(server).await?), forwards: false });
        };
        let forwards = forwards(&proxy, &server);
        let stream = match proxy.uri().scheme_str() {
            _ if forwards => self.to_proxy.call(proxy.uri().clone()).await?,
            Some("http" | "https") => self.tunnel(&proxy, server).await?,
            _ => MaybeHttpsStream::Http(self.socks(&proxy, server).await?),
        };
        Ok(Plain { stream, forwards })
    }

    async fn tunnel(self, proxy: &Intercept, server: Uri) -> Result<MaybeHttpsStream<TokioIo<TcpStream>>, BoxError> {
        let tunnel = Tunnel::new(proxy.uri().clone(), self.to_proxy);
        let mut tunnel = match proxy.basic_auth() {
            Some(password) => tunnel.with_auth(password.clone()),
            None => tunnel,
        };
        Ok(tunnel.call(server).await?)
    }

    async fn socks(self, proxy: &Intercept, server: Uri) -> Result<TokioIo<TcpStream>, BoxError> {
        let scheme = proxy.uri().scheme_str().unwrap_or_default();
        let address = with_port(proxy.uri(), 1080)?;
        let server = with_port(&server, if server.scheme_str() == Some("http") { 80 } else { 443 })?;
        // The `h` and `a` variants let the proxy resolve the name.
        let server = if matches!(scheme, "socks4" | "socks5") { resolved(server).await? } else { server };
        if scheme.starts_with("socks4") {
            return Ok(SocksV4::new(address, self.tcp).call(server).await?);
        }
        let socks = SocksV5::new(address, self.tcp);
        let mut socks = match proxy.raw_auth() {
            Some((user, password)) => socks.with_auth(user.to_owned(), password.to_owned()),
            None => socks,
        };
        Ok(socks.call(server).await?)
    }
}

impl Service<Uri> for Route {
    type Response = Plain;
    type Error = BoxError;
    type Future = Connecting<Plain>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, server: Uri) -> Self::Future {
        Box::pin(self.clone().connect(server))
    }
}

fn intercepted(proxies: Option<&Matcher>, server: &Uri) -> Option<Intercept> {
    proxies?.intercept(server)
}

/// Returns whether the proxy reads and forwards the requests, instead of carrying bytes.
fn forwards(proxy: &Intercept, server: &Uri) -> bool {
    server.scheme_str() == Some("http") && matches!(proxy.uri().scheme_str(), Some("http" | "https"))
}

/// Adds a standard port to an address without a port.
fn with_port(address: &Uri, standard: u16) -> Result<Uri, http::Error> {
    at(address.host().unwrap_or_default(), address.port_u16().unwrap_or(standard))
}

fn at(host: impl fmt::Display, port: u16) -> Result<Uri, http::Error> {
    Uri::builder().scheme("http").authority(format!("{host}:{port}")).path_and_query("/").build()
}

/// Replaces the name of a host by an IPv4 address, if it has one. Otherwise the proxy gets the name.
async fn resolved(server: Uri) -> Result<Uri, BoxError> {
    let (host, port) = (server.host().unwrap_or_default(), server.port_u16().unwrap_or_default());
    let addresses = tokio::net::lookup_host((host, port)).await?;
    let address = addresses.map(|address| address.ip()).find(IpAddr::is_ipv4);
    Ok(address.map(|address| at(address, port)).transpose()?.unwrap_or(server))
}
