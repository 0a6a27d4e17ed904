//! Serves until asked to stop, and finishes what is in progress.

use std::io;

use tokio::net::TcpListener;

use crate::Service;

/// Serves connections until `stop` is ready, then waits for the requests and moderations in progress.
///
/// # Errors
///
/// Fails if the listener does.
pub async fn serve(
    listener: TcpListener,
    service: Service,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    axum::serve(listener, service.router()).with_graceful_shutdown(stop).await?;
    service.finish().await;
    tracing::info!("stopped");
    Ok(())
}

/// Returns a future that is ready at Ctrl-C or, on Unix, at SIGTERM, which is how service managers stop a process.
///
/// # Errors
///
/// Fails if the signal handlers cannot be installed.
pub fn stop_signal() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    #[cfg(windows)]
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(windows)]
        interrupt.recv().await;
        tracing::info!("stopping");
    })
}
