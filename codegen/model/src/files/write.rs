//! Writes a file as a whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Refusal, check_kind, resolve_below, stays_below};

/// Writes the file `relative` below `root`, and creates its folders. One rename replaces the file: a reader sees the old
/// content or the new one, and an interrupted run leaves the old one. Links must stay below `root`, and are kept.
///
/// # Errors
///
/// Fails if the file leaves the folder, exists and is not regular, or cannot be written.
pub fn write(root: &Path, relative: &str, content: &[u8]) -> Result<(), Refusal> {
    if !stays_below(relative) {
        return Err(Refusal::Leaves);
    }
    Ok(replace(&target(root, &root.join(relative))?, content)?)
}

/// Returns the file to replace. Its folder exists.
fn target(root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    // A link that leads nowhere exists, and is refused.
    if path.symlink_metadata().is_ok() {
        let file = resolve_below(root, path)?;
        check_kind(&fs::metadata(&file)?)?;
        return Ok(file);
    }
    fs::create_dir_all(root)?;
    let folder = path.parent().unwrap_or(root);
    let existing = folder.ancestors().find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(root);
    resolve_below(root, existing)?;
    fs::create_dir_all(folder)?;
    Ok(path.to_owned())
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    let mut file = File::create_new(&beside)?;
    let written = keep_permissions(path, &file)
        .and_then(|()| file.write_all(content))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // The first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn keep_permissions(old: &Path, new: &File) -> io::Result<()> {
    match fs::metadata(old) {
        Ok(old) => new.set_permissions(old.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}
