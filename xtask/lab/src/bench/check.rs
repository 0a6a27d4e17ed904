//! Compiles the crate of all published metadata: with every feature, with each version of a service alone, and its
//! documentation without warnings.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::project;
use xtask::features;

/// Generates the crate and compiles it in each way.
pub fn run(folder: Option<PathBuf>) -> Result<()> {
    let root = project::metadata(folder)
        .with_context(|| format!("{} does not name a folder of metadata", project::VARIABLE))?;
    let model = project::load_metadata(&root)?;
    let scratch = project::scratch("check")?;
    project::generate(&model, &scratch, true)?;
    let count = project::operations(&model);
    timed(&format!("{count} operations compile with every feature"), || {
        project::cargo(&scratch, &["check", "--all-features"])
    })?;
    let versions: Vec<_> = features::features_of(&scratch)?.into_iter().filter(|name| name.contains('-')).collect();
    timed(&format!("{} versions compile alone", versions.len()), || each_alone(&scratch, &versions))?;
    timed("documentation without warnings", || project::cargo(&scratch, &["doc", "--no-deps", "--all-features"]))?;
    fs::remove_dir_all(&scratch).context("cannot remove the scratch folder")
}

fn each_alone(folder: &Path, features: &[String]) -> Result<()> {
    let target = project::target(folder).display().to_string();
    for feature in features {
        if let Some(problem) = features::compile_alone(folder, feature, &["--target-dir", &target])? {
            bail!("{problem}");
        }
    }
    Ok(())
}

fn timed(what: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    let started = Instant::now();
    work()?;
    println!("corpus: {what}, {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}
