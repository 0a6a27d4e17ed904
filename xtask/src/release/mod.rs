//! `cargo xtask release-check`: whether the crate can be released as it is. Publishes nothing and tags nothing.

mod package;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_diff::render::Format;
use codegen_diff::{Report, Versions};
use codegen_emit::write::{self, Mode};
use codegen_model::Model;

use crate::diff::{Compared, Input, compare, git, today};
use crate::{Input as Schemas, commands, places};

/// The tags of releases.
const TAGS: &str = "v*";

/// What to look at.
#[derive(Args)]
pub struct Release {
    #[command(flatten)]
    input: Schemas,
    /// Package what is not committed too
    #[arg(long)]
    allow_dirty: bool,
}

/// Looks at everything, and says what is missing.
pub fn run(arguments: &Release) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let loaded = codegen_model::load(schemas, &[]);
    let Some(model) = commands::model_or_findings(&loaded) else { return Ok(ExitCode::from(commands::FINDINGS)) };
    let mut missing = generated(model)?;
    match git::last_tag(TAGS)? {
        Some(tag) => missing.extend(since(&tag, arguments)?),
        None => first(model),
    }
    missing.extend(package::check(arguments.allow_dirty)?);
    missing.iter().for_each(|line| println!("missing: {line}"));
    println!("{}", if missing.is_empty() { "ready to be released" } else { "not ready" });
    Ok(ExitCode::from(if missing.is_empty() { 0 } else { commands::FINDINGS }))
}

/// Whether the crate is what the schemas say.
fn generated(model: &Model) -> Result<Vec<String>> {
    let out = places::root().join("generated");
    let runtime = places::relative(&out, &places::root().join("runtime"))?;
    let tree = codegen_emit::emit(model, &codegen_emit::Options { runtime: Some(runtime) })?;
    let clean = write::apply(&tree, &out, Mode::Check)?.is_clean();
    println!("generated: {}", if clean { "up to date" } else { "not up to date" });
    Ok(if clean { Vec::new() } else { vec!["`cargo xtask regenerate`".to_owned()] })
}

/// What changed since the last release.
fn since(tag: &str, arguments: &Release) -> Result<Vec<String>> {
    let schemas = &arguments.input.schemas;
    let base = Input::git(tag, &git::commit(tag)?, &git::from_root(schemas)?)?;
    let Some(Compared { sources, report }) = compare(&base, &Input::disk(schemas), None)? else {
        return Ok(vec![format!("schemas that can be compared with {tag}")]);
    };
    println!("since {tag}: {}", report.summary);
    if report.summary.bump.is_none() {
        println!("nothing changed, so there is nothing to release");
    }
    let entry = Format::Changelog.render(&sources, &report, false);
    println!("\n{}\n{entry}", heading(&report.summary.versions.as_ref().map(next).unwrap_or_default()));
    Ok(version(&report))
}

/// The version to release: the declared one where it is enough.
fn next(versions: &Versions) -> String {
    (&versions.head).max(&versions.needed).to_string()
}

fn version(report: &Report) -> Vec<String> {
    let short = report.summary.versions.as_ref().filter(|versions| !versions.is_enough());
    short
        .map(|versions| format!("version {} in client.toml instead of {}", versions.needed, versions.head))
        .into_iter()
        .collect()
}

/// What there is to say where nothing was released before.
fn first(model: &Model) {
    println!("there is no tag {TAGS} yet: the first release is compared with nothing");
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
