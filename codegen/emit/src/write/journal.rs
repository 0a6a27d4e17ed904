//! Knows how many changes become one: staged files, and a journal that lists what to do with them.
//!
//! Following the journal a second time, from the beginning, is harmless at any point. That is all
//! that recovery is.

use std::fs;
use std::path::{Component, Path};

use serde::{Deserialize, Serialize};

use super::disk::{Disk, Found};
use super::plan::{Plan, empty_folders};
use super::{Error, Tree};
use codegen_model::paths::check_path;
use codegen_model::paths::is_foreign;

/// The staging folder. It is in the output folder, because a rename is only atomic within one file
/// system; it begins with a dot, so that it is not part of the output.
pub(super) const STAGING: &str = ".regenerating";

/// The journal. While it is there, the output folder is between the old tree and the new one.
pub(super) const JOURNAL: &str = ".regenerating/journal.json";

/// The journal while it is being written.
const DRAFT: &str = ".regenerating/journal.draft";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Journal {
    /// Files to remove, before anything is moved.
    remove: Vec<String>,
    /// Where to move the staged files; a staged file is called by its place in this list.
    place: Vec<String>,
}

/// Makes the changes of a plan.
pub(super) fn write(disk: &mut Disk<'_>, tree: &Tree, plan: &Plan) -> Result<(), Error> {
    let place: Vec<String> = plan.new.iter().chain(&plan.changed).cloned().collect();
    let journal = Journal { remove: plan.stale.clone(), place };
    if journal.remove.is_empty() && journal.place.is_empty() {
        return prune(disk);
    }
    if let Err(error) = stage(disk, tree, &journal) {
        // Nothing has changed yet, and what is staged would only be thrown away by the next run.
        let _ = discard(disk);
        return Err(error);
    }
    disk.rename(DRAFT, JOURNAL)?;
    follow(disk, &journal)
}

/// Finishes what an interrupted run had begun to change.
pub(super) fn finish(disk: &mut Disk<'_>) -> Result<(), Error> {
    match read(disk)? {
        Some(journal) => follow(disk, &journal),
        None => Ok(()),
    }
}

/// Throws away what an interrupted run had staged and not begun to move.
pub(super) fn discard(disk: &mut Disk<'_>) -> Result<(), Error> {
    match disk.look(STAGING)? {
        Found::Nothing => Ok(()),
        _ => disk.remove_all(STAGING),
    }
}

fn stage(disk: &mut Disk<'_>, tree: &Tree, journal: &Journal) -> Result<(), Error> {
    disk.create_folder(STAGING)?;
    for (number, path) in journal.place.iter().enumerate() {
        disk.write(&staged(number), tree.get(path).unwrap_or_default())?;
    }
    let text = serde_json::to_vec_pretty(journal).unwrap_or_default();
    disk.write(DRAFT, &text)
}

fn staged(number: usize) -> String {
    format!("{STAGING}/{number}")
}

fn follow(disk: &mut Disk<'_>, journal: &Journal) -> Result<(), Error> {
    // Files are moved in order: where the first one is moved already, all removals are done. They
    // are not repeated then, because what is removed and what is moved can be the same file, on a
    // system that takes `Job.rs` and `job.rs` for the same.
    let moved = !journal.place.is_empty() && disk.look(&staged(0))? == Found::Nothing;
    if !moved {
        for path in &journal.remove {
            remove(disk, path)?;
        }
        prune(disk)?;
    }
    for (number, path) in journal.place.iter().enumerate() {
        place(disk, &staged(number), path)?;
    }
    disk.remove_file(JOURNAL)?;
    disk.remove_all(STAGING)
}

/// Removes a file, if it is still there. A folder at its path has come with the new files.
fn remove(disk: &mut Disk<'_>, path: &str) -> Result<(), Error> {
    for folder in folders(path) {
        match disk.look(folder)? {
            Found::Folder => {}
            Found::Nothing | Found::File => return Ok(()),
            Found::Other => return Err(Error::NotAFolder { path: disk.path(folder) }),
        }
    }
    match disk.look(path)? {
        Found::File | Found::Other => disk.remove_file(path),
        Found::Folder | Found::Nothing => Ok(()),
    }
}

/// Moves a staged file into place, if it is still there.
fn place(disk: &mut Disk<'_>, from: &str, path: &str) -> Result<(), Error> {
    for folder in folders(path) {
        match disk.look(folder)? {
            Found::Folder => {}
            Found::Nothing => disk.create_folder(folder)?,
            Found::File | Found::Other => return Err(Error::NotAFolder { path: disk.path(folder) }),
        }
    }
    match (disk.look(from)?, disk.look(path)?) {
        (Found::File, _) => disk.rename(from, path),
        (Found::Nothing, Found::File) => Ok(()),
        _ => Err(unusable(disk, format!("the staged file of {path:?} is missing"))),
    }
}

fn prune(disk: &mut Disk<'_>) -> Result<(), Error> {
    empty_folders(disk.root())?.iter().try_for_each(|folder| disk.remove_folder(folder))
}

/// The folders that a path leads through, the outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The journal that an interrupted run left. It is input like any other: whoever can put a file
/// into the folder, by a commit for instance, must not reach out of the folder with it.
fn read(disk: &Disk<'_>) -> Result<Option<Journal>, Error> {
    match disk.look(STAGING)? {
        Found::Folder => {}
        Found::Nothing => return Ok(None),
        _ => return Err(Error::NotAFolder { path: disk.path(STAGING) }),
    }
    match disk.look(JOURNAL)? {
        Found::File => {}
        Found::Nothing => return Ok(None),
        _ => return Err(unusable(disk, "it is not a file".into())),
    }
    let path = disk.path(JOURNAL);
    let text = fs::read(&path).map_err(Error::at(&path))?;
    let journal: Journal = serde_json::from_slice(&text).map_err(|error| unusable(disk, error.to_string()))?;
    let strays = journal.remove.iter().filter(|path| !stays_inside(path));
    let misplaced = journal.place.iter().filter(|path| check_path(path).is_err());
    match strays.chain(misplaced).next() {
        Some(path) => Err(unusable(disk, format!("{path:?} is not a path of the output"))),
        None => Ok(Some(journal)),
    }
}

/// Whether a path that is to be removed is one of the output. It need not be one that may be
/// written: stale files can be called anything.
fn stays_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    let is_normal = |part| matches!(part, Component::Normal(_));
    !path.is_empty() && !path.split('/').next().is_some_and(is_foreign) && parts.all(is_normal)
}

fn unusable(disk: &Disk<'_>, reason: String) -> Error {
    Error::Journal { path: disk.path(JOURNAL), reason }
}
