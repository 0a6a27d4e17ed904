//! Measures the cost of unused services in a binary: of an application that calls two operations, with all services
//! enabled relative to those two services.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codegen_model::Model;
use codegen_model::rust_names::feature;

use super::project;

/// The application with the services in the tree.
const IN_TREE: &str = r#"use tencentcloud_image::{Client, ci, ims};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let verdict = ims::ImageModeration::new().file_url("https://example.com/cat.png").send(&client).await?;
    println!("{:?}", verdict.suggestion);
    let bucket = client.bucket("examplebucket-1250000000", "ap-chengdu");
    println!("{:?}", ci::GetImageInfo::new("cat.png").send(&bucket).await?.format);
    Ok(())
}
"#;

/// The application with all published services.
const PUBLISHED: &str = r#"use tencentcloud_everything::{Client, cvm, vpc};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    println!("{:?}", cvm::DescribeInstances::new().limit(20).send(&client).await?.total_count);
    println!("{:?}", vpc::DescribeVpcs::new().limit("20").send(&client).await?.total_count);
    Ok(())
}
"#;

/// Builds applications of the crate in the tree and, if a folder is named, of a crate of all published metadata.
pub fn run(model: &Model, folder: Option<PathBuf>) -> Result<()> {
    let scratch = project::scratch("size")?;
    compare("in the tree", model, ["ims", "ci"], IN_TREE, &scratch)?;
    match project::metadata(folder) {
        None => println!("size of published metadata: skipped, {} does not name a folder of it", project::VARIABLE),
        Some(root) => {
            let model = project::load_metadata(&root)?;
            compare("of published metadata", &model, ["cvm", "vpc"], PUBLISHED, &scratch)?;
        }
    }
    fs::remove_dir_all(&scratch).context("cannot remove the scratch folder")
}

/// Builds an application with two services and with all, and prints the sizes, with symbols and without.
fn compare(which: &str, model: &Model, called: [&str; 2], main: &str, folder: &Path) -> Result<()> {
    project::generate(model, &folder.join(&model.package.name), false)?;
    let mut all: Vec<_> = model.services.iter().map(|service| feature(&service.module)).collect();
    all.dedup();
    let few = binary_sizes(model, &called, main, folder)?;
    let many = binary_sizes(model, &all, main, folder)?;
    for (variant, few, many) in [("", few.0, many.0), (" without symbols", few.1, many.1)] {
        println!(
            "size {which}{variant}: with {} services {:.3} of that with {} ({} and {} bytes)",
            all.len(),
            many as f64 / few as f64,
            called.len(),
            many,
            few
        );
    }
    Ok(())
}

/// Returns the size of a release binary, with symbols and without.
fn binary_sizes(model: &Model, services: &[&str], main: &str, folder: &Path) -> Result<(u64, u64)> {
    let features: Vec<_> = services.iter().chain(&["transport"]).map(|name| format!("{name:?}")).collect();
    let manifest = format!(
        "[package]\nname = \"application\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         {0} = {{ path = \"{0}\", default-features = false, features = [{1}] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n",
        model.package.name,
        features.join(", ")
    );
    project::write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    project::write(&folder.join("src/main.rs"), main.as_bytes())?;
    project::lock(folder)?;
    let binary = project::target(folder).join(format!("release/application{}", std::env::consts::EXE_SUFFIX));
    project::cargo(folder, &["build", "--release"])?;
    let whole = fs::metadata(&binary)?.len();
    project::cargo(folder, &["rustc", "--release", "--", "-C", "strip=symbols"])?;
    Ok((whole, fs::metadata(&binary)?.len()))
}
