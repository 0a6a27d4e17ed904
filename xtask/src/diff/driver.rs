//! A driver for `git diff`: what changed in one file, in words.
//!
//! ```text
//! schemas/*/** diff=tcschema          in .gitattributes
//! git config diff.tcschema.command "cargo xtask diff --driver"
//! ```

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use codegen_diff::render::Format;

use super::compare::{self, Compared};
use super::single::{self, State};

/// Prints what git's arguments are about: the path, then a file, an object and a mode of each side; of a file that was
/// renamed, its new path too. Git takes any exit code but 0 for an accident.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let path = arguments.first().context("git names no file")?;
    let [Some(before), Some(after)] = [1, 4].map(|at| arguments.get(at)) else {
        println!("{path}: not merged yet");
        return Ok(ExitCode::SUCCESS);
    };
    let renamed = arguments.get(7).unwrap_or(path);
    let Some((around, new)) = single::around(Path::new(renamed)) else {
        println!("{path}: not in a folder of schemas");
        return Ok(ExitCode::SUCCESS);
    };
    let old = single::around(Path::new(path)).map_or_else(|| new.clone(), |(_, old)| old);
    let base = State { path: &old, text: there(before) };
    let head = State { path: &new, text: there(after) };
    println!("{path}:");
    match compare::states(&around, &base, &head, ["a/", "b/"])? {
        Some(Compared { sources, report }) => print!("{}", Format::Text.render(&sources, &report, false)),
        None => println!("one side does not fit the files around it; `git diff --no-ext-diff` shows the lines"),
    }
    Ok(ExitCode::SUCCESS)
}

/// The file of a side, unless there is none.
fn there(file: &str) -> Option<&Path> {
    Some(Path::new(file)).filter(|file| *file != Path::new("/dev/null") && *file != Path::new("nul"))
}
