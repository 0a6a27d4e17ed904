//! A server that plays the cloud, until Ctrl-C.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen::model::Model;
use mock::{Credentials, Options, Server};

use crate::{Input, commands};

/// The one key that the server knows. It opens nothing else, so it may be read by anyone.
const SECRET_ID: &str = "AKIDMOCK";
const SECRET_KEY: &str = "not-a-secret";

/// How to serve.
#[derive(Args)]
pub struct Mock {
    #[command(flatten)]
    input: Input,
    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    addr: SocketAddr,
}

/// Serves until Ctrl-C.
pub fn run(arguments: &Mock) -> Result<ExitCode> {
    let loaded = codegen::load(&arguments.input.schemas, &[]);
    let Some(model) = commands::model_or_findings(&loaded) else { return Ok(ExitCode::from(commands::FINDINGS)) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(serve(model.clone(), arguments.addr))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(model: Model, address: SocketAddr) -> Result<()> {
    let options = Options::default().address(address).watch(|seen| println!("{seen}"));
    let started = Server::start(model, [Credentials::new(SECRET_ID, SECRET_KEY)], options).await;
    let server = started.with_context(|| format!("cannot listen on {address}"))?;
    println!("http://{}", server.addr());
    println!("The key is {SECRET_ID}, {SECRET_KEY}; ClientBuilder::connect_to takes the address. Ctrl-C ends it.");
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    Ok(())
}
