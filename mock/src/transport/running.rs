//! A server that runs as a task.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::listen::{self, Handler};

/// A server that runs as a task. Dropping it stops the server.
pub(crate) struct RunningServer {
    address: SocketAddr,
    /// Stops the server when dropped.
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl RunningServer {
    pub(crate) fn start(listener: TcpListener, handler: Arc<impl Handler>) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(listen::serve(listener, handler, stopped));
        Ok(Self { address, stop, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops accepting connections, and waits a few seconds for requests in progress.
    pub(crate) async fn stop(self) {
        drop(self.stop);
        // The task fails only if the runtime shuts down.
        let _ = self.task.await;
    }
}
