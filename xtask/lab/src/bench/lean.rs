//! Measures an application that calls one operation: its crates and a cold build, relative to an application of
//! aws-sdk-rekognition. Needs the registry.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::project;
use xtask::paths;

const OURS: &str = r#"use tencentcloud_image::{Client, ims};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let verdict = ims::ImageModeration::new().file_url("https://example.com/cat.png").send(&client).await?;
    println!("{:?}", verdict.suggestion);
    Ok(())
}
"#;

const THEIRS: &str = r#"use aws_sdk_rekognition::types::{Image, S3Object};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
    let client = aws_sdk_rekognition::Client::new(&config);
    let object = S3Object::builder().bucket("bucket").name("cat.png").build();
    let image = Image::builder().s3_object(object).build();
    let verdict = client.detect_moderation_labels().image(image).send().await?;
    println!("{:?}", verdict.moderation_labels());
    Ok(())
}
"#;

/// Builds both applications from scratch.
pub fn run() -> Result<()> {
    let folder = project::scratch("lean")?;
    let generated = paths::root().join("generated");
    let ours = format!(
        "tencentcloud-image = {{ path = {:?}, default-features = false, features = [\"ims\", \"transport\"] }}",
        generated
    );
    let theirs = "aws-config = \"1\"\naws-sdk-rekognition = \"1\"".to_owned();
    application(&folder.join("ours"), &ours, OURS)?;
    application(&folder.join("theirs"), &theirs, THEIRS)?;
    let (a, b) = (cold_build(&folder.join("ours"))?, cold_build(&folder.join("theirs"))?);
    println!("cold build: {:.2} of that with aws-sdk-rekognition ({a:.0} s, {b:.0} s)", a / b);
    let crates = |name: &str| crates(&folder.join(name), &folder.join(name).join("target"));
    let (a, b) = (crates("ours")?, crates("theirs")?);
    println!("crates in the tree: {a}, with aws-sdk-rekognition {b}");
    fs::remove_dir_all(&folder).context("cannot remove the scratch folder")
}

fn application(folder: &Path, dependencies: &str, main: &str) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let tokio = "tokio = { version = \"1\", features = [\"macros\", \"rt\"] }";
    let package = "[package]\nname = \"application\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
    fs::write(
        folder.join("Cargo.toml"),
        format!("{package}\n[dependencies]\n{dependencies}\n{tokio}\n\n[workspace]\n"),
    )?;
    fs::write(folder.join("src/main.rs"), main)?;
    cargo(folder, &folder.join("target"), &["fetch", "--quiet"]).map(drop)
}

fn cold_build(folder: &Path) -> Result<f64> {
    let started = Instant::now();
    cargo(folder, &folder.join("target"), &["build", "--quiet"])?;
    Ok(started.elapsed().as_secs_f64())
}

/// Returns the number of a package's dependencies, without build dependencies.
pub fn crates(folder: &Path, target: &Path) -> Result<usize> {
    let tree = ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}", "--no-dedupe"];
    let tree = cargo(folder, target, &tree)?;
    let mut names: Vec<_> = tree.lines().skip(1).collect();
    names.sort_unstable();
    names.dedup();
    Ok(names.len())
}

/// Runs Cargo in a folder, with a target folder, and returns what it prints.
pub fn cargo(folder: &Path, target: &Path, arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("cargo");
    let output = command.args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target).output();
    let output = output.context("cannot start cargo")?;
    if !output.status.success() {
        bail!(
            "cargo {} failed in {}:\n{}",
            arguments.join(" "),
            folder.display(),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
