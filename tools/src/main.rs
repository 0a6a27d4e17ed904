//! The program that `cargo install tencentcloud-tools` installs.

#[macro_use(eprintln, print)]
extern crate tencentcloud_tools;

mod embedded;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::{diff, explain, mock, output, policy, rules};

/// The name of the program.
const NAME: &str = env!("CARGO_BIN_NAME");

/// A mock server, least-privilege policies and schema diffs for users of the Tencent Cloud crates
#[derive(Parser)]
#[command(version, arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 success, 1 findings or differences, 2 the command could not run.";

#[derive(Subcommand)]
enum Command {
    /// Run a mock server until Ctrl-C
    Mock(mock::Mock),
    /// Print the least-privilege policy of operations
    Policy(policy::Policy),
    /// Compare two states of schemas, and report what the changes break
    Diff(Box<diff::Diff>),
    /// List the rules of the diff
    Rules,
    /// Explain a finding or a rule; without an argument, list both
    Explain(explain::Explain),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

fn main() -> ExitCode {
    output::set_name(NAME);
    let matches = command().get_matches();
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    run(cli.command).unwrap_or_else(|error| {
        eprintln!("error: {}", output::in_own_name(format!("{error:#}")));
        ExitCode::from(2)
    })
}

/// Returns the command line. Without a folder, commands read the embedded schemas.
fn command() -> clap::Command {
    ["mock", "policy"].into_iter().fold(Cli::command(), |program, name| {
        program.mut_subcommand(name, |command| command.mut_arg("schemas", |it| it.default_value(embedded::NAME)))
    })
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Mock(arguments) if is_embedded(&arguments.input) => mock::run_with(&embedded::model()?, &arguments),
        Command::Mock(arguments) => mock::run(&arguments),
        Command::Policy(arguments) if is_embedded(&arguments.input) => {
            policy::run_with(&embedded::model()?, &arguments)
        }
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules => rules::run(),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Completions { shell } => {
            print!("{}", completions(shell)?);
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn is_embedded(input: &Schemas) -> bool {
    input.schemas == Path::new(embedded::NAME)
}

fn completions(shell: Shell) -> Result<String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut self::command(), NAME, &mut script);
    Ok(String::from_utf8(script)?)
}
