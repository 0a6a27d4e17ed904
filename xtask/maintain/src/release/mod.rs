//! `cargo xtask release-check`: checks whether everything can be released. Publishes nothing and tags nothing.

mod changelog;
mod package;
mod packages;
pub mod prepare;
mod since;
mod versions;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_diff::render::{Format, Options};
use codegen_emit::write::{self, Mode};
use codegen_model::Model;
use semver::Version;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::diff::{Compared, git, today};
use tencentcloud_tools::findings;

use packages::Package;
use since::Since;

/// What to check, and how.
#[derive(Args)]
pub struct Release {
    #[command(flatten)]
    input: Schemas,
    /// Include uncommitted changes in the packages
    #[arg(long)]
    allow_dirty: bool,
    /// Package without building the packages
    #[arg(long)]
    no_verify: bool,
    /// Check only the packages of the workspace in this folder, such as one that `regenerate --split` wrote
    #[arg(long, value_name = "DIR")]
    workspace: Option<PathBuf>,
}

/// Runs all checks, and prints what is missing.
pub fn run(arguments: &Release) -> Result<ExitCode> {
    if let Some(workspace) = &arguments.workspace {
        let packages = packages::published(workspace)?;
        return Ok(conclude(&check_packages(workspace, &packages, arguments)?, &packages, None));
    }
    let (root, schemas) = (git::root()?, &arguments.input.schemas);
    let loaded = findings::load(schemas, &[]);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let packages = packages::published(&root)?;
    let since = Since::last_release(&root, schemas, &packages)?;
    if let Some(since) = since.as_ref().filter(|since| since.is_nothing()) {
        println!("nothing to release: nothing changed since {}", since.tag);
        return Ok(ExitCode::SUCCESS);
    }
    let version = versions::read(&root)?;
    let mut missing = Vec::new();
    match &version {
        Ok(version) => missing.extend(check_version(&root, model, since.as_ref(), version)?),
        Err(differ) => missing.push(differ.clone()),
    }
    missing.extend(check_packages(&root, &packages, arguments)?);
    Ok(conclude(&missing, &packages, version.ok().as_ref()))
}

/// Checks everything that depends on the version, and prints what changed.
fn check_version(root: &Path, model: &Model, since: Option<&Since>, version: &Version) -> Result<Vec<String>> {
    let mut missing = check_generated(root, model, version)?;
    match since {
        Some(since) => missing.extend(check_since(since, version)?),
        None => print_first(model, version),
    }
    missing.extend(changelog::check(root, version)?);
    Ok(missing)
}

/// Checks that the crate in `generated` is up to date.
fn check_generated(root: &Path, model: &Model, version: &Version) -> Result<Vec<String>> {
    let tree = codegen_emit::emit(model, &options(version))?;
    let clean = write::apply(&tree, &root.join("generated"), Mode::Check)?.is_clean();
    println!("generated: {}", if clean { "up to date" } else { "not up to date" });
    Ok(if clean { Vec::new() } else { vec!["`cargo xtask regenerate`".to_owned()] })
}

/// Returns how the crate of a version is generated.
fn options(version: &Version) -> codegen_emit::Options {
    codegen_emit::Options { runtime: Some("../runtime".to_owned()), version: version.to_string() }
}

/// Prints what changed since the last release, and checks the version.
fn check_since(since: &Since, version: &Version) -> Result<Vec<String>> {
    let Since { tag, compared, changed } = since;
    let Some(Compared { sources, report }) = compared else {
        return Ok(vec![format!("schemas that can be compared with {tag}")]);
    };
    println!("since {tag}: {}", report.summary);
    println!("changed: {}", if changed.is_empty() { "only schemas".to_owned() } else { changed.join(", ") });
    let needed = since.needed()?;
    if report.summary.bump.is_some() {
        let entry = Format::Changelog.render(sources, report, &Options::default());
        println!("\n{}\n\n{entry}", changelog::heading((&needed).max(version), &today().to_string()));
    }
    let too_low = format!("version {needed} instead of {version}: `cargo xtask release-prepare {needed}`");
    Ok(if *version < needed { vec![too_low] } else { Vec::new() })
}

/// Prints the changelog entry of the first release.
fn print_first(model: &Model, version: &Version) {
    println!("no tag {}: this is the first release", since::TAGS);
    println!("\n{}\n\n### Added\n", changelog::heading(version, &today().to_string()));
    for service in &model.services {
        let version = service.version.as_deref().map_or(String::new(), |version| format!(" {version}"));
        let count = service.operations.len();
        println!("- `{}`{version}: {count} operation{}.", service.module, if count == 1 { "" } else { "s" });
    }
    println!();
}

fn check_packages(workspace: &Path, packages: &[Package], arguments: &Release) -> Result<Vec<String>> {
    package::check(workspace, packages, arguments.allow_dirty, !arguments.no_verify)
}

/// Prints what is missing, or how to release.
fn conclude(missing: &[String], packages: &[Package], version: Option<&Version>) -> ExitCode {
    missing.iter().for_each(|line| println!("missing: {line}"));
    if !missing.is_empty() {
        println!("not ready");
        return ExitCode::from(findings::EXIT_CODE);
    }
    println!("ready to be released:");
    version.iter().for_each(|version| println!("  git tag {}", tag(version)));
    let outside = packages::outside(packages);
    outside.iter().for_each(|name| println!("  {name} must be published before"));
    packages.iter().for_each(|package| println!("  cargo publish --package {}", package.name));
    ExitCode::SUCCESS
}

/// Returns the tag of a version.
fn tag(version: &Version) -> String {
    format!("v{version}")
}
