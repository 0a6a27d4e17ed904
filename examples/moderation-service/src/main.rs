//! The program: reads the settings, opens the store, serves until it is asked to stop.

use anyhow::Context;
use clap::Parser;
use moderation_service::{Moderator, Service, Settings, Store, serve, stop_signal};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
    let settings = Settings::parse();
    let client = settings.client().context("the client cannot be built")?;
    let store = Store::open(&settings.database)
        .with_context(|| format!("the database `{}` cannot be opened", settings.database.display()))?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .with_context(|| format!("the address {} is not available", settings.listen))?;
    tracing::info!(address = %listener.local_addr()?, "listening");
    let service = Service::new(Moderator::new(client, settings.biz_type), store);
    serve(listener, service, stop_signal()?).await.context("the server failed")
}
