//! Commands of `cargo xtask` that follow upstream and compare states of the schemas.

#[macro_use(eprintln, print, println)]
extern crate tencentcloud_tools;

mod add;
mod import;
mod names;
mod overlay;
mod proposals;
mod published;
mod release;
mod releases;
mod services;
mod update;
mod upstream;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use tencentcloud_tools::{diff, explain, policy, rules};
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
    Diff(Box<diff::Diff>),
    Rules,
    Explain(explain::Explain),
    Policy(policy::Policy),
    Services(services::Services),
    Add(add::Add),
    Import(import::Import),
    Update(update::Update),
    Names(names::Names),
    #[command(subcommand)]
    Overlay(overlay::Overlay),
    ReleaseCheck(release::Release),
    ReleasePrepare(release::prepare::Prepare),
}

fn main() -> ExitCode {
    let matches = forward::describe(Cli::command()).get_matches();
    let result = match Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit()).command {
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules => rules::run(),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Services(arguments) => services::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Update(arguments) => update::run(&arguments),
        Command::Names(arguments) => names::run(&arguments),
        Command::Overlay(command) => overlay::run(&command),
        Command::ReleaseCheck(arguments) => release::run(&arguments),
        Command::ReleasePrepare(arguments) => release::prepare::run(&arguments),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
