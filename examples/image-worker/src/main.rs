//! The program: reads the settings, then processes orders until it is asked to stop.

use std::io;

use anyhow::Context;
use clap::Parser;
use image_worker::{Settings, Worker};
use tencentcloud_image::runtime::transport::HttpTransport;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let settings = Settings::parse();
    let client = settings.client().context("the client cannot be built")?;
    let downloads = HttpTransport::new().context("the transport cannot be set up")?;
    let worker = Worker::new(client, downloads, settings.options).context("the orders cannot be opened")?;
    let stop = CancellationToken::new();
    stop_at_signal(&stop).context("signals cannot be handled")?;
    worker.run(&stop).await.context("the worker stopped")
}

/// Stops the worker at Ctrl-C or, on Unix, at SIGTERM, which is how service managers stop a process.
fn stop_at_signal(stop: &CancellationToken) -> io::Result<()> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    #[cfg(windows)]
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    let stop = stop.clone();
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        #[cfg(windows)]
        interrupt.recv().await;
        tracing::info!("stopping; a job in progress is resumed at the next start");
        stop.cancel();
    });
    Ok(())
}
