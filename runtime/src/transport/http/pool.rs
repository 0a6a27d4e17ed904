//! Connections, kept for each runtime: a connection belongs to the runtime that opened it, and waits for ever in another
//! if that runtime is not running.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use http::HeaderMap;
use http::header::PROXY_AUTHORIZATION;
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::runtime::{Handle, Id};

use super::super::body::Outgoing;
use super::super::error::{TransportError, TransportErrorKind};
use super::connect::Connector;

/// A client with the connections of one runtime.
pub(super) type HttpClient = Client<Connector, Outgoing>;

/// The number of runtimes whose connections are kept.
const MAX_RUNTIMES: usize = 16;

pub(super) struct Pools {
    /// Connects through proxies.
    pub(super) proxied: Connector,
    /// Connects without proxies.
    pub(super) direct: Connector,
    pub(super) idle_timeout: Duration,
    pub(super) idle_connections: usize,
    /// The clients of each runtime, the latest last. The first of a pair uses proxies.
    pub(super) clients: Mutex<Vec<(Id, [HttpClient; 2])>>,
}

impl Pools {
    /// Returns the client of the current runtime.
    pub(super) fn client(&self, is_direct: bool) -> Result<HttpClient, TransportError> {
        let runtime = Handle::try_current().map_err(|error| TransportError::new(TransportErrorKind::Connect, error))?;
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = match clients.iter().find(|(id, _)| *id == runtime.id()) {
            Some((_, pair)) => pair.clone(),
            None => {
                let pair = [self.connect_with(&self.proxied), self.connect_with(&self.direct)];
                if clients.len() == MAX_RUNTIMES {
                    clients.remove(0);
                }
                clients.push((runtime.id(), pair.clone()));
                pair
            }
        };
        let [proxied, direct] = pair;
        Ok(if is_direct { direct } else { proxied })
    }

    fn connect_with(&self, connector: &Connector) -> HttpClient {
        legacy::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(self.idle_timeout)
            .pool_max_idle_per_host(self.idle_connections)
            .build(connector.clone())
    }

    /// Adds the password for a proxy that forwards the request as it is, which `http://` requests are.
    pub(super) fn authorize<B>(&self, request: &mut http::Request<B>) {
        if let Some(value) = self.proxied.forwarding_password(request.uri()) {
            let headers: &mut HeaderMap = request.headers_mut();
            headers.insert(PROXY_AUTHORIZATION, value);
        }
    }
}
