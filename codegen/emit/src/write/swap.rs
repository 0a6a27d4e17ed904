//! Replaces the files of a folder as a whole.
//!
//! 1. The new tree is written to `.regenerating/draft`; unchanged files are links to the old ones, so that they keep their
//!    modification time.
//! 2. `draft` is renamed to `new`. A run that ends before this has changed nothing; a run that ends later is finished by
//!    the next one, from here.
//! 3. The old entries of the folder move to `.regenerating/old`.
//! 4. The entries of `new` move into the folder, the marker first: while `new` has it, step 3 may be incomplete.
//! 5. `.regenerating` is removed.
//!
//! Writes are not fsynced: that took longer than generating. If the machine fails in that moment, the next run compares
//! contents and writes what differs.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

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
        if new.join(MARKER).is_file() {
            self.step(&old, |old| fs::create_dir_all(old))?;
            self.move_entries(self.out.to_owned(), &old)?;
            self.rename(&new.join(MARKER), &self.out.join(MARKER))?;
        }
        self.move_entries(new, self.out)?;
        self.step(&self.staging(), |staging| fs::remove_dir_all(staging))
    }

    /// Moves the entries of a folder that belong to the tree. A folder that does not exist has none.
    fn move_entries(&mut self, from: PathBuf, to: &Path) -> Result<(), Error> {
        let entries = match fs::read_dir(&from) {
            Err(error) if is_absent(&error) => return Ok(()),
            entries => entries.map_err(Error::at(&from))?,
        };
        for entry in entries {
            let name = entry.map_err(Error::at(&from))?.file_name();
            if !is_foreign(&name.to_string_lossy()) {
                self.rename(&from.join(&name), &to.join(&name))?;
            }
        }
        Ok(())
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
    let folder = File::open(out).ok()?;
    loop {
        match folder.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            locked => return locked.ok().map(|()| folder),
        }
    }
}
