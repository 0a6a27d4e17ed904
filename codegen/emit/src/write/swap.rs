//! Replaces the files of a folder as a whole.
//!
//! 1. The new tree is written to `.regenerating/draft`; unchanged files are links to the old ones, so that they keep their
//!    modification time.
//! 2. `draft` is renamed to `new`. A run that ends before this has changed nothing; a run that ends later is finished by
//!    the next one, from here.
//! 3. The entries of the folder that `new` does not have move to `.regenerating/old`.
//! 4. The entries of `new` replace those of the folder one after the other, the marker first: while `new` has it, step 3
//!    may be incomplete. A rename replaces a file; a folder moves to `.regenerating/old` first.
//! 5. `.regenerating` is removed.
//!
//! A run holds an exclusive lock on the folder. So a reader with a shared lock sees the old crate or the new one. A reader
//! without a lock sees whole files, but may see files of both, and misses a folder between two renames.
//!
//! Writes are not fsynced: that took longer than generating. If the machine fails in that moment, the next run compares
//! contents and writes what differs.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use codegen_model::files;
use codegen_model::paths::{MARKER, is_foreign};

use super::error::Error;
use super::plan::Plan;
use super::tree::Tree;

/// The staging folder. It is inside the output folder because renames are atomic only within one file system.
pub(super) const STAGING: &str = ".regenerating";

/// Called before each change of the file system. Tests return an error to interrupt a run there.
pub(super) type BeforeStep<'s> = &'s mut dyn FnMut() -> io::Result<()>;

/// Allows every step.
pub(super) fn always() -> io::Result<()> {
    Ok(())
}

/// An output folder whose files are replaced.
pub(super) struct Swap<'s> {
    out: &'s Path,
    before_step: BeforeStep<'s>,
}

impl<'s> Swap<'s> {
    pub(super) fn new(out: &'s Path, before_step: BeforeStep<'s>) -> Self {
        Self { out, before_step }
    }

    pub(super) fn create_root(&mut self) -> Result<(), Error> {
        if self.out.is_dir() {
            return Ok(());
        }
        self.step(self.out, |out| fs::create_dir_all(out))
    }

    /// Makes the folder equal to `tree`.
    pub(super) fn replace(&mut self, tree: &Tree, plan: &Plan) -> Result<(), Error> {
        if let Err(error) = self.stage(tree, plan) {
            // Nothing has changed yet, so the error above is the one to report.
            let _ = fs::remove_dir_all(self.staging());
            return Err(error);
        }
        self.rename(&self.staging().join("draft"), &self.staging().join("new"))?;
        self.finish()
    }

    /// Finishes an interrupted run, or removes what it staged in vain. Refuses links: whoever can commit one could make a
    /// run move files from or to another folder.
    pub(super) fn recover(&mut self) -> Result<(), Error> {
        let staging = self.staging();
        if !is_folder(&staging)? {
            return Ok(());
        }
        for name in ["new", "old"] {
            is_folder(&staging.join(name))?;
        }
        self.finish()
    }

    fn stage(&mut self, tree: &Tree, plan: &Plan) -> Result<(), Error> {
        let draft = self.staging().join("draft");
        for (path, content) in tree.iter() {
            let (old, new) = (self.out.join(path), draft.join(path));
            let is_unchanged = plan.unchanged.contains(path);
            self.step(&new, |new| {
                fs::create_dir_all(new.parent().unwrap_or(new))?;
                if is_unchanged { link(&old, new) } else { fs::write(new, content) }
            })?;
        }
        Ok(())
    }

    /// Steps 3 to 5.
    fn finish(&mut self) -> Result<(), Error> {
        let (new, old) = (self.staging().join("new"), self.staging().join("old"));
        if files::is_regular(&new.join(MARKER)) {
            self.step(&old, |old| fs::create_dir_all(old))?;
            for name in entries(self.out)?.into_iter().filter(|name| !exists(&new.join(name))) {
                self.move_aside(&name)?;
            }
            self.place(OsStr::new(MARKER))?;
        }
        for name in entries(&new)? {
            self.place(&name)?;
        }
        self.step(&self.staging(), |staging| fs::remove_dir_all(staging))
    }

    /// Replaces an entry of the folder.
    fn place(&mut self, name: &OsStr) -> Result<(), Error> {
        let (new, current) = (self.staging().join("new").join(name), self.out.join(name));
        if exists(&current) && (new.is_dir() || current.is_dir()) {
            self.move_aside(name)?;
        }
        self.rename(&new, &current)?;
        // A rename does nothing if both are links to one file, which an unchanged file is.
        if exists(&new) {
            self.step(&new, |new| fs::remove_file(new))?;
        }
        Ok(())
    }

    fn move_aside(&mut self, name: &OsStr) -> Result<(), Error> {
        let old = self.staging().join("old").join(name);
        if old.is_dir() {
            // Of an interrupted run, after which somebody put the entry back.
            self.step(&old, |old| fs::remove_dir_all(old))?;
        }
        self.rename(&self.out.join(name), &old)
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Result<(), Error> {
        self.step(to, |to| fs::rename(from, to))
    }

    fn step(&mut self, path: &Path, run: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), Error> {
        (self.before_step)().and_then(|()| run(path)).map_err(Error::at(path))
    }

    fn staging(&self) -> PathBuf {
        self.out.join(STAGING)
    }
}

/// Returns the names in a folder that belong to the tree, sorted. A folder that does not exist has none.
fn entries(folder: &Path) -> Result<Vec<OsString>, Error> {
    let found = match fs::read_dir(folder) {
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        found => found.map_err(Error::at(folder))?,
    };
    let names = found.map(|entry| entry.map(|entry| entry.file_name()));
    let mut names = names.collect::<io::Result<Vec<_>>>().map_err(Error::at(folder))?;
    names.retain(|name| !is_foreign(&name.to_string_lossy()));
    names.sort();
    Ok(names)
}

/// Returns whether there is anything at a path, a link that leads nowhere included.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Links a file, or copies it with its time where the file system has no links.
fn link(old: &Path, new: &Path) -> io::Result<()> {
    fs::hard_link(old, new).or_else(|_| {
        fs::copy(old, new)?;
        File::options().write(true).open(new)?.set_modified(fs::metadata(old)?.modified()?)
    })
}

/// Whether a folder exists. A link or a file in its place is an error.
fn is_folder(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(Error::NotAFolder { path: path.to_owned() }),
        Err(error) if is_absent(&error) => Ok(false),
        Err(error) => Err(Error::at(path)(error)),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Locks the output folder until the result is dropped: a second run waits for the first. The lock is on the folder itself,
/// so nothing is left behind. Where a folder cannot be opened or locked (on Windows, on some network file systems), runs
/// are not kept apart.
pub(super) fn lock(out: &Path) -> Option<File> {
    // Opening a named pipe would block.
    let folder = out.is_dir().then(|| File::open(out).ok()).flatten()?;
    loop {
        match folder.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            locked => return locked.ok().map(|()| folder),
        }
    }
}
