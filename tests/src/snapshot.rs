//! Compares generated files with approved files. `SNAPSHOTS=overwrite cargo test` approves the generated files.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

use similar::TextDiff;

/// The contents of files, by their path in a folder. Paths are separated by `/`.
pub type Files = BTreeMap<String, String>;

/// Compares `generated` with all files of `folder`, byte for byte.
///
/// # Errors
///
/// Lists new, changed and stale files, with the differences.
pub fn check_folder(folder: &Path, generated: &Files) -> Result<()> {
    check(folder, &read_folder(folder, "")?, generated)
}

/// Compares `generated` with one file of `folder`.
///
/// # Errors
///
/// Shows the difference.
pub fn check_file(folder: &Path, name: &str, generated: String) -> Result<()> {
    let approved = match fs::read_to_string(folder.join(name)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Files::new(),
        text => Files::from([(name.to_owned(), text?)]),
    };
    check(folder, &approved, &Files::from([(name.to_owned(), generated)]))
}

/// Reads the files below `folder`. Their paths get the prefix `start`.
///
/// # Errors
///
/// Fails if a file cannot be read. A missing folder has no files.
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
/// Fails if a file cannot be written.
pub fn write_folder(folder: &Path, files: &Files) -> Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}

fn check(folder: &Path, approved: &Files, generated: &Files) -> Result<()> {
    let report = differences(approved, generated);
    if report.is_empty() {
        return Ok(());
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|word| word == "overwrite") {
        for stale in approved.keys().filter(|path| !generated.contains_key(*path)) {
            fs::remove_file(folder.join(stale))?;
        }
        return write_folder(folder, generated);
    }
    let help = "To accept the change, run the test with SNAPSHOTS=overwrite and review the diff.";
    Err(Error::other(format!("{} is out of date.\n{report}{help}", folder.display())))
}

/// Lists new, changed and stale files. Empty if there are none.
fn differences(approved: &Files, generated: &Files) -> String {
    let stale = approved.keys().filter(|path| !generated.contains_key(*path)).map(|path| format!("stale: {path}\n"));
    let others = generated.iter().filter_map(|(path, text)| match approved.get(path) {
        None => Some(format!("new: {path}\n")),
        Some(old) if old == text => None,
        Some(old) => {
            let difference = TextDiff::from_lines(old.as_str(), text.as_str());
            Some(format!("changed: {path}\n{}", difference.unified_diff().header("approved", "generated")))
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
    fn new_changed_and_stale_files_are_listed() {
        let approved = files(&[("a", "1\n2\n"), ("b", "1\n"), ("c", "1\n")]);
        let report = differences(&approved, &files(&[("a", "1\n3\n"), ("b", "1\n"), ("d", "1\n")]));
        for line in ["stale: c", "changed: a", "-2", "+3", "new: d"] {
            assert!(report.lines().any(|found| found == line), "{line} in {report}");
        }
        assert!(!report.contains(": b"), "{report}");
        assert_eq!(differences(&approved, &approved), "");
    }
}
