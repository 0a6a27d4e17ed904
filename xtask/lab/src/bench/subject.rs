//! The crates whose compilation is measured: generated ones, the same types with serde derive, and aws-sdk-rekognition.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use codegen_model::{Model, Service};
use serde_json::Value;

use super::project::{self, operations, write};

/// A crate to compile.
#[derive(Clone)]
pub struct Subject {
    /// The description in the output.
    pub what: String,
    /// The folder of the crate.
    pub folder: PathBuf,
    /// The features to enable besides the defaults.
    pub features: &'static str,
    /// The number of operations.
    pub operations: usize,
}

/// Returns the service vpc, if the published metadata contains it.
pub fn vpc() -> Result<Option<Model>> {
    let Some(root) = project::metadata(None) else { return Ok(None) };
    let mut model = project::load_metadata(&root)?;
    model.services.retain(|service| service.name == "vpc");
    Ok((!model.services.is_empty()).then_some(model))
}

/// Returns the generated crate without the default transport, which is not generated code.
pub fn generated(what: &str, model: &Model, folder: &Path) -> Result<Subject> {
    project::generate(model, folder, true)?;
    let manifest = folder.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)?.replace(", \"transport\", \"tracing\"]", "]");
    write(&manifest, text.as_bytes())?;
    Ok(subject(what, folder, operations(model)))
}

/// Returns a crate of the modules that `module` writes for the services.
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

/// Returns an empty crate, which measures the cost of starting Cargo and rustc.
pub fn empty(folder: &Path) -> Result<Subject> {
    write(&folder.join("Cargo.toml"), manifest("empty", "").as_bytes())?;
    write(&folder.join("src/lib.rs"), b"")?;
    Ok(subject("empty", folder, 1))
}

/// Returns aws-sdk-rekognition from the registry, as a workspace of its own.
pub fn rekognition(folder: &Path) -> Result<Subject> {
    const NAME: &str = "aws-sdk-rekognition";
    let consumer = folder.join("consumer");
    write(&consumer.join("Cargo.toml"), manifest("consumer", &format!("{NAME} = \"1\"\n")).as_bytes())?;
    write(&consumer.join("src/lib.rs"), b"")?;
    let output = Command::new("cargo").args(["metadata", "--format-version", "1"]).current_dir(&consumer).output();
    let output = output.context("cannot start cargo")?;
    let found: Value = serde_json::from_slice(&output.stdout)
        .with_context(|| format!("cannot download {NAME}:\n{}", String::from_utf8_lossy(&output.stderr)))?;
    let package = found["packages"].as_array().into_iter().flatten().find(|package| package["name"] == NAME);
    let manifest = package.and_then(|package| package["manifest_path"].as_str()).unwrap_or_default();
    let source = Path::new(manifest).parent().context("cargo does not report the path of the crate")?;
    let own = folder.join("own");
    project::copy(source, &own)?;
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
