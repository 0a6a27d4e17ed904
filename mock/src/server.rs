//! A running server.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use codegen::model::Model;
use tencentcloud_runtime::Credentials;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::NoSuchExample;
use crate::cloud::{Clock, Cloud, Watch};
use crate::listen;
use crate::log::Seen;
use crate::verify::Keys;

/// How the server runs.
#[must_use]
pub struct Options {
    address: SocketAddr,
    clock: Clock,
    watch: Option<Watch>,
}

impl Options {
    /// The address to listen on; a free port of 127.0.0.1 if not set.
    pub fn address(self, address: SocketAddr) -> Self {
        Self { address, ..self }
    }

    /// Reads the time, in Unix seconds, from here rather than from the system.
    pub fn clock(self, now: impl Fn() -> i64 + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(now), ..self }
    }

    /// Is told of every request when it is answered.
    pub fn watch(self, watch: impl Fn(&Seen) + Send + Sync + 'static) -> Self {
        Self { watch: Some(Box::new(watch)), ..self }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self { address: (Ipv4Addr::LOCALHOST, 0).into(), clock: Box::new(unix_seconds), watch: None }
    }
}

fn unix_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

/// A running server. Dropping it ends it.
pub struct Server {
    cloud: Arc<Cloud>,
    address: SocketAddr,
    /// Dropped or used, it tells the server to stop.
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl Server {
    /// Starts a server that knows these keys and answers for the services of `model`.
    ///
    /// # Errors
    ///
    /// Fails where the address is taken or cannot be listened on.
    pub async fn start(
        model: Model,
        credentials: impl IntoIterator<Item = Credentials>,
        options: Options,
    ) -> io::Result<Self> {
        let Options { address, clock, watch } = options;
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let cloud = Arc::new(Cloud::new(model, Keys::new(credentials), clock, watch));
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(listen::serve(listener, Arc::clone(&cloud), stopped));
        Ok(Self { cloud, address, stop, serving })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The requests so far, in the order in which they were answered. The latest 10,000 are kept.
    pub fn seen(&self) -> Vec<Seen> {
        self.cloud.log.all()
    }

    /// From now on answers an operation with the example of this title, whatever the request says.
    ///
    /// # Errors
    ///
    /// Fails where the schemas have no such example of the operation.
    pub fn answer_with(&self, operation: &str, title: &str) -> Result<(), NoSuchExample> {
        self.cloud.choice.set(&self.cloud.model, operation, title)
    }

    /// Takes no more connections, and waits a few seconds for requests that are under way.
    pub async fn stop(self) {
        drop(self.stop);
        // It ends early only when the runtime does.
        let _ = self.serving.await;
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}
