//! Two states of one file: each is put into a copy of the folder that the file belongs to, so that everything else is the
//! same on both sides.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// What a folder of schemas has and no other.
const MANIFEST: &str = "client.toml";

/// A state of a file: where it is in its folder, and where its text is; none where there is no such file in this state.
pub struct State<'a> {
    /// Its path below the folder.
    pub path: &'a Path,
    /// Its text.
    pub text: Option<&'a Path>,
}

/// The folder of schemas around a file, and the file's path in it.
pub fn around(file: &Path) -> Option<(PathBuf, PathBuf)> {
    let file = std::path::absolute(file).ok()?;
    let folder = file.ancestors().skip(1).find(|folder| folder.join(MANIFEST).is_file())?;
    Some((folder.to_owned(), file.strip_prefix(folder).ok()?.to_owned()))
}

/// A copy of a folder in which one file is in another state; `other` is what the file is called there.
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

/// A folder for a file that belongs to none. What lies beside a descriptor to complete it comes with it.
pub fn alone(file: &Path) -> Result<TempDir> {
    let target = TempDir::new()?;
    let is_descriptor = file.extension().is_some_and(|extension| extension == "json");
    // The same name on both sides: a file that is called otherwise is no other service.
    let name = Path::new(if is_descriptor { "schema/file.json" } else { "schema/file.xml" });
    place(&State { path: name, text: Some(file) }, target.path())?;
    let beside = [("overlay.json", "schema/file.overlay.json"), ("authorization.json", "schema/authorization.json")];
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
    fs::copy(text, &target).with_context(|| text.display().to_string())?;
    Ok(())
}

fn copy_files(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            fs::create_dir(&target)?;
            copy_files(&path, &target)?;
        } else if kind.is_file() {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
