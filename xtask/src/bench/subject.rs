//! The crates whose compiling is measured: generated ones, the same types by other means, and one of somebody else's. Knows
//! nothing of time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use codegen_model::{Model, Service};

use super::project::write;
use super::{operations, project};

/// A crate to compile.
#[derive(Clone)]
pub struct Subject {
    /// What it is, in words.
    pub what: String,
    /// Where it is.
    pub folder: PathBuf,
    /// What to enable beside the defaults.
    pub features: &'static str,
    /// How many operations it has.
    pub operations: usize,
}

/// The largest of the services that are often asked for, where a folder of published metadata has it.
pub fn vpc() -> Result<Option<Model>> {
    let Some(root) = project::metadata(None) else { return Ok(None) };
    let mut model = project::published(&root)?;
    model.services.retain(|service| service.name == "vpc");
    Ok((!model.services.is_empty()).then_some(model))
}

/// Services as we generate them. The default transport is none of their own code.
pub fn generated(what: &str, model: &Model, folder: &Path) -> Result<Subject> {
    project::generated(model, folder, true)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?.replace(", \"reqwest\", \"tracing\"]", "]");
    write(&manifest, text.as_bytes())?;
    Ok(subject(what, folder, operations(model)))
}

/// The same services as modules that `module` makes of them.
pub fn derived(what: &str, model: &Model, folder: &Path, module: fn(&Service) -> String) -> Result<Subject> {
    let dependencies = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\n";
    write(&folder.join("Cargo.toml"), manifest("derived", dependencies).as_bytes())?;
    let mut lib = String::new();
    for service in &model.services {
        let version = service.version.as_deref().unwrap_or_default().replace('-', "_");
        let name = format!("{}_{version}", service.module).trim_end_matches('_').to_owned();
        write(&folder.join(format!("src/{name}.rs")), module(service).as_bytes())?;
        lib.push_str(&format!("pub mod {name};\n"));
    }
    write(&folder.join("src/lib.rs"), lib.as_bytes())?;
    Ok(subject(what, folder, operations(model)))
}

/// What cargo and rustc cost without any code.
pub fn empty(folder: &Path) -> Result<Subject> {
    write(&folder.join("Cargo.toml"), manifest("empty", "").as_bytes())?;
    write(&folder.join("src/lib.rs"), b"")?;
    Ok(subject("nothing", folder, 1))
}

/// aws-sdk-rekognition as its registry has it, to be compiled as a crate of one's own.
pub fn rekognition(folder: &Path) -> Result<Subject> {
    const NAME: &str = "aws-sdk-rekognition";
    let consumer = folder.join("consumer");
    write(&consumer.join("Cargo.toml"), manifest("consumer", &format!("{NAME} = \"1\"\n")).as_bytes())?;
    write(&consumer.join("src/lib.rs"), b"")?;
    let output = Command::new("cargo").args(["metadata", "--format-version", "1"]).current_dir(&consumer).output();
    let output = output.context("cargo cannot be started")?;
    let found: serde_json::Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("{NAME} cannot be had:\n{}", String::from_utf8_lossy(&output.stderr)))?;
    let package = found["packages"].as_array().into_iter().flatten().find(|package| package["name"] == NAME);
    let manifest = package.and_then(|package| package["manifest_path"].as_str()).unwrap_or_default();
    let source = Path::new(manifest).parent().context("cargo does not say where its crates are")?;
    let own = folder.join("own");
    copy(source, &own)?;
    let text = fs::read_to_string(own.join("Cargo.toml"))?;
    write(&own.join("Cargo.toml"), format!("{text}\n[workspace]\n").as_bytes())?;
    let files = fs::read_dir(own.join("src/operation"))?.flatten();
    let count = files.filter(|file| file.path().extension().is_some_and(|end| end == "rs")).count();
    Ok(subject(NAME, &own, count))
}

fn subject(what: &str, folder: &Path, operations: usize) -> Subject {
    Subject { what: what.to_owned(), folder: folder.to_owned(), features: "", operations }
}

fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n[workspace]\n"
    )
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let path = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &path)?;
        } else {
            write(&path, &fs::read(entry.path())?)?;
        }
    }
    Ok(())
}
