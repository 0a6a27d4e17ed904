//! The schemas of a folder, and how their canonical form gets onto the disk: file by file, each as a whole.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use codegen_model::diagnostic::{Diagnostic, Diagnostics};
use codegen_model::format::{self, is_candidate};
use codegen_model::source::Sources;

use crate::write::{Error, Mode, diff};

/// How the files were laid out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files that were looked at.
    pub sources: Sources,
    /// What could not be read, or is not well-formed.
    pub findings: Vec<Diagnostic>,
    /// The files that had another form, relative to the folder, in order.
    pub changed: Vec<String>,
    /// How many have the canonical form.
    pub unchanged: usize,
    /// For each changed file, when checking, how it differs.
    pub diffs: BTreeMap<String, String>,
}

/// Gives the schemas below `root` their canonical form, or says how they differ from it.
///
/// # Errors
///
/// Fails where a folder cannot be listed or a file not be written. What cannot be read is a finding.
pub fn schemas(root: &Path, mode: Mode) -> Result<Outcome, Error> {
    let mut outcome = Outcome { sources: Sources::below(root), ..Outcome::default() };
    let mut diagnostics = Diagnostics::default();
    for path in files(root, "")? {
        let Some(file) = outcome.sources.read(root, &path, &mut diagnostics) else { continue };
        let Some(formatted) = format::format(&outcome.sources, file, &mut diagnostics) else { continue };
        outcome.settle(root, path, formatted.as_bytes(), mode)?;
    }
    outcome.findings = diagnostics.finish(&outcome.sources);
    Ok(outcome)
}

impl Outcome {
    /// Compares a file with its canonical form, and does with it what `mode` says.
    fn settle(&mut self, root: &Path, path: String, formatted: &[u8], mode: Mode) -> Result<(), Error> {
        let on_disk = root.join(&path);
        // The bytes, not the text: that has lost its byte order mark.
        if fs::read(&on_disk).map_err(Error::at(&on_disk))? == formatted {
            self.unchanged += 1;
            return Ok(());
        }
        if mode == Mode::Write {
            replace(&on_disk, formatted).map_err(Error::at(&on_disk))?;
        }
        if mode == Mode::Check && self.diffs.len() < diff::MAX_FILES {
            let diff = diff::describe(&path, &on_disk, formatted, "formatted");
            self.diffs.insert(path.clone(), diff);
        }
        self.changed.push(path);
        Ok(())
    }
}

/// The files below a folder that can be schemas, sorted, relative to `root`. Links are not followed, what is hidden is
/// somebody else's.
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

/// Puts a new file in the place of the old one, so that whoever reads sees one or the other and an interrupted run has
/// left the old one.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let mut file = File::create_new(&beside)?;
    let written = fs::metadata(path)
        .and_then(|old| file.set_permissions(old.permissions()))
        .and_then(|()| file.write_all(content))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The reason is what the caller must know; that something is left behind as well, he sees.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_replaced_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, "<types></types>").unwrap();
        // Somebody has put something there that is not ours to overwrite.
        let beside = folder.path().join(format!(".a.xml.{}.new", std::process::id()));
        fs::write(&beside, "theirs").unwrap();
        let error = schemas(folder.path(), Mode::Write).unwrap_err();
        assert!(error.to_string().contains("a.xml: "), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "<types></types>");
        assert_eq!(fs::read_to_string(&beside).unwrap(), "theirs");
    }

    #[test]
    fn a_dry_run_only_names_what_would_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.xml");
        fs::write(&path, "<types></types>").unwrap();
        let outcome = schemas(folder.path(), Mode::DryRun).unwrap();
        assert_eq!((outcome.changed, outcome.diffs.len()), (vec!["a.xml".to_owned()], 0));
        assert_eq!(fs::read_to_string(&path).unwrap(), "<types></types>");
    }
}
