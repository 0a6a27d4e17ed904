//! A driver for `git diff` that shows the findings of a changed file instead of its lines.
//!
//! ```text
//! schemas/*/** diff=tcschema          in .gitattributes
//! git config diff.tcschema.command "cargo xtask diff --driver"
//! ```
//!
//! A file is compared within the schemas of its own commit, so that it fits the other files. Where its commit is not known,
//! because its state is only in the index or in the working tree, it is compared within the working tree.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use codegen_diff::render::{Format, Options};
use codegen_model::source::Span;

use super::compare::{self, Agreements, Compared};
use super::git;
use super::input::Input;
use super::single::{self, State};

/// A state of the file, as git passes it.
struct Side<'a> {
    /// The path below the root of the repository.
    path: &'a str,
    /// A file with the text.
    text: &'a str,
    /// The object, if git knows it.
    object: &'a str,
}

/// Prints the findings of a file. Git passes the path, then a file, an object and a mode for each side, then the new path of
/// a renamed file. Git treats any exit code but 0 as a crash.
pub fn run(arguments: &[String]) -> Result<ExitCode> {
    let path = arguments.first().context("git passed no path")?;
    let side = |path, index: usize| {
        Some(Side { path, text: arguments.get(index)?.as_str(), object: arguments.get(index + 1)?.as_str() })
    };
    let renamed = arguments.get(7).unwrap_or(path);
    let (Some(before), Some(after)) = (side(path, 1), side(renamed, 4)) else {
        println!("{path}: unmerged");
        return Ok(ExitCode::SUCCESS);
    };
    println!("{path}:");
    match compared(&before, &after)? {
        Some(Compared { sources, report }) => print!("{}", Format::Text.render(&sources, &report, &Options::default())),
        None => println!("not in a folder of schemas"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares both states: in their commits, or in the working tree.
fn compared(before: &Side<'_>, after: &Side<'_>) -> Result<Option<Compared>> {
    if let Some((base, head)) = in_commits(before, after)? {
        let found = compare::compare(&base, &head, &Agreements::default())?;
        return Ok(found.map(|found| about_file(found, [before.path, after.path])));
    }
    let Some((folder, new)) = single::containing_folder(Path::new(after.path)) else { return Ok(None) };
    let old = single::containing_folder(Path::new(before.path)).map_or_else(|| new.clone(), |(_, old)| old);
    let base = State { path: &old, text: existing(before.text) };
    let head = State { path: &new, text: existing(after.text) };
    compare::compare_states(&folder, &base, &head, ["a/", "b/"]).map(Some)
}

/// Returns the schemas of the commits that contain the two states; `None` if one of them is in no commit.
fn in_commits(before: &Side<'_>, after: &Side<'_>) -> Result<Option<(Input, Input)>> {
    let head = match is_working_tree(after) {
        true => None,
        false => git::commit_with(after.object, after.path, before.object, before.path)?,
    };
    let base = match &head {
        Some(head) => git::parent(head)?,
        None if is_working_tree(after) => git::commit_with_head(before.object, before.path)?,
        None => None,
    };
    let (Some(base), Some(folder)) = (base, folder_in(after, head.as_deref())?) else { return Ok(None) };
    let Ok(base) = Input::git(git::short(&base), &base, &folder) else { return Ok(None) };
    let head = match head {
        Some(head) => Input::git(git::short(&head), &head, &folder)?,
        None => Input::disk(Path::new(&folder)),
    };
    Ok(Some((base, head)))
}

/// Whether a state is that of the working tree, whose object git does not know.
fn is_working_tree(side: &Side<'_>) -> bool {
    side.object.bytes().all(|byte| byte == b'0') && side.text == side.path
}

/// Returns the folder of schemas that contains the file.
fn folder_in(side: &Side<'_>, commit: Option<&str>) -> Result<Option<String>> {
    for folder in Path::new(side.path).ancestors().skip(1) {
        let manifest = folder.join(single::MANIFEST);
        let exists = match (commit, manifest.to_str()) {
            (Some(commit), Some(manifest)) => git::object(commit, manifest)?.is_some(),
            _ => manifest.is_file(),
        };
        if exists {
            return Ok(folder.to_str().map(str::to_owned));
        }
    }
    Ok(None)
}

/// Leaves only the findings with a position in the file.
fn about_file(compared: Compared, paths: [&str; 2]) -> Compared {
    let Compared { sources, mut report } = compared;
    let is_in = |span: Span| {
        let shown = sources.position(span).path.to_owned();
        paths.iter().any(|path| shown == *path || shown.ends_with(&format!(":{path}")))
    };
    report.findings.retain(|finding| is_in(finding.base) || is_in(finding.head));
    let report = report.summarized_again();
    Compared { sources, report }
}

/// Returns the path of a side's file if there is one.
fn existing(file: &str) -> Option<&Path> {
    Some(Path::new(file)).filter(|file| *file != Path::new("/dev/null") && *file != Path::new("nul"))
}
