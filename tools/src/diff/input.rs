//! The inputs of a comparison: folders and files, on disk or in git.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;

use super::git;

/// One side of a comparison.
#[derive(Debug)]
pub struct Input {
    /// The folder or file.
    pub path: PathBuf,
    /// The prefix that is shown before the paths of files.
    pub shown: String,
    /// The commit, if it is in git.
    pub commit: Option<String>,
    /// The temporary folder that holds files from git.
    _folder: Option<TempDir>,
}

impl Input {
    /// Returns a folder or file on disk.
    pub fn disk(path: &Path) -> Self {
        let folder = if path.is_file() { path.parent().unwrap_or(Path::new("")) } else { path };
        let shown = folder.to_string_lossy().replace('\\', "/");
        let slash = if shown.is_empty() || shown.ends_with('/') { "" } else { "/" };
        Self { path: path.to_owned(), shown: format!("{shown}{slash}"), commit: None, _folder: None }
    }

    /// Returns a path in a commit. `name` is the name of the commit to show.
    pub fn git(name: &str, commit: &str, path: &str) -> Result<Self> {
        let folder = TempDir::new()?;
        let written = git::export(commit, path, folder.path())?;
        let parent = if written.is_file() { path.rsplit_once('/').map_or("", |(parent, _)| parent) } else { path };
        let slash = if parent.is_empty() { "" } else { "/" };
        let shown = format!("{}:{parent}{slash}", git::readable(name));
        Ok(Self { path: written, shown, commit: Some(commit.to_owned()), _folder: Some(folder) })
    }

    /// Parses an argument: a path, `<ref>:<path>`, or a ref, which stands for the schemas in it.
    fn parse(text: &str, schemas: &Path) -> Result<Self> {
        let path = Path::new(text);
        if path.exists() {
            return Ok(Self::disk(path));
        }
        if let Some((name, path)) = text.split_once(':') {
            ensure!(!name.is_empty(), "`{}` has no commit before the colon", text.escape_debug());
            return Self::git(name, &git::commit(name)?, path.trim_end_matches('/'));
        }
        let commit =
            git::commit(text).with_context(|| format!("`{}` is neither a file nor a commit", text.escape_debug()))?;
        Self::git(text, &commit, &git::from_root(schemas)?)
    }
}

/// Returns both sides. By default, the base is the merge base with the main branch, and the head is the working tree.
pub fn sides(base: Option<&str>, head: Option<&str>, schemas: &Path) -> Result<(Input, Input)> {
    let range = base.filter(|base| head.is_none() && !Path::new(base).exists()).and_then(|base| base.split_once(".."));
    if let Some((base, head)) = range {
        let named = |name: &str| Input::parse(if name.is_empty() { "HEAD" } else { name }, schemas);
        return Ok((named(base)?, named(head)?));
    }
    let head = head.map_or_else(|| Ok(Input::disk(schemas)), |head| Input::parse(head, schemas))?;
    let base = match base {
        Some(base) => Input::parse(base, schemas)?,
        None => {
            let commit = git::merge_base()?;
            Input::git(git::short(&commit), &commit, &git::from_root(schemas)?)?
        }
    };
    Ok((base, head))
}
