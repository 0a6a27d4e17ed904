//! `cargo xtask check`: prints the findings in the schemas.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::Loaded;
use codegen_model::diagnostic::Level;
use codegen_model::diagnostic::render::{self, Format};
use codegen_model::load::manifest;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::{findings, output};

/// What to check, and how to print it.
#[derive(Args)]
pub struct Check {
    /// Print only the findings in these files; their folder of schemas is the one around them with a manifest
    #[arg(value_name = "FILE", conflicts_with = "schemas")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    input: Schemas,
    /// The output format: text, json, github, sarif
    #[arg(long, value_parser = parse_format, default_value = "text")]
    format: Format,
}

fn parse_format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Format::parse(name).ok_or_else(|| format!("one of: {}", known()))
}

/// Prints every finding in the schemas.
pub fn run(arguments: &Check) -> Result<ExitCode> {
    let schemas = folder(arguments)?;
    let mut loaded = findings::load(&schemas, &[]);
    let mut failed = loaded.model.is_none();
    if !arguments.files.is_empty() {
        retain(&mut loaded, &schemas, &arguments.files)?;
        failed = loaded.findings.iter().any(|finding| finding.level == Level::Error);
    }
    let coloured = arguments.format == Format::Text && output::stdout_has_colours();
    print!(
        "{}",
        match coloured {
            true => render::coloured(&loaded.sources, &loaded.findings),
            false => arguments.format.render(&loaded.sources, &loaded.findings),
        }
    );
    if arguments.format == Format::Text {
        println!("{} files, {} findings", loaded.sources.files().count(), loaded.findings.len());
    }
    Ok(ExitCode::from(if failed { findings::EXIT_CODE } else { 0 }))
}

/// Returns the folder of the schemas: that around the first file, as the user wrote it, or the option.
fn folder(arguments: &Check) -> Result<PathBuf> {
    let Some(file) = arguments.files.first() else { return Ok(arguments.input.schemas.clone()) };
    let has_manifest = |folder: &&Path| folder.join(manifest::FILE).is_file();
    let around = file.ancestors().skip(1).find(has_manifest);
    let around = around.with_context(|| format!("no `{}` in a folder around {}", manifest::FILE, file.display()))?;
    Ok(if around.as_os_str().is_empty() { PathBuf::from(".") } else { around.to_owned() })
}

/// Keeps the findings in these files. Fails where nothing reads one of them.
fn retain(loaded: &mut Loaded, schemas: &Path, files: &[PathBuf]) -> Result<()> {
    let real = |path: &Path| path.canonicalize().with_context(|| format!("cannot read {}", path.display()));
    let wanted = files.iter().map(|file| real(file)).collect::<Result<BTreeSet<_>>>()?;
    let path = |file| real(&schemas.join(loaded.sources.path(file))).ok();
    let read: BTreeMap<_, _> = loaded.sources.files().filter_map(|file| Some((path(file)?, file))).collect();
    if let Some(unread) = wanted.iter().find(|path| !read.contains_key(*path)) {
        bail!("nothing reads {}: the manifest does not list it", unread.display());
    }
    let kept: BTreeSet<_> = read.iter().filter(|(path, _)| wanted.contains(*path)).map(|(_, file)| *file).collect();
    loaded.findings.retain(|finding| kept.contains(&finding.span.file));
    Ok(())
}
