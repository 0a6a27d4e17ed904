//! Serves a cloud on a socket.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use codegen_model::Model;
use tencentcloud_runtime::Credentials;
use tokio::net::TcpListener;

use crate::cloud::Cloud;
use crate::options::Options;
use crate::transport::running::RunningServer;

/// A running server. Dropping it stops the server. It dereferences to its [`Cloud`].
pub struct Server {
    cloud: Arc<Cloud>,
    running: RunningServer,
}

impl Server {
    /// Starts a server that accepts these keys and has the services of `model`.
    ///
    /// # Errors
    ///
    /// Returns an error if the server cannot listen on the address.
    pub async fn start(
        model: Model,
        credentials: impl IntoIterator<Item = Credentials>,
        options: Options,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(options.address).await?;
        Self::over(listener, Arc::new(Cloud::new(model, credentials, options)))
    }

    /// Starts a server for an existing cloud.
    ///
    /// # Errors
    ///
    /// Returns an error if the listener has no local address.
    pub fn over(listener: TcpListener, cloud: Arc<Cloud>) -> io::Result<Self> {
        let running = RunningServer::start(listener, Arc::clone(&cloud))?;
        Ok(Self { cloud, running })
    }

    /// Returns the address that the server listens on.
    pub fn addr(&self) -> SocketAddr {
        self.running.address()
    }

    /// Stops accepting connections, and waits a few seconds for requests in progress.
    pub async fn stop(self) {
        self.running.stop().await;
    }
}

impl Deref for Server {
    type Target = Cloud;

    fn deref(&self) -> &Cloud {
        &self.cloud
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.addr()).finish_non_exhaustive()
    }
}
