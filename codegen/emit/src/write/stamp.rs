//! Knows what a folder was made from and what it was then, so that a run with nothing to do need not find that out by doing
//! it. Contents are compared, never times: whoever changed a file and its time back is found out.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use super::plan::{self, Kind, Listing};
use super::{Error, disk};
use codegen_model::parallel;
use codegen_model::paths::is_foreign;

/// The file that keeps it. It begins with a dot: it belongs to no tree, and to this machine alone.
const FILE: &str = ".regenerated";

/// A folder and what it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    inputs: u64,
    outputs: u64,
}

/// A number for `files` below `root`. `maker` is whatever else the output depends on: the program, its options.
///
/// # Errors
///
/// Fails where a file cannot be read.
pub fn inputs(root: &Path, files: &[String], maker: impl Hash) -> Result<u64, Error> {
    let mut hasher = DefaultHasher::new();
    maker.hash(&mut hasher);
    contents(root, files)?.hash(&mut hasher);
    Ok(hasher.finish())
}

impl Stamp {
    /// The stamp that `out` has as it is, if it was made from `inputs`.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read.
    pub fn of(inputs: u64, out: &Path) -> Result<Self, Error> {
        let mut hasher = DefaultHasher::new();
        contents(out, &paths(plan::list(out, is_foreign)?))?.hash(&mut hasher);
        Ok(Self { inputs, outputs: hasher.finish() })
    }

    /// Whether `out` has this stamp: nothing was changed since it got it.
    pub fn holds(self, out: &Path) -> bool {
        fs::read_to_string(out.join(FILE)).is_ok_and(|text| text == self.text())
    }

    /// Gives `out` this stamp.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be written.
    pub fn keep(self, out: &Path) -> Result<(), Error> {
        let _lock = disk::lock(out);
        let path = out.join(FILE);
        fs::write(&path, self.text()).map_err(Error::at(&path))
    }

    fn text(self) -> String {
        format!("{:016x} {:016x}\n", self.inputs, self.outputs)
    }
}

/// A number for the content of each file, in order.
fn contents<'f>(root: &Path, files: &'f [String]) -> Result<Vec<(&'f str, u64)>, Error> {
    let all = parallel::map(files.iter().collect(), |file: &String| {
        let path = root.join(file);
        let content = |path: &Path| -> io::Result<u64> {
            let mut hasher = DefaultHasher::new();
            fs::symlink_metadata(path)?.file_type().hash(&mut hasher);
            fs::read(path)?.hash(&mut hasher);
            Ok(hasher.finish())
        };
        Ok((file.as_str(), content(&path).map_err(Error::at(&path))?))
    });
    all.into_iter().collect()
}

/// The files below a folder, relative to it, in order.
///
/// # Errors
///
/// Fails where a folder cannot be listed.
pub fn files(root: &Path) -> Result<Vec<String>, Error> {
    Ok(paths(plan::list(root, |_| false)?))
}

fn paths(listing: Listing) -> Vec<String> {
    listing.into_iter().filter(|(_, kind)| *kind != Kind::Folder).map(|(path, _)| path).collect()
}
