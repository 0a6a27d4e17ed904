//! Holding what is made now against what was approved. `SNAPSHOTS=overwrite cargo test` approves what is made now.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

use similar::TextDiff;

/// Files by their path in a folder, with `/`.
pub type Files = BTreeMap<String, String>;

/// Compares `made` with the files that are in `folder`, byte for byte.
///
/// # Errors
///
/// Names what is new, changed and stale, with the difference.
pub fn check_folder(folder: &Path, made: &Files) -> Result<()> {
    check(folder, &read_folder(folder, "")?, made)
}

/// Compares `made` with one file of `folder`.
///
/// # Errors
///
/// Shows the difference.
pub fn check_file(folder: &Path, name: &str, made: String) -> Result<()> {
    let approved = match fs::read_to_string(folder.join(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Files::new(),
        text => Files::from([(name.to_owned(), text?)]),
    };
    check(folder, &approved, &Files::from([(name.to_owned(), made)]))
}

/// The files below `folder`, each under `start` and its path.
///
/// # Errors
///
/// Fails where one cannot be read. A folder that is not there has no files.
pub fn read_folder(folder: &Path, start: &str) -> Result<Files> {
    let mut files = Files::new();
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(files),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{start}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            files.extend(read_folder(&entry.path(), &format!("{path}/"))?);
        } else {
            files.insert(path, fs::read_to_string(entry.path())?);
        }
    }
    Ok(files)
}

/// Writes `files` into `folder`.
///
/// # Errors
///
/// Fails where one cannot be written.
pub fn write_folder(folder: &Path, files: &Files) -> Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn check(folder: &Path, approved: &Files, made: &Files) -> Result<()> {
    let report = differences(approved, made);
    if report.is_empty() {
        return Ok(());
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|word| word == "overwrite") {
        for stale in approved.keys().filter(|path| !made.contains_key(*path)) {
            fs::remove_file(folder.join(stale))?;
        }
        return write_folder(folder, made);
    }
    let help = "If this is what it should be: run the test with SNAPSHOTS=overwrite and review the change.";
    Err(Error::other(format!("{} is out of date.\n{report}{help}", folder.display())))
}

/// What is new, changed and stale; empty where nothing is.
fn differences(approved: &Files, made: &Files) -> String {
    let stale = approved.keys().filter(|path| !made.contains_key(*path)).map(|path| format!("stale: {path}\n"));
    let others = made.iter().filter_map(|(path, text)| match approved.get(path) {
        None => Some(format!("new: {path}\n")),
        Some(old) if old == text => None,
        Some(old) => {
            let difference = TextDiff::from_lines(old.as_str(), text.as_str());
            Some(format!("changed: {path}\n{}", difference.unified_diff().header("approved", "made now")))
        }
    });
    stale.chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> Files {
        of.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn what_is_new_changed_and_stale_is_named() {
        let approved = files(&[("a", "1\n2\n"), ("b", "1\n"), ("c", "1\n")]);
        let report = differences(&approved, &files(&[("a", "1\n3\n"), ("b", "1\n"), ("d", "1\n")]));
        for line in ["stale: c", "changed: a", "-2", "+3", "new: d"] {
            assert!(report.lines().any(|found| found == line), "{line} in {report}");
        }
        assert!(!report.contains(": b"), "{report}");
        assert_eq!(differences(&approved, &approved), "");
    }
}
