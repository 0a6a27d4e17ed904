//! `cargo xtask conformance`: compares the mock and the client with the official SDKs. The unmodified SDKs send the
//! examples of the schemas to the mock. It must accept their signatures and send responses that they can decode, and
//! our client must send the same requests.

mod compare;
mod driver;
mod exchanges;
mod install;
mod known;
mod methods;
mod plan;
mod proxy;
mod report;
mod response;
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
use tokio::runtime::Builder;
use tokio::task::LocalSet;

use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

use driver::{Driver, Sdk};
use install::Installed;
use proxy::Proxy;
use report::Results;
use session::{Session, Tables};

const SECRET_KEY: &str = "not-a-secret";

/// Variables that would redirect the requests to another proxy.
const PROXY_VARIABLES: [&str; 8] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

#[derive(Args)]
pub struct Conformance {
    #[command(flatten)]
    input: Schemas,
    /// Pass the recorded exchanges of another client through the generated types instead of running the SDKs
    #[arg(long, value_name = "FILE", conflicts_with = "schemas")]
    exchanges: Option<PathBuf>,
    /// The output format with --exchanges
    #[arg(long, value_enum, requires = "exchanges")]
    format: Option<exchanges::Format>,
}

/// Runs every SDK, and prints the results.
pub fn run(arguments: &Conformance) -> Result<ExitCode> {
    if let Some(file) = &arguments.exchanges {
        return exchanges::run(file, arguments.format.unwrap_or_default());
    }
    findings::with_model(&arguments.input.schemas, |model| {
        let installed = install::install()?;
        let ours = install::build_ours()?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let conforms = LocalSet::new().block_on(&runtime, compare_all(model, &installed, &ours))?;
        Ok(ExitCode::from(if conforms { 0 } else { findings::EXIT_CODE }))
    })
}

async fn compare_all(model: &Model, installed: &Installed, ours: &Path) -> Result<bool> {
    let server = Server::start(model.clone(), keys(), Options::default()).await?;
    let proxy = Proxy::start(server.addr()).await?;
    let (calls, mut skipped) = plan::calls(model);
    let tables = Tables::read()?;
    let unused = tables.methods.unused(&calls);
    if !unused.is_empty() {
        skipped.push(format!("{} entries of ci-methods.json have no operation in the schemas", unused.len()));
    }
    let mut all: [(Option<Sdk>, Results); 4] = Default::default();
    for key in keys() {
        let settings = settings(&proxy, &key);
        let mut ours = Driver::start(Command::new(ours), &settings).await?;
        for ((program, actions), (name, results)) in programs(installed).into_iter().zip(&mut all) {
            let mut sdk = Driver::start(program, &settings).await?;
            let mut session = Session::new(&server, &proxy, &tables, &mut sdk, &mut ours, results);
            for call in calls.iter().filter(|call| call.is_action() == actions) {
                session.call(call).await?;
            }
            session.check_tampering().await?;
            *name = Some(sdk.sdk.clone());
        }
    }
    let all: Vec<_> = all.into_iter().filter_map(|(sdk, results)| Some((sdk?, results))).collect();
    report::print(&all, &tables.known, &skipped);
    server.stop().await;
    Ok(all.iter().all(|(_, results)| results.problems.is_empty()))
}

/// Returns a permanent key and a temporary one, whose token is sent with the signature.
fn keys() -> [Credentials; 2] {
    let temporary = Credentials::new("AKIDTEMPORARY", SECRET_KEY).with_token("token/of+a=role");
    [Credentials::new("AKIDEXAMPLE", SECRET_KEY), temporary]
}

fn settings(proxy: &Proxy, key: &Credentials) -> Value {
    json!({
        "proxy": proxy.address.to_string(), "id": key.secret_id(), "key": key.secret_key(), "token": key.token(),
        "region": "ap-guangzhou", "bucket": "examplebucket-1250000000", "bucket_region": "ap-chengdu",
    })
}

/// Returns the drivers, and whether they are for API 3.0.
fn programs(installed: &Installed) -> [(Command, bool); 4] {
    let folder = install::drivers();
    let python = |file: &str| (Command::new(&installed.python), folder.join("python").join(file));
    let node = |file: &str| (Command::new("node"), folder.join("node").join(file));
    let drivers =
        [(python("api3.py"), true), (node("api3.js"), true), (python("cos.py"), false), (node("cos.js"), false)];
    drivers.map(|((mut command, file), actions)| {
        command.arg(file).env("NODE_PATH", &installed.node_modules).env("PYTHONDONTWRITEBYTECODE", "1");
        PROXY_VARIABLES.iter().for_each(|name| {
            command.env_remove(name);
        });
        (command, actions)
    })
}
