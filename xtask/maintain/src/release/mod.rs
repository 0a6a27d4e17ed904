//! `cargo xtask release-check`: checks whether the crate can be released. Publishes nothing and tags nothing.

mod package;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_diff::render::{Format, Options};
use codegen_diff::{Report, Versions};
use codegen_emit::write::{self, Mode};
use codegen_model::Model;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::diff::{Agreements, Compared, Input, compare, git, today};
use tencentcloud_tools::findings;
use xtask::paths;

/// The folders of the packages.
const PACKAGES: [&str; 2] = ["generated", "runtime"];

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
    let loaded = findings::load(schemas, &[]);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let tag = git::last_tag(TAGS)?;
    let since = tag.map(|tag| compare_with(tag, schemas)).transpose()?;
    if let Some(Since { tag, changed: false, .. }) = &since {
        println!("nothing to release: nothing changed since {tag}");
        return Ok(ExitCode::SUCCESS);
    }
    let mut missing = check_generated(model)?;
    match since {
        Some(since) => missing.extend(check_since(&since)),
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

/// What changed since a release.
struct Since {
    tag: String,
    compared: Option<Compared>,
    /// Whether the packages differ from the release.
    changed: bool,
}

/// Compares the schemas and the code of the packages with a release.
fn compare_with(tag: String, schemas: &Path) -> Result<Since> {
    let commit = git::commit(&tag)?;
    let base = Input::git(&tag, &commit, &git::from_root(schemas)?)?;
    let compared = compare(&base, &Input::disk(schemas), &Agreements::default())?;
    let code = PACKAGES.map(|name| paths::root().join(name));
    let is_same = compared
        .as_ref()
        .is_some_and(|compared| compared.report.summary.is_comparable && compared.report.summary.bump.is_none());
    let changed = !is_same || !git::is_unchanged(&commit, &code.each_ref().map(PathBuf::as_path))?;
    Ok(Since { tag, compared, changed })
}

/// Prints what changed since the last release, and checks the version.
fn check_since(since: &Since) -> Vec<String> {
    let Since { tag, compared, .. } = since;
    let compared = compared.as_ref().filter(|compared| compared.report.summary.is_comparable);
    let Some(Compared { sources, report }) = compared else {
        return vec![format!("schemas that can be compared with {tag}")];
    };
    println!("since {tag}: {}", report.summary);
    let entry = Format::Changelog.render(sources, report, &Options::default());
    let next = report.summary.versions.as_ref().map(next).unwrap_or_default();
    println!("\n{}\n{entry}", heading(&next));
    check_version(report)
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
