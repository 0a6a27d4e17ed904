//! What generated code costs to compile, against the same types with serde derive and against aws-sdk-rekognition,
//! dependencies aside. What crates there are to compile, `subject` knows.
//!
//! A consumer enables no `registry`, and pays for an operation's code where it calls it. The crates with serde derive contain
//! the code that reads and writes every operation, so that they are compared with ours with the registry, which contains it
//! as well.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use codegen_model::Model;

use super::subject::{self, Subject};
use super::{derive, median, processors, project};
use crate::places;

const RUNS: usize = 3;
const COMMANDS: [&str; 2] = ["check", "build"];

/// Compiles all crates, with `cargo check` and in a dev build, in turn. aws-sdk-rekognition takes minutes, and the registry:
/// it is only compiled where it is `wanted`.
pub fn run(model: &Model, rekognition: bool) -> Result<()> {
    let folder = places::scratch("compile")?;
    let empty = subject::empty(&folder.join("empty"))?;
    let mut subjects = both("in-tree services", model, &folder.join("tree"))?.to_vec();
    match subject::vpc()? {
        Some(model) => subjects.extend(both("vpc", &model, &folder.join("vpc"))?),
        None => println!("compile: vpc skipped, {} names no folder that has it", project::VARIABLE),
    }
    if rekognition {
        subjects.push(subject::rekognition(&folder.join("rekognition"))?);
    }
    for command in COMMANDS {
        let costs = costs(command, &empty, &subjects)?;
        let costs: Vec<_> = subjects.iter().zip(costs).map(|(subject, cost)| cost.per(subject.operations)).collect();
        print(command, &subjects, &costs, rekognition);
    }
    fs::remove_dir_all(&folder).context("the scratch folder cannot be removed")
}

/// What each crate takes; how ours with the registry compare with what stands behind them, serde derive; and how the last of
/// ours compares with aws-sdk-rekognition, which has no features.
fn print(command: &str, subjects: &[Subject], costs: &[Cost], rekognition: bool) {
    for (Subject { what, operations, .. }, Cost { wall, busy }) in subjects.iter().zip(costs) {
        println!("{command}: {wall:.1} ms an operation ({busy:.1} ms of processors): {what}, {operations} operations");
    }
    let compare = |ours: usize, other: usize| {
        let (what, other_what) = (&subjects[ours].what, &subjects[other].what);
        let ratio = costs[ours].busy / costs[other].busy;
        println!("{command}: {what} takes {ratio:.2} of the processors' time of {other_what}");
    };
    for ours in (0..subjects.len()).filter(|at| subjects[*at].features == "registry") {
        compare(ours, ours + 1);
    }
    // Behind three crates of each set.
    if rekognition {
        compare(subjects.len() - 4, subjects.len() - 1);
    }
}

/// Services as we generate them, without and with the registry, and with serde derive.
fn both(what: &str, model: &Model, folder: &Path) -> Result<[Subject; 3]> {
    let ours = subject::generated(what, model, &folder.join("ours"))?;
    let registry = Subject { what: format!("{what} with the registry"), features: "registry", ..ours.clone() };
    let derived =
        subject::derived(&format!("{what} with serde derive"), model, &folder.join("derived"), derive::module)?;
    Ok([ours, registry, derived])
}

/// What compiling a crate takes: seconds, and those of all processors.
#[derive(Clone, Copy)]
struct Cost {
    wall: f64,
    busy: f64,
}

impl Cost {
    /// Milliseconds for one of so many.
    fn per(self, count: usize) -> Self {
        let each = 1e3 / count as f64;
        Self { wall: self.wall * each, busy: self.busy * each }
    }

    fn median(all: &[Self]) -> Self {
        let middle = |pick: fn(&Self) -> f64| median(all.iter().map(pick).collect());
        Self { wall: middle(|cost| cost.wall), busy: middle(|cost| cost.busy) }
    }
}

/// What each of the crates takes more than an empty one does, which is what cargo and rustc take by themselves.
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
    Ok(medians[1..].iter().map(|cost| Cost { wall: cost.wall - base.wall, busy: cost.busy - base.busy }).collect())
}

/// Compiles the crate alone: its dependencies are there, and only its own root has changed.
fn compile(subject: &Subject, command: &str) -> Result<Cost> {
    let Subject { folder, features, .. } = subject;
    let root = folder.join("src/lib.rs");
    fs::File::options().append(true).open(&root)?.set_modified(std::time::SystemTime::now())?;
    let (started, busy) = (Instant::now(), processors::of_started());
    let output = Command::new("cargo")
        .args([command, "--quiet", "--features", features])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("{} does not compile:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(Cost { wall: started.elapsed().as_secs_f64(), busy: processors::of_started() - busy })
}
