//! The official SDKs as judges: unmodified, they send the examples of the schemas to the mock, which must accept what
//! they sign and answer what they can read; and our client must send what they send.

mod answered;
mod compare;
mod driver;
mod exchanges;
mod install;
mod known;
mod methods;
mod plan;
mod relay;
mod report;
mod session;
mod tamper;
mod tree;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_model::Model;
use mock::{Credentials, Options, Server};
use serde_json::{Value, json};
use tokio::process::Command;
use tokio::task::LocalSet;

use crate::{Input, commands};
use driver::{Driver, Sdk};
use install::Installed;
use relay::Relay;
use report::Findings;
use session::{Judges, Session};

const SECRET_KEY: &str = "not-a-secret";

/// A proxy that is set where this runs would take the requests away.
const PROXIES: [&str; 8] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/// What to send.
#[derive(Args)]
pub struct Conformance {
    #[command(flatten)]
    input: Input,
    /// Run no SDK: take what a peer client was recorded to send and to be answered through the generated types and back
    #[arg(long, value_name = "FILE", conflicts_with = "schemas")]
    exchanges: Option<PathBuf>,
    /// How to print what became of the exchanges
    #[arg(long, value_enum, requires = "exchanges")]
    format: Option<exchanges::Format>,
}

/// Runs every SDK, and prints what was found.
pub fn run(arguments: &Conformance) -> Result<ExitCode> {
    if let Some(file) = &arguments.exchanges {
        return exchanges::run(file, arguments.format.unwrap_or_default());
    }
    let loaded = codegen_model::load(&arguments.input.schemas, &[]);
    let Some(model) = commands::model_or_findings(&loaded) else { return Ok(ExitCode::from(commands::FINDINGS)) };
    let installed = install::install()?;
    let ours = install::build_ours()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let clean = LocalSet::new().block_on(&runtime, judge(model, &installed, &ours))?;
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::from(commands::FINDINGS) })
}

async fn judge(model: &Model, installed: &Installed, ours: &Path) -> Result<bool> {
    let server = Server::start(model.clone(), keys(), Options::default()).await?;
    let relay = Relay::start(server.addr()).await?;
    let (calls, mut left_out) = plan::calls(model);
    let judges = Judges::read()?;
    let unknown = judges.methods.unknown(&calls);
    if !unknown.is_empty() {
        left_out.push(format!("{} entries of ci-methods.json have no operation in the schemas yet", unknown.len()));
    }
    let mut all: [(Option<Sdk>, Findings); 4] = Default::default();
    for key in keys() {
        let settings = settings(&relay, &key);
        let mut ours = Driver::start(Command::new(ours), &settings).await?;
        for ((program, actions), (name, findings)) in programs(installed).into_iter().zip(&mut all) {
            let mut sdk = Driver::start(program, &settings).await?;
            let mut session = Session::new(&server, &relay, &judges, &mut sdk, &mut ours, findings);
            for call in calls.iter().filter(|call| call.is_action() == actions) {
                session.call(call).await?;
            }
            session.end().await?;
            *name = Some(sdk.sdk.clone());
        }
    }
    let all: Vec<_> = all.into_iter().filter_map(|(sdk, findings)| Some((sdk?, findings))).collect();
    report::print(&all, &judges.known, &left_out);
    server.stop().await;
    Ok(all.iter().all(|(_, findings)| findings.problems.is_empty()))
}

/// A permanent key, and a temporary one, whose token travels beside the signature.
fn keys() -> [Credentials; 2] {
    let temporary = Credentials::new("AKIDTEMPORARY", SECRET_KEY).with_token("token/of+a=role");
    [Credentials::new("AKIDEXAMPLE", SECRET_KEY), temporary]
}

fn settings(relay: &Relay, key: &Credentials) -> Value {
    json!({
        "proxy": relay.address.to_string(), "id": key.secret_id(), "key": key.secret_key(), "token": key.token(),
        "region": "ap-guangzhou", "bucket": "examplebucket-1250000000", "bucket_region": "ap-chengdu",
    })
}

/// The drivers, and whether they are for API 3.0.
fn programs(installed: &Installed) -> [(Command, bool); 4] {
    let folder = install::drivers();
    let python = |file: &str| (Command::new(&installed.python), folder.join("python").join(file));
    let node = |file: &str| (Command::new("node"), folder.join("node").join(file));
    let drivers =
        [(python("api3.py"), true), (node("api3.js"), true), (python("cos.py"), false), (node("cos.js"), false)];
    drivers.map(|((mut command, file), actions)| {
        command.arg(file).env("NODE_PATH", &installed.node_modules).env("PYTHONDONTWRITEBYTECODE", "1");
        PROXIES.iter().for_each(|name| {
            command.env_remove(name);
        });
        (command, actions)
    })
}
