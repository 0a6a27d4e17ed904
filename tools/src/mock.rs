//! `mock`: runs a mock server until Ctrl-C.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen_model::Model;
use mock::{Credentials, FAULT_FORMAT, Mode, Options, Recorder, Recording, Server, Upstream};
use tokio::runtime::Builder;
use tokio::signal::ctrl_c;

use crate::arguments::Schemas;
use crate::findings;

/// The only key that the server accepts, unless it records. It is not a secret.
const SECRET_ID: &str = "AKIDMOCK";
const SECRET_KEY: &str = "not-a-secret";

/// How to serve.
#[derive(Args)]
#[command(after_help = FAULT_FORMAT)]
pub struct Mock {
    /// The schemas.
    #[command(flatten)]
    pub input: Schemas,
    /// The address to listen on; port 0 chooses a free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    addr: SocketAddr,
    /// How to treat wrong signatures: strict refuses the request, warn logs them, off does not verify
    #[arg(long, value_name = "MODE", value_parser = mode, default_value = "strict")]
    signature: Mode,
    /// How to treat requests that do not match the schema: strict, warn, off
    #[arg(long, value_name = "MODE", value_parser = mode, default_value = "strict")]
    validate: Mode,
    /// The seed of generated values and job ids
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
    /// Refuse queries of jobs that were not submitted
    #[arg(long)]
    strict_jobs: bool,
    /// Forward requests to a real endpoint, and record the exchanges in this folder, without secrets. Clients sign with a
    /// key that is printed once and is new in each run
    #[arg(long, value_name = "DIR", requires = "upstream", conflicts_with = "replay")]
    record: Option<PathBuf>,
    /// The real endpoint: `cloud`, or an address for all hosts; its key is read from TENCENTCLOUD_SECRET_ID and
    /// TENCENTCLOUD_SECRET_KEY
    #[arg(long, value_name = "URL", requires = "record")]
    upstream: Option<String>,
    /// Also forward operations that may change something or generate an image
    #[arg(long, requires = "record")]
    allow_writes: bool,
    /// Answer with the recordings in this folder, if one matches
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
            Some(folder) => options.replay(Recording::read(folder).context("cannot read the recordings")?),
            None => options,
        })
    }
}

/// Serves until Ctrl-C.
pub fn run(arguments: &Mock) -> Result<ExitCode> {
    findings::with_model(&arguments.input.schemas, |model| run_with(model, arguments))
}

/// Serves this Model, whatever the arguments say about schemas.
pub fn run_with(model: &Model, arguments: &Mock) -> Result<ExitCode> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    match (&arguments.record, &arguments.upstream) {
        (Some(folder), Some(upstream)) => runtime.block_on(record(model.clone(), arguments, folder, upstream))?,
        _ => runtime.block_on(serve(model.clone(), arguments))?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn serve(model: Model, arguments: &Mock) -> Result<()> {
    let started = Server::start(model, [key()], arguments.options()?).await;
    let server = started.with_context(|| format!("cannot listen on {}", arguments.addr))?;
    print_address(server.addr(), &key());
    println!("Control: /__mock/ready, /__mock/requests, /__mock/faults (see `--help`)");
    println!("Without a Host header: /__host/HOST/");
    ctrl_c().await?;
    server.stop().await;
    Ok(())
}

async fn record(model: Model, arguments: &Mock, folder: &Path, upstream: &str) -> Result<()> {
    let real = Credentials::from_env().context("missing key of the real endpoint")?;
    let upstream = Upstream::connect(upstream, real)?;
    let upstream = if arguments.allow_writes { upstream.allow_writes() } else { upstream };
    let started = Recorder::start(model, upstream, folder, arguments.options()?).await;
    let recorder = started.with_context(|| format!("cannot record into {}", folder.display()))?;
    print_address(recorder.addr(), recorder.key());
    println!(
        "Forwarded are {}.",
        if arguments.allow_writes { "reads and writes" } else { "reads; see --allow-writes" }
    );
    ctrl_c().await?;
    recorder.stop().await;
    Ok(())
}

fn key() -> Credentials {
    Credentials::new(SECRET_ID, SECRET_KEY)
}

fn print_address(address: SocketAddr, key: &Credentials) {
    println!("http://{address}");
    println!("To call it with Client::from_env:");
    println!(
        "export TENCENTCLOUD_SECRET_ID={} TENCENTCLOUD_SECRET_KEY={} TENCENTCLOUD_ENDPOINT=http://{address}",
        key.secret_id(),
        key.secret_key(),
    );
    println!("Ctrl-C stops the server.");
}
