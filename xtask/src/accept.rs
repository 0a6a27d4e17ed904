//! `cargo xtask accept`: generates the crate, and writes what the project's tests compare with the schemas: approved names
//! and meanings, the table of coverage, and the number of operations in the README.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::Model;
use codegen_model::files;
use codegen_model::views::{coverage, names, units};

use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

use crate::arguments::Output;
use crate::paths;
use crate::regenerate::{self, Regenerate};

/// What to accept.
#[derive(Args)]
pub struct Accept {
    /// Also accept the goldens of the generator, the reports of the diff, and what metadata becomes; compiles the tests
    #[arg(long)]
    all: bool,
}

/// The tests with snapshots.
const TESTS: [&str; 5] = ["golden::", "documents::", "metadata::", "corpus::", "diff::"];

/// Runs the command.
pub fn run(arguments: &Accept) -> Result<ExitCode> {
    let root = paths::root();
    let schemas = root.join("schemas");
    let loaded = codegen_model::load(&schemas, &[]);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let output = Output { out: root.join("generated"), split: false };
    let input = Schemas { schemas };
    regenerate::run(&Regenerate { input, output, check: false, dry_run: false, only: Vec::new() })?;
    let mut changed = approve(&root, "names", with_ending(names::by_service(model), "txt"))?;
    changed.extend(approve(&root, "model", with_ending(units(model).into_iter().collect(), "json"))?);
    changed.extend(documents(&root, model)?);
    changed.iter().for_each(|path| println!(" changed {}", path.display()));
    if arguments.all {
        overwrite_snapshots(&root)?;
    }
    println!("review the changes, and commit them together");
    Ok(ExitCode::SUCCESS)
}

fn with_ending(files: BTreeMap<String, String>, ending: &str) -> BTreeMap<String, String> {
    files.into_iter().map(|(name, text)| (format!("{name}.{ending}"), text)).collect()
}

/// Makes a folder of approved files equal to `files`. Returns the paths that changed.
fn approve(root: &Path, folder: &str, files: BTreeMap<String, String>) -> Result<Vec<PathBuf>> {
    let below = Path::new("tests/approved").join(folder);
    let mut changed = Vec::new();
    for path in listed(&root.join(&below), "")?.into_iter().filter(|path| !files.contains_key(path)) {
        fs::remove_file(root.join(&below).join(&path)).with_context(|| format!("cannot remove {path}"))?;
        changed.push(below.join(path));
    }
    for (path, text) in files {
        changed.extend(write(root, &below.join(path), &text)?);
    }
    Ok(changed)
}

/// Returns the files below a folder, relative to it.
fn listed(folder: &Path, start: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let path = format!("{start}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(listed(&entry.path(), &format!("{path}/"))?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// Writes a file that differs. Returns its path if it did.
fn write(root: &Path, path: &Path, text: &str) -> Result<Option<PathBuf>> {
    let full = root.join(path);
    if fs::read_to_string(&full).is_ok_and(|old| old == text) {
        return Ok(None);
    }
    let context = || format!("cannot write {}", full.display());
    fs::create_dir_all(full.parent().unwrap_or(root)).with_context(context)?;
    files::write(root, &path.to_string_lossy().replace('\\', "/"), text.as_bytes()).with_context(context)?;
    Ok(Some(path.to_owned()))
}

/// Fills the table of coverage, and counts the operations in the README.
fn documents(root: &Path, model: &Model) -> Result<Vec<PathBuf>> {
    let covered = coverage::of(model);
    let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("cannot read {path}"));
    let (page, readme) = ("docs/reference/coverage.md", "README.md");
    let filled = fill(&read(page)?, "coverage", &coverage::markdown(&covered)).context("no part `coverage`")?;
    let counted = with_count(&read(readme)?, covered.operations.len());
    let written = [write(root, Path::new(page), &filled)?, write(root, Path::new(readme), &counted)?];
    Ok(written.into_iter().flatten().collect())
}

/// Replaces the text between `<!-- NAME -->` and `<!-- end -->`.
fn fill(page: &str, name: &str, text: &str) -> Option<String> {
    let start = format!("<!-- {name} -->\n");
    let (before, rest) = page.split_once(&start)?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!("{before}{start}{text}<!-- end -->{after}"))
}

/// Replaces the number before ` operations`.
fn with_count(readme: &str, count: usize) -> String {
    let Some((before, after)) = readme.split_once(" operations") else { return readme.to_owned() };
    format!("{}{count} operations{after}", before.trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// Runs the tests with snapshots, and lets them overwrite these.
fn overwrite_snapshots(root: &Path) -> Result<()> {
    let mut command = Command::new("cargo");
    command.current_dir(root).env("SNAPSHOTS", "overwrite").args(["test", "--quiet", "--package", "tests"]);
    command.args(["--test", "all", "--"]).args(TESTS);
    if !command.status().context("cannot run cargo")?.success() {
        bail!("a test fails whatever its snapshot is: see above");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_filled_and_counted() {
        let page = "a\n<!-- coverage -->\nold\n<!-- end -->\nb\n";
        assert_eq!(fill(page, "coverage", "new\n").as_deref(), Some("a\n<!-- coverage -->\nnew\n<!-- end -->\nb\n"));
        assert_eq!(fill(page, "other", ""), None);
        assert_eq!(with_count("It has 12 operations of 3 services.", 345), "It has 345 operations of 3 services.");
        assert_eq!(with_count("Nothing.", 1), "Nothing.");
    }
}
