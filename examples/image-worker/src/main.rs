//! The program: reads the settings, then works off orders until it is asked to stop.

use std::convert::Infallible;
use std::io;

use anyhow::Context;
use clap::Parser;
use image_worker::{Settings, Worker};
use tencentcloud_image::runtime::transport::ReqwestTransport;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).init();
    let settings = Settings::parse();
    let client = settings.client().context("the client cannot be built")?;
    let downloads = ReqwestTransport::new().context("the transport cannot be set up")?;
    let worker = Worker::new(client, downloads, settings.options).context("the orders cannot be opened")?;
    let stop = CancellationToken::new();
    tokio::select! {
        // Polled first, so that Ctrl-C is handled before anything is submitted.
        biased;
        Err(error) = stop_at_interrupt(&stop) => Err(error).context("Ctrl-C cannot be handled"),
        result = worker.run(&stop) => result.context("the worker stopped"),
    }
}

async fn stop_at_interrupt(stop: &CancellationToken) -> io::Result<Infallible> {
    tokio::signal::ctrl_c().await?;
    tracing::info!("stopping; a job in progress is resumed at the next start");
    stop.cancel();
    std::future::pending().await
}
