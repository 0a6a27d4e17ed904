//! Knows the few ways in which the output folder is touched. Each is a step, and a run may end
//! before any of them: by a full disk, by Ctrl-C. Tests make it end there.
//!
//! Nothing waits for the disk itself: that would take longer than all of the generator's work. Where the machine fails within
//! that moment, the next run compares contents and writes what differs, or says which folder to remove first.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Error;

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    CreateFolder,
    CreateFile,
    Fill,
    /// Renames something to this path.
    MoveTo,
    RemoveFile,
    RemoveFolder,
    RemoveAll,
}

/// Is asked before every step; an error ends the run there.
pub(super) trait Steps {
    fn before(&mut self, act: Act, path: &str) -> io::Result<()>;
}

/// Lets every step happen.
pub(super) struct Unhindered;

impl Steps for Unhindered {
    fn before(&mut self, _: Act, _: &str) -> io::Result<()> {
        Ok(())
    }
}

/// What stands at a path, seen without following a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File,
    Folder,
    Other,
}

/// The output folder. Paths are relative to it, with forward slashes.
pub(super) struct Disk<'s> {
    root: PathBuf,
    steps: &'s mut dyn Steps,
}

impl<'s> Disk<'s> {
    pub(super) fn new(root: &Path, steps: &'s mut dyn Steps) -> Disk<'s> {
        Disk { root: root.to_owned(), steps }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(super) fn look(&self, path: &str) -> Result<Found, Error> {
        match fs::symlink_metadata(self.path(path)) {
            Ok(found) if found.is_file() => Ok(Found::File),
            Ok(found) if found.is_dir() => Ok(Found::Folder),
            Ok(_) => Ok(Found::Other),
            Err(error) if is_absent(&error) => Ok(Found::Nothing),
            Err(error) => Err(Error::at(&self.path(path))(error)),
        }
    }

    pub(super) fn create_root(&mut self) -> Result<(), Error> {
        if self.root.is_dir() {
            return Ok(());
        }
        self.step(Act::CreateFolder, "", |path| fs::create_dir_all(path))
    }

    pub(super) fn create_folder(&mut self, path: &str) -> Result<(), Error> {
        self.step(Act::CreateFolder, path, |path| fs::create_dir(path))
    }

    /// Writes a new file.
    pub(super) fn write(&mut self, path: &str, content: &[u8]) -> Result<(), Error> {
        let mut file = self.step(Act::CreateFile, path, |path| File::create_new(path))?;
        self.step(Act::Fill, path, |_| file.write_all(content))
    }

    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<(), Error> {
        let from = self.path(from);
        self.step(Act::MoveTo, to, |to| fs::rename(from, to))
    }

    /// Removes a file, or a link itself.
    pub(super) fn remove_file(&mut self, path: &str) -> Result<(), Error> {
        self.step(Act::RemoveFile, path, |path| fs::remove_file(path))
    }

    pub(super) fn remove_folder(&mut self, path: &str) -> Result<(), Error> {
        self.step(Act::RemoveFolder, path, |path| fs::remove_dir(path))
    }

    pub(super) fn remove_all(&mut self, path: &str) -> Result<(), Error> {
        self.step(Act::RemoveAll, path, |path| fs::remove_dir_all(path))
    }

    fn step<T>(&mut self, act: Act, path: &str, run: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, Error> {
        let at = self.path(path);
        self.steps.before(act, path).and_then(|()| run(&at)).map_err(Error::at(&at))
    }
}

/// Whether an error says that a path leads nowhere.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Keeps two runs apart: the second waits for the first. The lock is on the folder itself, so that
/// nothing is left behind, and it ends with the process. Where a folder cannot be opened or locked
/// (on Windows, on some network file systems) runs are not kept apart.
pub(super) fn lock(out: &Path) -> Option<File> {
    let folder = File::open(out).ok()?;
    loop {
        match folder.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            locked => return locked.ok().map(|()| folder),
        }
    }
}
