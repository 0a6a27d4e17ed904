//! A running server.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;

use codegen_model::Model;
use tencentcloud_runtime::Credentials;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::cloud::Cloud;
use crate::listen;
use crate::options::Options;

/// A running server. Dropping it ends it. What can be asked of the [`Cloud`] behind it can be asked of it.
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
        let listener = TcpListener::bind(options.address).await?;
        Self::over(listener, Arc::new(Cloud::new(model, credentials, options)))
    }

    /// Starts a server of a cloud that is there already.
    ///
    /// # Errors
    ///
    /// Fails where the listener has no address.
    pub fn over(listener: TcpListener, cloud: Arc<Cloud>) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let serving = tokio::spawn(listen::serve(listener, Arc::clone(&cloud), stopped));
        Ok(Self { cloud, address, stop, serving })
    }

    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, and waits a few seconds for requests that are under way.
    pub async fn stop(self) {
        drop(self.stop);
        // It ends early only when the runtime does.
        let _ = self.serving.await;
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
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}
