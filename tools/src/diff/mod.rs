//! `diff`: shows what changed between two states of the schemas, and what the changes break.

mod compare;
mod driver;
pub mod git;
mod input;
mod links;
mod single;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen_diff::render::{Format, Links, Options, edits};
use codegen_diff::{Gate, accepted};

pub use compare::{Agreements, Compared, compare, today};
pub use input::Input;
pub use single::copy_files;

use crate::{findings, output, rules};

/// The exit code when a side cannot be read.
const UNREADABLE: u8 = 2;

/// What to compare, and how to report it.
#[derive(Args)]
pub struct Diff {
    /// The old state: a git ref, REF..REF, REF:PATH, a folder or a file [default: the merge base with the main branch]
    base: Option<String>,
    /// The new state, in the same forms [default: the working tree]
    head: Option<String>,
    /// The output format: text, markdown, json, github, sarif, changelog, html
    #[arg(long, value_parser = format_of, default_value = "text")]
    format: Format,
    /// Fail if a finding that is not accepted is one of these, separated by commas: error, warning, wire, source,
    /// behaviour, major, minor; or never
    #[arg(long, value_name = "WHAT", value_parser = Gate::parse, default_value_t)]
    fail_on: Gate,
    /// The folder of the schemas, in the working tree and in git refs
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    schemas: PathBuf,
    /// Show the edits behind all findings, or behind the one with this fingerprint
    #[arg(long, value_name = "FINGERPRINT", num_args = 0..=1)]
    explain: Option<Option<String>>,
    /// The list of accepted findings [default: `accepted.toml` in the folder of the new state]
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// The levels of rules [default: `diff.toml` in the folder of the new state]
    #[arg(long, value_name = "FILE")]
    levels: Option<PathBuf>,
    /// Say which findings touch the Rust application in this folder
    #[arg(long, value_name = "DIR")]
    scan: Vec<PathBuf>,
    /// Print every finding in full, however many there are
    #[arg(long)]
    full: bool,
    /// The address of the repository, such as `https://github.com/owner/name`, for links in Markdown and HTML [default:
    /// the repository of the running workflow]
    #[arg(long, value_name = "URL", value_parser = links::repository)]
    repository: Option<String>,
    /// Print entries for the list of accepted findings, for every open error and warning
    #[arg(long)]
    write_accepted: bool,
    /// Run as a driver of `git diff`, with the arguments that git passes
    #[arg(long, value_name = "ARGUMENTS", num_args = 1.., allow_hyphen_values = true)]
    driver: Option<Vec<String>>,
}

impl Diff {
    fn links(&self, base: &Input, head: &Input) -> Result<Links> {
        let repository = self.repository.clone().or_else(links::of_workflow);
        repository.map_or(Ok(Links::default()), |repository| links::links(&repository, base, head))
    }
}

fn format_of(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Format::parse(name).ok_or_else(|| format!("expected one of: {}", known()))
}

/// Compares both states and prints the report.
pub fn run(arguments: &Diff) -> Result<ExitCode> {
    rules::check()?;
    if let Some(driver) = &arguments.driver {
        return driver::run(driver);
    }
    let (base, head) = input::sides(arguments.base.as_deref(), arguments.head.as_deref(), &arguments.schemas)?;
    let agreements = Agreements {
        accepted: arguments.accepted.as_deref(),
        levels: arguments.levels.as_deref(),
        gate: arguments.fail_on.clone(),
        scan: &arguments.scan,
    };
    let Some(compared) = compare(&base, &head, &agreements)? else { return Ok(ExitCode::from(UNREADABLE)) };
    print!("{}", output::in_own_name(rendered(&compared, arguments, [&base, &head])?));
    let summary = &compared.report.summary;
    Ok(ExitCode::from(match () {
        () if !summary.is_comparable => UNREADABLE,
        () if summary.fails() && !arguments.write_accepted => findings::EXIT_CODE,
        () => 0,
    }))
}

fn rendered(compared: &Compared, arguments: &Diff, [base, head]: [&Input; 2]) -> Result<String> {
    let Compared { sources, report } = compared;
    let colour = output::stdout_has_colours();
    match &arguments.explain {
        _ if arguments.write_accepted => Ok(accepted::entries(&report.findings)),
        Some(fingerprint) => edits(sources, report, fingerprint.as_deref(), colour)
            .with_context(|| format!("no finding has the fingerprint {}", fingerprint.as_deref().unwrap_or_default())),
        None => {
            let options = Options { colour, full: arguments.full, links: arguments.links(base, head)? };
            Ok(arguments.format.render(sources, report, &options))
        }
    }
}
