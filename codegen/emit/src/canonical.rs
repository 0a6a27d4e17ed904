//! Writes the canonical form of the schemas in a folder: file by file, each as a whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::files::{self, MAX_FILE_BYTES};
use codegen_model::format::{self, is_candidate};
use codegen_model::source::Sources;

use crate::write::{Error, Mode, diff};

/// The outcome of formatting a folder.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files that were read.
    pub sources: Sources,
    /// Files that cannot be read or are not well-formed.
    pub findings: Vec<Diagnostic>,
    /// The files with a different form, relative to the folder, in order.
    pub changed: Vec<String>,
    /// The number of files that have the canonical form.
    pub unchanged: usize,
    /// With [`Mode::Check`], a diff for each changed file.
    pub diffs: BTreeMap<String, String>,
}

/// Writes the canonical form of the schemas below `root`, or reports how they differ from it.
///
/// # Errors
///
/// Fails where a folder cannot be listed or a file cannot be written. A file that cannot be read is a finding.
pub fn schemas(root: &Path, mode: Mode) -> Result<Outcome, Error> {
    let mut outcome = Outcome { sources: Sources::below(root), ..Outcome::default() };
    let mut diagnostics = Diagnostics::default();
    for path in files(root, "")? {
        let Some(file) = outcome.sources.read(root, &path, &mut diagnostics) else { continue };
        let Some(formatted) = format::format(&outcome.sources, file, &mut diagnostics) else { continue };
        outcome.format(root, path, formatted.as_bytes(), mode)?;
    }
    outcome.findings = diagnostics.finish(&outcome.sources);
    Ok(outcome)
}

impl Outcome {
    /// Compares a file with its canonical form, and writes that form in [`Mode::Write`].
    fn format(&mut self, root: &Path, path: String, formatted: &[u8], mode: Mode) -> Result<(), Error> {
        let on_disk = root.join(&path);
        // The bytes, not the text, which has lost its byte order mark.
        if files::read(root, &path, MAX_FILE_BYTES).map_err(Error::at(&on_disk))? == formatted {
            self.unchanged += 1;
            return Ok(());
        }
        if mode == Mode::Write {
            files::write(root, &path, formatted).map_err(Error::at(&on_disk))?;
        }
        if mode == Mode::Check && self.diffs.len() < diff::MAX_FILES {
            let diff = diff::describe(&path, &on_disk, formatted, "formatted");
            self.diffs.insert(path.clone(), diff);
        }
        self.changed.push(path);
        Ok(())
    }
}

/// Returns the files below a folder that can be schemas, sorted, relative to `root`. Links are not followed, and hidden
/// files are skipped.
fn files(root: &Path, folder: &str) -> Result<Vec<String>, Error> {
    let at = root.join(folder);
    let mut found = Vec::new();
    for entry in fs::read_dir(&at).map_err(Error::at(&at))? {
        let entry = entry.map_err(Error::at(&at))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(Error::at(&entry.path()))?;
        let path = format!("{folder}{name}");
        match name.starts_with('.') {
            true => {}
            false if kind.is_dir() => found.extend(files(root, &format!("{path}/"))?),
            false if kind.is_file() && is_candidate(&path) => found.push(path),
            false => {}
        }
    }
    found.sort();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_cannot_be_replaced_is_unchanged() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, "<types></types>").unwrap();
        // A file of another program stands in the way.
        let beside = folder.path().join(format!(".a.xml.{}.new", std::process::id()));
        fs::write(&beside, "theirs").unwrap();
        let error = schemas(folder.path(), Mode::Write).unwrap_err();
        assert!(error.to_string().contains("a.xml: "), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "<types></types>");
        assert_eq!(fs::read_to_string(&beside).unwrap(), "theirs");
    }

    #[test]
    fn a_dry_run_only_lists_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, "<types></types>").unwrap();
        let outcome = schemas(folder.path(), Mode::DryRun).unwrap();
        assert_eq!((outcome.changed, outcome.diffs.len()), (vec!["a.xml".to_owned()], 0));
        assert_eq!(fs::read_to_string(&path).unwrap(), "<types></types>");
    }
}
