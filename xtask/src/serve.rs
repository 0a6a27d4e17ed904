//! A server that plays the cloud, until Ctrl-C.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen_model::Model;
use mock::{Credentials, Mode, Options, Recorder, Recording, Server, Upstream};

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
    /// What to do about wrong signatures: strict refuses, warn only says so, off does not look
    #[arg(long, value_name = "MODE", value_parser = mode, default_value = "strict")]
    signature: Mode,
    /// What to do about requests that do not fit the schema: strict, warn, off
    #[arg(long, value_name = "MODE", value_parser = mode, default_value = "strict")]
    validate: Mode,
    /// What made values and the ids of jobs are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// Refuse queries of jobs that were never submitted
    #[arg(long)]
    strict_jobs: bool,
    /// Send requests on to a real endpoint, and keep what is said in this folder, without its secrets
    #[arg(long, value_name = "DIR", requires = "upstream", conflicts_with = "replay")]
    record: Option<PathBuf>,
    /// The real endpoint: `cloud`, or an address for all hosts; its key is read from TENCENTCLOUD_SECRET_ID and the like
    #[arg(long, value_name = "URL", requires = "record")]
    upstream: Option<String>,
    /// Answer from what was recorded in this folder first
    #[arg(long, value_name = "DIR")]
    replay: Option<PathBuf>,
}

fn mode(name: &str) -> Result<Mode, String> {
    let known = || Mode::NAMES.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Mode::parse(name).ok_or_else(|| format!("one of: {}", known()))
}

impl Mock {
    fn options(&self) -> Result<Options> {
        let options = Options::default().address(self.addr).signature(self.signature).validate(self.validate);
        let options = options.seed(self.seed).strict_jobs(self.strict_jobs).watch(|seen| println!("{seen}"));
        Ok(match &self.replay {
            Some(folder) => options.replay(Recording::read(folder).context("the recordings cannot be read")?),
            None => options,
        })
    }
}

/// Serves until Ctrl-C.
pub fn run(arguments: &Mock) -> Result<ExitCode> {
    let loaded = codegen_model::load(&arguments.input.schemas, &[]);
    let Some(model) = commands::model_or_findings(&loaded) else { return Ok(ExitCode::from(commands::FINDINGS)) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match (&arguments.record, &arguments.upstream) {
        (Some(folder), Some(upstream)) => runtime.block_on(record(model.clone(), arguments, folder, upstream))?,
        _ => runtime.block_on(serve(model.clone(), arguments))?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve(model: Model, arguments: &Mock) -> Result<()> {
    let started = Server::start(model, [key()], arguments.options()?).await;
    let server = started.with_context(|| format!("cannot listen on {}", arguments.addr))?;
    greet(server.addr());
    println!(
        "Below /__mock/ are ready, requests and faults; /__host/HOST/ is for tools that cannot set a Host header."
    );
    tokio::signal::ctrl_c().await?;
    server.stop().await;
    Ok(())
}

async fn record(model: Model, arguments: &Mock, folder: &Path, upstream: &str) -> Result<()> {
    let real = Credentials::from_env().context("the key of the real endpoint is missing")?;
    let upstream = Upstream::connect(upstream, real)?;
    let started = Recorder::start(model, [key()], upstream, folder, arguments.options()?).await;
    let recorder = started.with_context(|| format!("cannot record into {}", folder.display()))?;
    greet(recorder.addr());
    tokio::signal::ctrl_c().await?;
    recorder.stop().await;
    Ok(())
}

fn key() -> Credentials {
    Credentials::new(SECRET_ID, SECRET_KEY)
}

fn greet(address: SocketAddr) {
    println!("http://{address}");
    println!("The key is {SECRET_ID}, {SECRET_KEY}; ClientBuilder::connect_to takes the address. Ctrl-C ends it.");
}
