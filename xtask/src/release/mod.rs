//! `cargo xtask release-check`: checks whether the crate can be released. Publishes nothing and tags nothing.

mod package;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_diff::render::Format;
use codegen_diff::{Report, Versions};
use codegen_emit::write::{self, Mode};
use codegen_model::Model;

use crate::arguments::Schemas;
use crate::diff::{Agreements, Compared, Input, compare, git, today};
use crate::{findings, paths};

/// The pattern of release tags.
const TAGS: &str = "v*";

#[derive(Args)]
pub struct Release {
    #[command(flatten)]
    input: Schemas,
    /// Include uncommitted changes in the packages
    #[arg(long)]
    allow_dirty: bool,
}

/// Runs all checks, and prints what is missing.
pub fn run(arguments: &Release) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let loaded = codegen_model::load(schemas, &[]);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let mut missing = check_generated(model)?;
    match git::last_tag(TAGS)? {
        Some(tag) => missing.extend(check_since(&tag, arguments)?),
        None => print_first(model),
    }
    missing.extend(package::check(arguments.allow_dirty)?);
    missing.iter().for_each(|line| println!("missing: {line}"));
    println!("{}", if missing.is_empty() { "ready to be released" } else { "not ready" });
    Ok(ExitCode::from(if missing.is_empty() { 0 } else { findings::EXIT_CODE }))
}

/// Checks that the crate in `generated` is up to date.
fn check_generated(model: &Model) -> Result<Vec<String>> {
    let out = paths::root().join("generated");
    let runtime = paths::relative(&out, &paths::root().join("runtime"))?;
    let tree = codegen_emit::emit(model, &codegen_emit::Options { runtime: Some(runtime) })?;
    let clean = write::apply(&tree, &out, Mode::Check)?.is_clean();
    println!("generated: {}", if clean { "up to date" } else { "not up to date" });
    Ok(if clean { Vec::new() } else { vec!["`cargo xtask regenerate`".to_owned()] })
}

/// Prints what changed since the last release, and checks the version.
fn check_since(tag: &str, arguments: &Release) -> Result<Vec<String>> {
    let schemas = &arguments.input.schemas;
    let base = Input::git(tag, &git::commit(tag)?, &git::from_root(schemas)?)?;
    let Some(Compared { sources, report }) = compare(&base, &Input::disk(schemas), &Agreements::default())? else {
        return Ok(vec![format!("schemas that can be compared with {tag}")]);
    };
    println!("since {tag}: {}", report.summary);
    if report.summary.bump.is_none() {
        println!("no change: nothing to release");
    }
    let entry = Format::Changelog.render(&sources, &report, false);
    println!(
        "
{}
{entry}",
        heading(&report.summary.versions.as_ref().map(next).unwrap_or_default())
    );
    Ok(check_version(&report))
}

/// Returns the version to release: the declared one, if it is high enough.
fn next(versions: &Versions) -> String {
    (&versions.head).max(&versions.needed).to_string()
}

fn check_version(report: &Report) -> Vec<String> {
    let too_low = report.summary.versions.as_ref().filter(|versions| !versions.is_enough());
    too_low
        .map(|versions| format!("version {} in client.toml instead of {}", versions.needed, versions.head))
        .into_iter()
        .collect()
}

/// Prints the changelog entry of the first release.
fn print_first(model: &Model) {
    println!("no tag {TAGS}: this is the first release");
    println!("\n{}\n### Added\n", heading(&model.package.version));
    for service in &model.services {
        let version = service.version.as_deref().map_or(String::new(), |version| format!(" {version}"));
        let count = service.operations.len();
        println!("- `{}`{version}: {count} operation{}.", service.module, if count == 1 { "" } else { "s" });
    }
    println!();
}

fn heading(version: &str) -> String {
    format!("## {version} - {}\n", today())
}
