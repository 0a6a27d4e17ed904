//! The settings of the default transport.

use std::fmt;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::proxy::matcher::Matcher;

use super::super::proxy;
use super::HttpTransport;
use super::connect::Connector;
use super::pool::Pools;
use super::tls::{self, Base};
use crate::Error;

/// Servers and gateways close idle connections after 20 seconds or more. A request on a connection that is just being
/// closed may be lost, so idle connections are closed earlier here.
const IDLE_TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TCP_KEEPALIVE: Duration = Duration::from_secs(15);

/// Configures and builds an [`HttpTransport`]. Requires the feature `transport`.
#[must_use = "a builder does nothing until `build` is called"]
pub struct HttpTransportBuilder {
    base: Base,
    added: Vec<Vec<u8>>,
    proxies: Proxies,
    connect_timeout: Duration,
    idle_timeout: Duration,
    idle_connections: usize,
    tcp_keepalive: Option<Duration>,
    local_address: Option<IpAddr>,
}

/// Which proxies are used.
enum Proxies {
    /// Those of the environment and the system.
    Configured,
    None,
    /// One for every host.
    One(String),
}

impl Default for HttpTransportBuilder {
    fn default() -> Self {
        Self {
            base: Base::default(),
            added: Vec::new(),
            proxies: Proxies::Configured,
            connect_timeout: CONNECT_TIMEOUT,
            idle_timeout: IDLE_TIMEOUT,
            idle_connections: usize::MAX,
            tcp_keepalive: Some(TCP_KEEPALIVE),
            local_address: None,
        }
    }
}

impl HttpTransportBuilder {
    /// Trusts the certificates in `pem`, besides those of the system: a private authority, or one self-signed server.
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.added.push(pem.into());
        self
    }

    /// Trusts only the certificates that are added with [`root_certificates`](Self::root_certificates). A build without
    /// any can connect to `http://` addresses only.
    pub fn without_system_roots(mut self) -> Self {
        self.base = Base::Nothing;
        self
    }

    /// Trusts Mozilla's certificates, which are compiled in, instead of those of the system: for containers without
    /// certificates. They are as old as the version of `webpki-roots` that is built. Requires the feature `webpki-roots`.
    #[cfg(feature = "webpki-roots")]
    #[cfg_attr(docsrs, doc(cfg(feature = "webpki-roots")))]
    pub fn bundled_roots(mut self) -> Self {
        self.base = Base::Bundled;
        self
    }

    /// Connects through this proxy to every host, whatever the environment says:
    /// `http://user:password@proxy.example:3128`. The scheme can be `http`, `https`, `socks5`, `socks5h` (the proxy
    /// resolves names), `socks4` or `socks4a`. Escape special characters of the password as in a URL.
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.proxies = Proxies::One(address.into());
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxies = Proxies::None;
        self
    }

    /// Sets the timeout for connecting, including proxies and TLS. Default: ten seconds. With zero, connecting fails
    /// unless it succeeds at once.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long an idle connection is kept. Default: 15 seconds, which is less than servers keep it. A longer time
    /// risks requests on a connection that the server is closing.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// Sets how many idle connections are kept for each host. Default: no limit. The number of connections in use is
    /// limited by [`concurrency`](crate::ClientBuilder::concurrency).
    pub fn idle_connections_per_host(mut self, connections: usize) -> Self {
        self.idle_connections = connections;
        self
    }

    /// Sets after how long without data the system checks whether the peer is there. `None` turns it off. Default:
    /// 15 seconds.
    pub fn tcp_keepalive(mut self, interval: Option<Duration>) -> Self {
        self.tcp_keepalive = interval;
        self
    }

    /// Connects from this address of the machine.
    pub fn local_address(mut self, address: IpAddr) -> Self {
        self.local_address = Some(address);
        self
    }

    /// Builds the transport.
    ///
    /// # Errors
    ///
    /// Fails if a root certificate cannot be read, if the system has no trusted certificates and none are added, or if
    /// the proxy, or a variable such as `HTTPS_PROXY`, does not name a proxy that can be used.
    pub fn build(self) -> Result<HttpTransport, Error> {
        let proxies = self.proxies.matcher()?.map(Arc::new);
        let tls = Arc::new(tls::config(self.base, &self.added)?);
        let connector = |proxies| Connector::new(self.tcp(), Arc::clone(&tls), proxies, self.connect_timeout);
        Ok(HttpTransport(Arc::new(Pools {
            proxied: connector(proxies),
            direct: connector(None),
            idle_timeout: self.idle_timeout,
            idle_connections: self.idle_connections,
            clients: Mutex::default(),
        })))
    }

    fn tcp(&self) -> HttpConnector {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(self.tcp_keepalive);
        tcp.set_local_address(self.local_address);
        tcp
    }
}

impl Proxies {
    fn matcher(&self) -> Result<Option<Matcher>, Error> {
        match self {
            Self::None => Ok(None),
            Self::Configured => {
                proxy::check_variables(|name| std::env::var(name).ok())?;
                Ok(Some(Matcher::from_system()))
            }
            Self::One(address) => {
                proxy::check(address)?;
                Ok(Some(Matcher::builder().all(address.as_str()).build()))
            }
        }
    }
}

/// Prints no proxy: its address can have a password.
impl fmt::Debug for HttpTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("tcp_keepalive", &self.tcp_keepalive)
            .field("local_address", &self.local_address)
            .finish_non_exhaustive()
    }
}
