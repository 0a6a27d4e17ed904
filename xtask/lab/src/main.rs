//! Commands of `cargo xtask` that need a mock server, the runtime or a measurement.

#[macro_use(eprintln, print, println)]
extern crate tencentcloud_tools;

mod bench;
mod conformance;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tencentcloud_tools::mock;
use xtask::forward;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

// What the list of commands says about them is in `forward`.
#[derive(Subcommand)]
enum Command {
    Mock(mock::Mock),
    Conformance(conformance::Conformance),
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let matches = forward::describe(Cli::command()).get_matches();
    let result = match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Bench(arguments) => bench::run(arguments),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
