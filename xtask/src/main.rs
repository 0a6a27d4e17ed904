//! The command line of the project.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::eprintln;
use xtask::{accept, check, features, fmt, forward, regenerate, views, watch};

/// Generates the client crate from the schemas, and maintains both
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 success, 1 findings or differences, 2 the command could not run.";

#[derive(Subcommand)]
enum Command {
    /// Generate the crate from the schemas
    Regenerate(regenerate::Regenerate),
    /// Print every finding in the schemas; write nothing
    Check(check::Check),
    /// Check the schemas and generate the crate whenever a schema changes, until Ctrl-C
    Watch(watch::Watch),
    /// Generate the crate, and accept what the tests compare with the schemas
    Accept(accept::Accept),
    /// Format the schemas
    Fmt(fmt::Fmt),
    /// Print every operation and what its schema covers
    Coverage(views::Coverage),
    /// Print the checked Model as JSON
    Model(Schemas),
    /// Compile a crate with each of its features alone
    Features(features::Features),
}

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    run(&arguments).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}

fn run(arguments: &[OsString]) -> Result<ExitCode> {
    if let Some(command) = forward::find(arguments) {
        return command.run(arguments);
    }
    let matches = forward::list(Cli::command()).get_matches();
    match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Regenerate(arguments) => regenerate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Coverage(arguments) => views::coverage(&arguments),
        Command::Model(input) => views::model(&input),
        Command::Features(arguments) => features::run(&arguments),
    }
}
