//! Builds the programs of `cargo xtask` once and runs them.

use std::collections::BTreeMap;
use std::env::consts::EXE_SUFFIX;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;

use crate::support::root;

/// The result of a run.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
}

/// Runs a program in the folder `at` until it exits.
pub fn run(program: impl AsRef<OsStr>, arguments: &[&str], at: &Path) -> Run {
    finish(Command::new(program).args(arguments).current_dir(at))
}

/// Runs a command until it exits.
pub fn finish(command: &mut Command) -> Run {
    let Output { status, stdout, stderr } = command.env("NO_COLOR", "1").output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    Run { code: status.code().expect("it is not killed"), out: text(stdout), err: text(stderr) }
}

/// The programs that `xtask` builds and runs for other commands, with these commands.
const OTHERS: [(&str, &[&str]); 2] = [
    (
        "maintain",
        &[
            "add",
            "diff",
            "explain",
            "import",
            "names",
            "policy",
            "release-check",
            "release-prepare",
            "rules",
            "services",
            "update",
        ],
    ),
    ("lab", &["bench", "conformance", "mock"]),
];

/// Runs `cargo xtask` with these arguments.
pub fn xtask(arguments: &[&str]) -> Run {
    run(binary(arguments.first().unwrap_or(&"")), arguments, &root())
}

/// Returns the program that runs a command in the end.
pub fn binary(command: &str) -> &'static Path {
    let other = OTHERS.iter().find(|(_, commands)| commands.contains(&command));
    copies().get(other.map_or("xtask", |(name, _)| name)).expect("it is built")
}

/// Returns copies of the programs: building another copy of the project would replace those in the target folder.
fn copies() -> &'static BTreeMap<String, PathBuf> {
    static COPIES: OnceLock<BTreeMap<String, PathBuf>> = OnceLock::new();
    COPIES.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xtask");
        fs::create_dir_all(&folder).expect("a folder");
        remove_old(&folder);
        let copy = |(name, built): (String, PathBuf)| {
            let own = folder.join(format!("{name}-{}{EXE_SUFFIX}", std::process::id()));
            fs::copy(built, &own).expect("a copy");
            (name, own)
        };
        build(&root(), &["--workspace"]).into_iter().map(copy).collect()
    })
}

/// Removes binaries that earlier runs left more than an hour ago.
fn remove_old(folder: &Path) {
    for entry in fs::read_dir(folder).expect("the folder").flatten() {
        let age = entry.metadata().and_then(|found| found.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > Duration::from_secs(3_600)) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns the target folder of this test. Builds of the tests share it, so that dependencies are compiled once.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a target folder")
}

/// Runs Cargo in a copy of the project.
pub fn cargo(arguments: &[&str], root: &Path) -> Run {
    let config = format!("build.target-dir={:?}", target().to_str().expect("UTF-8"));
    run(env!("CARGO"), &[&["--config", &config], arguments].concat(), root)
}

/// Builds `xtask` in the project in `root`, or the packages of its workspace that `more` names. Returns the programs.
pub fn build(root: &Path, more: &[&str]) -> BTreeMap<String, PathBuf> {
    programs(&[&["build", "--manifest-path", "xtask/Cargo.toml"], more].concat(), root)
}

/// Builds what these arguments of Cargo name, and returns the programs.
pub fn programs(arguments: &[&str], root: &Path) -> BTreeMap<String, PathBuf> {
    let built = cargo(&[arguments, &["--message-format", "json-render-diagnostics"]].concat(), root);
    assert_eq!(built.code, 0, "cargo {arguments:?}:\n{}", built.err);
    let messages = built.out.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let program = |message: Value| {
        Some((message["target"]["name"].as_str()?.to_owned(), PathBuf::from(message["executable"].as_str()?)))
    };
    messages.filter_map(program).collect()
}

/// Reads the files below a folder, with their relative paths.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(&at).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            let name = entry.strip_prefix(folder).expect("it is inside").to_string_lossy().into_owned();
            match entry.is_dir() {
                true => open.push(entry),
                false => found.push((name, fs::read(&entry).expect("a file"))),
            }
        }
    }
    found.sort();
    found
}
