//! `cargo xtask diff`: what changed between two states of the schemas, and what that breaks.

mod compare;
mod driver;
pub mod git;
mod input;
mod single;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use codegen_diff::render::{Format, edits};
use codegen_diff::rule::Severity;
use codegen_diff::{Report, accepted};

pub use compare::{Compared, compare, today};
pub use input::Input;

use crate::commands;

/// The exit code when a side cannot be read.
const UNREADABLE: u8 = 2;

/// What to compare, and how to show it.
#[derive(Args)]
pub struct Diff {
    /// What there was: a ref of git, REF..REF, REF:PATH, a folder or a file; where HEAD left the main branch by default
    base: Option<String>,
    /// What there is, in the same forms; the working tree by default
    head: Option<String>,
    /// How to print: text, markdown, json, github, sarif, changelog
    #[arg(long, value_parser = format_of, default_value = "text")]
    format: Format,
    /// Fail where something is at least this bad and not accepted
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
    /// The folder of the schemas, in the working tree and in refs
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    schemas: PathBuf,
    /// Show the edits that findings stand for: of all, or of the one with this fingerprint
    #[arg(long, value_name = "FINGERPRINT", num_args = 0..=1)]
    explain: Option<Option<String>>,
    /// The list of accepted findings; `accepted.toml` beside the schemas of HEAD by default
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// Print entries for that list, for everything that needs one
    #[arg(long)]
    write_accepted: bool,
    /// Take the arguments that git gives to a driver of `git diff`
    #[arg(long, value_name = "ARGUMENTS", num_args = 1.., allow_hyphen_values = true)]
    driver: Option<Vec<String>>,
}

/// What makes the command fail.
#[derive(Clone, Copy, ValueEnum)]
enum FailOn {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Nothing
    Never,
}

fn format_of(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Format::parse(name).ok_or_else(|| format!("one of: {}", known()))
}

impl FailOn {
    fn fails(self, report: &Report) -> bool {
        match self {
            Self::Error => report.worst() >= Some(Severity::Error),
            Self::Warning => report.worst() >= Some(Severity::Warning),
            Self::Never => false,
        }
    }
}

/// Shows the comparison.
pub fn run(arguments: &Diff) -> Result<ExitCode> {
    if let Some(driver) = &arguments.driver {
        return driver::run(driver);
    }
    let (base, head) = input::sides(arguments.base.as_deref(), arguments.head.as_deref(), &arguments.schemas)?;
    let Some(compared) = compare(&base, &head, arguments.accepted.as_deref())? else {
        return Ok(ExitCode::from(UNREADABLE));
    };
    print!("{}", shown(&compared, arguments)?);
    let failed = !arguments.write_accepted && arguments.fail_on.fails(&compared.report);
    Ok(ExitCode::from(if failed { commands::FINDINGS } else { 0 }))
}

fn shown(compared: &Compared, arguments: &Diff) -> Result<String> {
    let Compared { sources, report } = compared;
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    match &arguments.explain {
        _ if arguments.write_accepted => Ok(accepted::entries(&report.findings)),
        Some(of) => edits(sources, report, of.as_deref(), colour)
            .with_context(|| format!("no finding has the fingerprint {}", of.as_deref().unwrap_or_default())),
        None => Ok(arguments.format.render(sources, report, colour)),
    }
}
