//! The command line of the project. Decides nothing: every command is a few lines over `codegen`.

mod add;
mod bench;
mod commands;
mod conformance;
mod diff;
mod features;
mod fmt;
mod import;
mod places;
mod policy;
mod proposals;
mod release;
mod rules;
mod serve;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use codegen_model::diagnostic::render::Format;

/// Makes the client crate from the schemas, and looks after both.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 all is well, 1 there are findings or differences, 2 the command could not run.";

#[derive(Subcommand)]
enum Command {
    /// Make the crate from the schemas
    Regenerate(Regenerate),
    /// Show every finding in the schemas; write nothing
    Check(Check),
    /// Give the hand-written schemas their canonical form
    Fmt(Fmt),
    /// Take a service into the crate: import its metadata, name it in the manifest, make the crate
    Add(add::Add),
    /// Make descriptors of metadata as the cloud publishes it
    Import(import::Import),
    /// Show what changed between two states of the schemas, and what that breaks
    Diff(diff::Diff),
    /// Print the rules by which changes are judged
    Rules,
    /// Show whether the crate can be released as it is, as which version, and what its changelog has to say
    ReleaseCheck(release::Release),
    /// Print what everything is called on the wire and in Rust
    Names(Names),
    /// Print every operation and how much of it the schemas say
    Coverage(Coverage),
    /// Print the least that a policy has to allow for operations to be called
    Policy(policy::Policy),
    /// Print the checked model as JSON
    Model(Input),
    /// Explain a finding by its code, or a rule of the schema diff by its name; list both
    Explain {
        /// The code, such as TC0202, or the rule, such as parameter-removed
        code: Option<String>,
    },
    /// Compile the crate with each of its features alone
    Features(features::Features),
    /// Play the cloud: a server that answers with the examples of the schemas, until Ctrl-C
    Mock(serve::Mock),
    /// Let the official SDKs judge the mock and our client; needs python3, node, npm and the registries
    Conformance(conformance::Conformance),
    /// Measure the generator and the generated code, as ratios within one run
    Bench(bench::Bench),
}

#[derive(Args)]
struct Input {
    /// The folder of the schemas
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    schemas: PathBuf,
}

#[derive(Args)]
struct Names {
    #[command(flatten)]
    input: Input,
    /// Of published metadata at or below this path, instead of the schemas
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
}

#[derive(Args)]
struct Regenerate {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
    /// Write nothing; show what differs and fail if anything does
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Write nothing; say what would change
    #[arg(long)]
    dry_run: bool,
    /// Take only these services into the crate; needs --out, so that no service is lost from `generated`
    #[arg(long, value_name = "SERVICE", value_delimiter = ',', requires = "out")]
    only: Vec<String>,
}

/// What is made, and where.
#[derive(Args, Clone)]
struct Output {
    /// The folder of the crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
    /// Make a crate of each service, in one workspace; needs --out, so that `generated` stays one crate
    #[arg(long, requires = "out")]
    split: bool,
}

#[derive(Args)]
struct Check {
    #[command(flatten)]
    input: Input,
    /// How to print
    #[arg(long, value_parser = format_of, default_value = "text")]
    format: Format,
}

#[derive(Args)]
struct Fmt {
    #[command(flatten)]
    input: Input,
    /// Write nothing; show what differs and fail if anything does
    #[arg(long)]
    check: bool,
}

fn format_of(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Format::parse(name).ok_or_else(|| format!("one of: {}", known()))
}

#[derive(Args)]
struct Coverage {
    #[command(flatten)]
    input: Input,
    /// How to print
    #[arg(long, value_enum, default_value = "text")]
    format: Table,
}

#[derive(Clone, Copy, ValueEnum)]
enum Table {
    /// Aligned columns
    Text,
    /// A Markdown table
    Markdown,
    /// JSON
    Json,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Regenerate(arguments) => commands::regenerate(&arguments),
        Command::Check(arguments) => commands::check(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
        Command::Add(arguments) => add::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Rules => rules::run(),
        Command::ReleaseCheck(arguments) => release::run(&arguments),
        Command::Names(arguments) => commands::names(&arguments),
        Command::Coverage(arguments) => commands::coverage(&arguments),
        Command::Policy(arguments) => policy::run(&arguments),
        Command::Model(input) => commands::model(&input),
        Command::Explain { code } => commands::explain(code.as_deref()),
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
