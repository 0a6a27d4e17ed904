//! Prepares single files for a comparison: each state of a file is put into a copy of its folder, so that everything else is
//! equal on both sides.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codegen_model::files::{self, MAX_FILE_BYTES};
use tempfile::TempDir;

/// The file that identifies a folder of schemas.
pub const MANIFEST: &str = "client.toml";

/// A state of a file.
pub struct State<'a> {
    /// The path below the folder of schemas.
    pub path: &'a Path,
    /// The file that holds the text; `None` if the file does not exist in this state.
    pub text: Option<&'a Path>,
}

/// Returns the folder of schemas that contains a file, and the file's path in it.
pub fn containing_folder(file: &Path) -> Option<(PathBuf, PathBuf)> {
    let file = std::path::absolute(file).ok()?;
    let folder = file.ancestors().skip(1).find(|folder| folder.join(MANIFEST).is_file())?;
    Some((folder.to_owned(), file.strip_prefix(folder).ok()?.to_owned()))
}

/// Copies a folder, and puts one file into the given state. `other` is the file's path in the folder.
pub fn copy(folder: &Path, state: &State<'_>, other: &Path) -> Result<TempDir> {
    let target = TempDir::new()?;
    copy_files(folder, target.path())?;
    for path in [state.path, other] {
        let old = target.path().join(path);
        if old.is_file() {
            fs::remove_file(old)?;
        }
    }
    place(state, target.path())?;
    Ok(target)
}

/// Creates a folder of schemas for a single file, with the overlay, the texts and the authorization table beside it.
pub fn folder_for(file: &Path) -> Result<TempDir> {
    let target = TempDir::new()?;
    let is_descriptor = file.extension().is_some_and(|extension| extension == "json");
    // Both sides get the same name, because files with other names are not other services.
    let name = Path::new(if is_descriptor { "schema/file.json" } else { "schema/file.xml" });
    place(&State { path: name, text: Some(file) }, target.path())?;
    let beside = [
        ("overlay.json", "schema/file.overlay.json"),
        ("texts.json", "schema/file.texts.json"),
        ("authorization.json", "schema/authorization.json"),
    ];
    for (ending, to) in beside.into_iter().filter(|_| is_descriptor) {
        let own = file.with_extension(ending);
        let shared = file.with_file_name(ending);
        if let Some(found) = [own, shared].into_iter().find(|found| found.is_file()) {
            place(&State { path: Path::new(to), text: Some(&found) }, target.path())?;
        }
    }
    let schemas = if is_descriptor { "schema/file.json" } else { "schema" };
    let package = "[package]\nname = \"schema\"\nversion = \"0.0.0\"\ndescription = \"One file.\"\n";
    let service = format!("[[service]]\nmodule = \"schema\"\ndescription = \"One file.\"\nschemas = [\"{schemas}\"]\n");
    fs::write(target.path().join(MANIFEST), format!("{package}\n{service}"))?;
    Ok(target)
}

fn place(state: &State<'_>, folder: &Path) -> Result<()> {
    let Some(text) = state.text else { return Ok(()) };
    let target = folder.join(state.path);
    fs::create_dir_all(target.parent().unwrap_or(folder))?;
    copy_file(text, &target)
}

/// Copies the files of a folder into another one.
pub fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            fs::create_dir(&target)?;
            copy_files(&path, &target)?;
        } else if kind.is_file() {
            copy_file(&path, &target)?;
        }
    }
    Ok(())
}

/// Copies a regular file. A link must stay in the file's folder: the report shows its lines.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let context = || from.display().to_string();
    let folder = from.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = from.file_name().and_then(|name| name.to_str()).with_context(context)?;
    let content = files::read(folder, name, MAX_FILE_BYTES).with_context(context)?;
    fs::write(to, content).with_context(|| to.display().to_string())
}
