//! The command line of the project. Every command is a few lines over a library.

#[macro_use]
mod output;

mod accept;
mod add;
mod applications;
mod arguments;
mod bench;
mod check;
mod conformance;
mod diff;
mod editor;
mod features;
mod findings;
mod fmt;
mod import;
mod overlay;
mod paths;
mod policy;
mod proposals;
mod published;
mod regenerate;
mod release;
mod releases;
mod rules;
mod serve;
mod services;
mod update;
mod upstream;
mod views;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    /// Take over proposed overlay entries, or remove entries
    #[command(subcommand)]
    Overlay(overlay::Overlay),
    /// Import services, register them in the manifest, and generate the crate
    Add(add::Add),
    /// Import descriptors from published metadata
    Import(import::Import),
    /// List the services that can be added
    Services(services::Services),
    /// Take the newest release of the metadata that was imported, and report what changed
    Update(update::Update),
    /// Compare two states of the schemas, and report what the changes break
    Diff(diff::Diff),
    /// List the rules of the diff
    Rules,
    /// Check whether the crate can be released, and as which version; print its changelog entry
    ReleaseCheck(release::Release),
    /// Print every wire name and its Rust name
    Names(views::Names),
    /// Print every operation and what its schema covers
    Coverage(views::Coverage),
    /// Print the least-privilege policy of operations
    Policy(policy::Policy),
    /// Print the checked Model as JSON
    Model(arguments::Schemas),
    /// Explain a finding or a rule; without an argument, list both
    Explain {
        /// A code, such as TC0202, or a rule, such as parameter-removed
        code: Option<String>,
    },
    /// Compile a crate with each of its features alone
    Features(features::Features),
    /// Run a mock server until Ctrl-C
    Mock(serve::Mock),
    /// Compare the mock and the client with the official SDKs; needs python3, node, npm and the registries
    Conformance(conformance::Conformance),
    /// Measure the generator and the generated code, as ratios within one run
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Regenerate(arguments) => regenerate::run(&arguments),
        Command::Check(arguments) => check::check(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Accept(arguments) => accept::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Overlay(command) => overlay::run(&command),
        Command::Add(arguments) => add::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Services(arguments) => services::run(&arguments),
        Command::Update(arguments) => update::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules => rules::run(),
        Command::ReleaseCheck(arguments) => release::run(&arguments),
        Command::Names(arguments) => views::names(&arguments),
        Command::Coverage(arguments) => views::coverage(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Model(input) => views::model(&input),
        Command::Explain { code } => check::explain(code.as_deref()),
        Command::Features(arguments) => features::run(&arguments),
        Command::Mock(arguments) => serve::run(&arguments),
        Command::Conformance(arguments) => conformance::run(&arguments),
        Command::Bench(arguments) => bench::run(arguments),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::from(2)
    })
}
