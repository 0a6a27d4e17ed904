//! What generated code costs to compile, against the same types with serde derive, dependencies aside.
//!
//! The services in the tree are few, so each stands in the measured crates many times over. Both crates contain the
//! code that reads and writes every operation: ours through the registry, the other one through functions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use codegen::emit::{Options, emit};
use codegen::model::Model;

use super::{derive, median, operations};
use crate::places;

const COPIES: usize = 1;
const RUNS: usize = 3;

/// Compiles both crates, `cargo check` and dev build, in turn.
pub fn run(model: &Model) -> Result<()> {
    let folder = places::scratch("compile")?;
    let many = copies(model);
    let count = operations(&many);
    let ours = generated(&many, &folder.join("ours"))?;
    let derived = derived(&many, &folder.join("derived"))?;
    let empty = empty(&folder.join("empty"))?;
    for (command, arguments) in [("check", &["check"][..]), ("dev build", &["build"][..])] {
        let (mut a, mut b, mut base) = (Vec::new(), Vec::new(), Vec::new());
        for crate_folder in [&ours, &derived, &empty] {
            compile(crate_folder, arguments)?;
        }
        for _ in 0..RUNS {
            a.push(compile(&ours, arguments)?);
            b.push(compile(&derived, arguments)?);
            base.push(compile(&empty, arguments)?);
        }
        let base = median(base);
        let (a, b) = ((median(a) - base) / count as f64, (median(b) - base) / count as f64);
        println!(
            "{command}: {:.1} ms an operation; {:.2} of the same types with serde derive ({:.1} ms), {count} operations",
            a * 1e3,
            a / b,
            b * 1e3
        );
    }
    fs::remove_dir_all(&folder).context("the scratch folder cannot be removed")
}

/// Every service, many times, in modules of their own.
fn copies(model: &Model) -> Model {
    let mut many = Model { package: model.package.clone(), services: Vec::new() };
    for copy in 0..COPIES {
        for service in &model.services {
            let mut service = service.clone();
            service.module = format!("{}{copy}", service.module);
            many.services.push(service);
        }
    }
    many
}

fn generated(model: &Model, folder: &Path) -> Result<PathBuf> {
    let runtime = places::relative(folder, &places::root().join("runtime"))?;
    let tree = emit(model, &Options { runtime: Some(runtime) })?;
    for (path, bytes) in tree.iter() {
        write(&folder.join(path), bytes)?;
    }
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?.replace("\"reqwest\", \"tracing\"]", "\"registry\"]");
    write(&manifest, format!("{text}\n[workspace]\n").as_bytes())?;
    Ok(folder.to_owned())
}

fn derived(model: &Model, folder: &Path) -> Result<PathBuf> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    write(&folder.join("Cargo.toml"), manifest("derived", dependencies).as_bytes())?;
    let mut lib = String::new();
    for service in &model.services {
        let version = service.version.as_deref().unwrap_or_default().replace('-', "_");
        let name = format!("{}_{version}", service.module).trim_end_matches('_').to_owned();
        write(&folder.join(format!("src/{name}.rs")), derive::module(service).as_bytes())?;
        lib.push_str(&format!("pub mod {name};\n"));
    }
    write(&folder.join("src/lib.rs"), lib.as_bytes())?;
    Ok(folder.to_owned())
}

/// What cargo and rustc cost without any code.
fn empty(folder: &Path) -> Result<PathBuf> {
    write(&folder.join("Cargo.toml"), manifest("empty", "").as_bytes())?;
    write(&folder.join("src/lib.rs"), b"")?;
    Ok(folder.to_owned())
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
    )
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// Seconds to compile the crate alone: its dependencies are there, and only its own root has changed.
fn compile(folder: &Path, arguments: &[&str]) -> Result<f64> {
    let root = folder.join("src/lib.rs");
    fs::File::options().append(true).open(&root)?.set_modified(std::time::SystemTime::now())?;
    let started = Instant::now();
    let output = Command::new("cargo")
        .args(arguments)
        .arg("--quiet")
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("{} does not compile:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(started.elapsed().as_secs_f64())
}
