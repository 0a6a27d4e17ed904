//! Commands in other packages of this workspace: which there are, and how to run them. Their dependencies are compiled when
//! one of them is asked for.

use std::env::consts::EXE_SUFFIX;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tencentcloud_tools::progress;

use crate::paths;

/// The folder of the profile that this program was built with.
const PROFILE: &str = if cfg!(debug_assertions) { "debug" } else { "release" };

/// A command in another package.
pub struct Forwarded {
    /// The name of the command.
    pub name: &'static str,
    /// The sentence about it in the list of commands.
    pub about: &'static str,
    /// The package, in the folder of this name.
    package: &'static str,
}

const fn maintain(name: &'static str, about: &'static str) -> Forwarded {
    Forwarded { name, about, package: "maintain" }
}

const fn lab(name: &'static str, about: &'static str) -> Forwarded {
    Forwarded { name, about, package: "lab" }
}

/// The commands in other packages.
pub const COMMANDS: [Forwarded; 15] = [
    maintain("diff", "Compare two states of the schemas, and report what the changes break"),
    maintain("rules", "List the rules of the diff"),
    maintain("explain", "Explain a finding or a rule; without an argument, list both"),
    maintain("policy", "Print the least-privilege policy of operations"),
    maintain("services", "List the services that can be added"),
    maintain("add", "Import services, register them in the manifest, and generate the crate"),
    maintain("import", "Import descriptors from published metadata"),
    maintain("update", "Take the newest release of the metadata that was imported, and report what changed"),
    maintain("overlay", "Take over proposed overlay entries, or remove entries"),
    maintain("names", "Print every wire name and its Rust name"),
    maintain("release-check", "Check whether the packages can be released, and as which version"),
    maintain("release-prepare", "Write the version of a release to all places, and close its section of the changelog"),
    lab("mock", "Run a mock server until Ctrl-C"),
    lab(
        "conformance",
        "Compare the mock and the client with the official SDKs; needs python3, node, npm and the registries",
    ),
    lab("bench", "Measure the generator and the generated code, as ratios within one run"),
];

/// Returns the command that these arguments of the program ask for, if it is in another package.
pub fn find(arguments: &[OsString]) -> Option<&'static Forwarded> {
    let name = match arguments {
        [help, name, ..] if help == "help" => name,
        [name, ..] => name,
        [] => return None,
    };
    COMMANDS.iter().find(|command| name == command.name)
}

/// Puts the sentences of [`COMMANDS`] into the command line of a package that has some of them.
pub fn describe(program: clap::Command) -> clap::Command {
    let own = COMMANDS.iter().filter(|command| program.find_subcommand(command.name).is_some()).collect::<Vec<_>>();
    own.into_iter().fold(program, |program, command| program.mut_subcommand(command.name, |it| it.about(command.about)))
}

/// Adds the commands of the other packages to the list of commands.
pub fn list(program: clap::Command) -> clap::Command {
    program.subcommands(COMMANDS.iter().map(|command| clap::Command::new(command.name).about(command.about)))
}

impl Forwarded {
    /// Builds the package, and runs it with these arguments. It takes the place of this process where the system allows
    /// that, so that signals reach it.
    pub fn run(&self, arguments: &[OsString]) -> Result<ExitCode> {
        let program = match self.was_built() {
            true => progress::during(&format!("compiling {}", self.package), || self.build(true)),
            // Cargo says what it compiles.
            false => self.build(false),
        };
        replace_with(Command::new(program?).args(arguments)).with_context(|| format!("cannot start {}", self.package))
    }

    /// Whether the package was built before, perhaps in another state.
    fn was_built(&self) -> bool {
        target().join(PROFILE).join(format!("{}{EXE_SUFFIX}", self.package)).exists()
    }

    /// Builds the package, and returns its program.
    fn build(&self, quiet: bool) -> Result<PathBuf> {
        let manifest = paths::root().join("xtask").join(self.package).join("Cargo.toml");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args(["build", "--message-format", "json-render-diagnostics", "--manifest-path"]).arg(manifest);
        cargo.arg("--target-dir").arg(target()).args(quiet.then_some("--quiet"));
        cargo.args((!cfg!(debug_assertions)).then_some("--release"));
        let output = cargo.stderr(Stdio::inherit()).output().context("cannot start cargo")?;
        ensure!(output.status.success(), "{} does not compile", self.package);
        let messages = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
        let mut programs = messages.filter_map(|message: Value| message["executable"].as_str().map(PathBuf::from));
        programs.next_back().with_context(|| format!("cargo does not name the program of {}", self.package))
    }
}

/// Returns the target folder of the project. Cargo would look for its setting in the current folder.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), PathBuf::from)
}

#[cfg(unix)]
fn replace_with(command: &mut Command) -> std::io::Result<ExitCode> {
    Err(std::os::unix::process::CommandExt::exec(command))
}

#[cfg(not(unix))]
fn replace_with(command: &mut Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(2)))
}
