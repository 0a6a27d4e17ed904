//! A driver for `git diff` that shows the findings of a changed file instead of its lines.
//!
//! ```text
//! schemas/*/** diff=tcschema          in .gitattributes
//! git config diff.tcschema.command "cargo xtask diff --driver"
//! ```

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use codegen_diff::render::{Format, Options};

use super::compare::{self, Compared};
use super::single::{self, State};

/// Prints the findings of a file. Git passes the path, then a file, an object and a mode for each side, then the new path of
/// a renamed file. Git treats any exit code but 0 as a crash.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let path = arguments.first().context("git passed no path")?;
    let [Some(before), Some(after)] = [1, 4].map(|index| arguments.get(index)) else {
        println!("{path}: unmerged");
        return Ok(ExitCode::SUCCESS);
    };
    let renamed = arguments.get(7).unwrap_or(path);
    let Some((folder, new)) = single::containing_folder(Path::new(renamed)) else {
        println!("{path}: not in a folder of schemas");
        return Ok(ExitCode::SUCCESS);
    };
    let old = single::containing_folder(Path::new(path)).map_or_else(|| new.clone(), |(_, old)| old);
    let base = State { path: &old, text: existing(before) };
    let head = State { path: &new, text: existing(after) };
    println!("{path}:");
    let Compared { sources, report } = compare::compare_states(&folder, &base, &head, ["a/", "b/"])?;
    print!("{}", Format::Text.render(&sources, &report, &Options::default()));
    Ok(ExitCode::SUCCESS)
}

/// Returns the path of a side's file if there is one.
fn existing(file: &str) -> Option<&Path> {
    Some(Path::new(file)).filter(|file| *file != Path::new("/dev/null") && *file != Path::new("nul"))
}
