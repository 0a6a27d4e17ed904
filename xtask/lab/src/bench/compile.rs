//! Measures the compilation of generated code without dependencies, relative to the same types with serde derive and to
//! aws-sdk-rekognition.
//!
//! An application does not enable `registry`, and compiles the code of an operation where it calls it. The crates with
//! serde derive contain the code of every operation, so they are compared with ours with the registry, which contains
//! it too.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Instant, SystemTime};

use anyhow::{Context, Result, bail};
use codegen_model::Model;

use super::measure::{child_cpu_seconds, median};
use super::subject::{self, Subject};
use super::{derive, project};

const RUNS: usize = 3;
const COMMANDS: [&str; 2] = ["check", "build"];

/// Compiles all crates alternately, with `cargo check` and in a dev build. aws-sdk-rekognition takes minutes and needs
/// the registry, so it is compiled only if requested.
pub fn run(model: &Model, rekognition: bool) -> Result<()> {
    let folder = project::scratch("compile")?;
    let empty = subject::empty(&folder.join("empty"))?;
    let mut subjects = variants("in-tree services", model, &folder.join("tree"))?.to_vec();
    match subject::vpc()? {
        Some(model) => subjects.extend(variants("vpc", &model, &folder.join("vpc"))?),
        None => println!("compile: vpc skipped, {} does not name a folder with its metadata", project::VARIABLE),
    }
    if rekognition {
        subjects.push(subject::rekognition(&folder.join("rekognition"))?);
    }
    for command in COMMANDS {
        let costs = costs(command, &empty, &subjects)?;
        let costs: Vec<_> = subjects.iter().zip(costs).map(|(subject, cost)| cost.per(subject.operations)).collect();
        print(command, &subjects, &costs, rekognition);
    }
    fs::remove_dir_all(&folder).context("cannot remove the scratch folder")
}

/// Prints the cost of each crate, the ratios of ours with the registry to serde derive, and the ratio of the last of
/// ours to aws-sdk-rekognition.
fn print(command: &str, subjects: &[Subject], costs: &[Cost], rekognition: bool) {
    for (Subject { what, operations, .. }, Cost { wall, cpu }) in subjects.iter().zip(costs) {
        println!(
            "{command}: {wall:.1} ms for each operation ({cpu:.1} ms of CPU time): {what}, {operations} operations"
        );
    }
    let compare = |ours: usize, other: usize| {
        let (what, other_what) = (&subjects[ours].what, &subjects[other].what);
        let ratio = costs[ours].cpu / costs[other].cpu;
        println!("{command}: {what} takes {ratio:.2} of the CPU time of {other_what}");
    };
    for ours in (0..subjects.len()).filter(|at| subjects[*at].features == "registry") {
        compare(ours, ours + 1);
    }
    // The last three crates before it are the variants of one set.
    if rekognition {
        compare(subjects.len() - 4, subjects.len() - 1);
    }
}

/// Returns services as generated, without and with the registry, and with serde derive.
fn variants(what: &str, model: &Model, folder: &Path) -> Result<[Subject; 3]> {
    let ours = subject::generated(what, model, &folder.join("ours"))?;
    let registry = Subject { what: format!("{what} with the registry"), features: "registry", ..ours.clone() };
    let derived =
        subject::derived(&format!("{what} with serde derive"), model, &folder.join("derived"), derive::module)?;
    Ok([ours, registry, derived])
}

/// The wall-clock time and CPU time of a compilation.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    cpu: f64,
}

impl Cost {
    /// Converts seconds for `count` operations to milliseconds for each.
    fn per(self, count: usize) -> Self {
        let each = 1e3 / count as f64;
        Self { wall: self.wall * each, cpu: self.cpu * each }
    }

    fn median(all: &[Self]) -> Self {
        let middle = |pick: fn(&Self) -> f64| median(all.iter().map(pick).collect());
        Self { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu) }
    }
}

/// Returns the cost of each crate minus that of an empty one, which is the cost of starting Cargo and rustc.
fn costs(command: &str, empty: &Subject, subjects: &[Subject]) -> Result<Vec<Cost>> {
    let all: Vec<_> = std::iter::once(empty).chain(subjects).collect();
    for subject in &all {
        compile(subject, command)?;
    }
    let mut measured = vec![Vec::new(); all.len()];
    for _ in 0..RUNS {
        for (subject, measured) in all.iter().zip(&mut measured) {
            measured.push(compile(subject, command)?);
        }
    }
    let medians: Vec<_> = measured.iter().map(|all| Cost::median(all)).collect();
    let base = medians[0];
    Ok(medians[1..].iter().map(|cost| Cost { wall: cost.wall - base.wall, cpu: cost.cpu - base.cpu }).collect())
}

/// Compiles the crate alone: its dependencies are up to date, and only its own root has changed.
fn compile(subject: &Subject, command: &str) -> Result<Cost> {
    let Subject { folder, features, .. } = subject;
    let root = folder.join("src/lib.rs");
    fs::File::options().append(true).open(&root)?.set_modified(SystemTime::now())?;
    let (started, cpu) = (Instant::now(), child_cpu_seconds());
    let output = Command::new("cargo")
        .args([command, "--quiet", "--features", features])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .context("cannot start cargo")?;
    if !output.status.success() {
        bail!("{} does not compile:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(Cost { wall: started.elapsed().as_secs_f64(), cpu: child_cpu_seconds() - cpu })
}
