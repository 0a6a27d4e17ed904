//! Compares a folder with a tree. Reads only, and follows no link.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use codegen_model::files;
use codegen_model::paths::{MARKER, is_foreign};

use super::error::Error;
use super::tree::Tree;

/// How a folder differs from a tree.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) new: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) stale: Vec<String>,
    pub(super) unchanged: BTreeSet<String>,
}

impl Plan {
    /// Compares `out` with `tree`. A folder that has files but not the marker was not generated, and is refused.
    pub(super) fn new(tree: &Tree, out: &Path) -> Result<Self, Error> {
        let found = files(out)?;
        if !found.is_empty() && !files::is_regular(&out.join(MARKER)) {
            return Err(Error::NotGenerated { path: out.to_owned() });
        }
        let mut plan = Self::default();
        for (path, content) in tree.iter() {
            if !found.contains(path) {
                plan.new.push(path.to_owned());
            } else if is_same(&out.join(path), content)? {
                plan.unchanged.insert(path.to_owned());
            } else {
                plan.changed.push(path.to_owned());
            }
        }
        plan.stale = found.into_iter().filter(|path| tree.get(path).is_none()).collect();
        Ok(plan)
    }

    /// Whether the folder is equal to the tree.
    pub(super) fn is_clean(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

fn is_same(path: &Path, content: &[u8]) -> Result<bool, Error> {
    let found = fs::symlink_metadata(path).map_err(Error::at(path))?;
    let size = content.len() as u64;
    let is_candidate = found.is_file() && found.len() == size;
    Ok(is_candidate && files::read_named(path, size).map_err(Error::at(path))? == content)
}

/// The files and links below `out`, without what belongs to others at its top. A folder that does not exist has none.
fn files(out: &Path) -> Result<BTreeSet<String>, Error> {
    let mut found = BTreeSet::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        let at = out.join(&folder);
        let entries = match fs::read_dir(&at) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            entries => entries.map_err(Error::at(&at))?,
        };
        for entry in entries {
            let entry = entry.map_err(Error::at(&at))?;
            let name = entry.file_name().into_string().map_err(|_| Error::NotUnicode { path: entry.path() })?;
            if folder.is_empty() && is_foreign(&name) {
                continue;
            }
            let path = format!("{folder}{name}");
            if entry.file_type().map_err(Error::at(&entry.path()))?.is_dir() {
                folders.push(path + "/");
            } else {
                found.insert(path);
            }
        }
    }
    Ok(found)
}
