//! Knows how a folder differs from a tree. Looks and touches nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::{Error, MARKER, Tree};
use codegen_model::paths::is_foreign;

/// What has to happen to a folder.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) new: Vec<String>,
    pub(super) changed: Vec<String>,
    pub(super) stale: Vec<String>,
    pub(super) unchanged: usize,
}

/// What stands at a path of the folder. Only folders are looked into and only files are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    /// A symbolic link, or a thing that is neither folder nor file.
    Other,
}

/// What there is below a folder, by path.
pub(super) type Listing = BTreeMap<String, Kind>;

impl Plan {
    /// Compares.
    pub(super) fn new(tree: &Tree, out: &Path) -> Result<Plan, Error> {
        let listing = list(out, is_foreign)?;
        if !listing.is_empty() && listing.get(MARKER) != Some(&Kind::File) {
            return Err(Error::NotGenerated { path: out.to_owned() });
        }
        let mut plan = Plan::default();
        for (path, content) in tree.iter() {
            check_folders(&listing, out, path)?;
            match listing.get(path) {
                Some(Kind::File) if is_same(&out.join(path), content)? => plan.unchanged += 1,
                Some(Kind::File | Kind::Other) => plan.changed.push(path.to_owned()),
                Some(Kind::Folder) | None => plan.new.push(path.to_owned()),
            }
        }
        let is_stale = |(path, kind): &(String, Kind)| *kind != Kind::Folder && tree.get(path).is_none();
        plan.stale = listing.into_iter().filter(is_stale).map(|(path, _)| path).collect();
        Ok(plan)
    }
}

/// A file is not written through a symbolic link. Where a plain file stands in the way of a folder
/// it is stale, and gone by then.
fn check_folders(listing: &Listing, out: &Path, path: &str) -> Result<(), Error> {
    for (at, _) in path.match_indices('/') {
        if listing.get(&path[..at]) == Some(&Kind::Other) {
            return Err(Error::NotAFolder { path: out.join(&path[..at]) });
        }
    }
    Ok(())
}

fn is_same(path: &Path, content: &[u8]) -> Result<bool, Error> {
    let length = fs::metadata(path).map_err(Error::at(path))?.len();
    Ok(length == content.len() as u64 && fs::read(path).map_err(Error::at(path))? == content)
}

/// The folders that hold no file, neither themselves nor further down; the innermost first.
pub(super) fn empty_folders(out: &Path) -> Result<Vec<String>, Error> {
    let listing = list(out, is_foreign)?;
    let mut full = BTreeSet::new();
    for (path, _) in listing.iter().filter(|(_, kind)| **kind != Kind::Folder) {
        full.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    let is_empty = |(path, kind): &(&String, &Kind)| **kind == Kind::Folder && !full.contains(path.as_str());
    Ok(listing.iter().rev().filter(is_empty).map(|(path, _)| path.clone()).collect())
}

/// Everything below a folder except what stands at its top and is `skipped`. A folder that is not there is empty.
pub(super) fn list(out: &Path, skipped: fn(&str) -> bool) -> Result<Listing, Error> {
    let mut listing = Listing::new();
    let mut waiting = vec![String::new()];
    while let Some(folder) = waiting.pop() {
        for (name, kind) in entries(&out.join(&folder))? {
            if folder.is_empty() && skipped(&name) {
                continue;
            }
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            if kind == Kind::Folder {
                waiting.push(path.clone());
            }
            listing.insert(path, kind);
        }
    }
    Ok(listing)
}

fn entries(folder: &Path) -> Result<Vec<(String, Kind)>, Error> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(Error::at(folder))?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(Error::at(folder))?;
        // Of a link this is the type of the link itself.
        let kind = entry.file_type().map_err(Error::at(folder))?;
        let kind = match (kind.is_dir(), kind.is_file()) {
            (true, _) => Kind::Folder,
            (_, true) => Kind::File,
            _ => Kind::Other,
        };
        let name = entry.file_name().into_string();
        found.push((name.map_err(|_| Error::NotUnicode { path: entry.path() })?, kind));
    }
    Ok(found)
}
