//! `policy`: prints the least-privilege policy of operations.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow, bail};
use clap::Args;
use codegen_diff::scan;
use codegen_model::Model;
use codegen_model::views::policy::{self, Scope};

use crate::arguments::Schemas;
use crate::{applications, findings};

/// The operations, and what to restrict them to.
#[derive(Args)]
pub struct Policy {
    /// The schemas.
    #[command(flatten)]
    pub input: Schemas,
    /// The operations, such as ims:ImageModeration
    #[arg(value_name = "OPERATION", required_unless_present = "scan")]
    operations: Vec<String>,
    /// Include the operations that the Rust application in this folder uses
    #[arg(long, value_name = "DIR")]
    scan: Vec<PathBuf>,
    /// Restrict operations on buckets to this bucket, such as examplebucket-1250000000
    #[arg(long, value_parser = bucket)]
    bucket: Option<String>,
    /// Restrict regional operations to this region, such as ap-chengdu
    #[arg(long, value_parser = region)]
    region: Option<String>,
}

fn bucket(text: &str) -> Result<String, String> {
    let bucket = policy::is_bucket(text).then(|| text.to_owned());
    bucket.ok_or_else(|| "expected a bucket with its APPID, such as examplebucket-1250000000".to_owned())
}

fn region(text: &str) -> Result<String, String> {
    policy::is_region(text).then(|| text.to_owned()).ok_or_else(|| "expected a region, such as ap-chengdu".to_owned())
}

/// Prints the policy, and notes on standard error.
pub fn run(arguments: &Policy) -> Result<ExitCode> {
    findings::with_model(&arguments.input.schemas, |model| run_with(model, arguments))
}

/// Prints the policy for this Model, whatever the arguments say about schemas.
pub fn run_with(model: &Model, arguments: &Policy) -> Result<ExitCode> {
    let mut operations: BTreeSet<String> = arguments.operations.iter().cloned().collect();
    for (operation, files) in used(model, &arguments.scan)? {
        eprintln!("{operation} is used in {}", files.into_iter().collect::<Vec<_>>().join(", "));
        operations.insert(operation);
    }
    let found: Vec<_> = operations.iter().map(|typed| policy::find(model, typed)).collect();
    let unknown: Vec<_> = found.iter().filter_map(|found| found.as_ref().err()).map(String::as_str).collect();
    if !unknown.is_empty() {
        bail!("{}", unknown.join("\n"));
    }
    if found.is_empty() {
        bail!("the application uses no operation");
    }
    let wanted: Vec<_> = found.into_iter().flatten().collect();
    let scope = Scope { bucket: arguments.bucket.clone(), region: arguments.region.clone() };
    let (policy, notes) = policy::policy(&wanted, &scope);
    print!("{}", policy.json());
    notes.iter().for_each(|note| eprintln!("{note}"));
    Ok(ExitCode::SUCCESS)
}

/// Returns the operations that applications use, with the files that use them.
fn used(model: &Model, folders: &[PathBuf]) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in applications::read(folders)? {
        for operation in scan::uses(model, &file.text).map_err(|error| anyhow!("{}: {error}", file.path))? {
            used.entry(operation).or_default().insert(file.path.clone());
        }
    }
    Ok(used)
}
