//! The reasons why the output was not written.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use codegen_model::paths::MARKER;

/// Why the output was not written, or not compared.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The system refused an operation.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// A path of the tree is not one that may be written.
    PathNotAllowed {
        /// The path.
        path: String,
        /// The reason.
        reason: &'static str,
    },
    /// The tree has no [`MARKER`], so the next run would refuse the folder.
    NoMarker,
    /// The folder has files and no [`MARKER`]: it was not generated.
    NotGenerated {
        /// The folder.
        path: PathBuf,
    },
    /// The staging folder, or a folder in it, is a symbolic link or a file.
    NotAFolder {
        /// The link or file.
        path: PathBuf,
    },
    /// The folder has a file whose name is not Unicode.
    NotUnicode {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// Returns a function that adds `path` to an error of the system.
    pub(crate) fn at<E: Into<io::Error>>(path: &Path) -> impl FnOnce(E) -> Error {
        |source| Error::Io { path: path.to_owned(), source: source.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Error::PathNotAllowed { path, reason } => {
                write!(f, "the output file {path:?} is refused: {reason}")
            }
            Error::NoMarker => write!(f, "the output has no {MARKER}"),
            Error::NotGenerated { path } => write!(
                f,
                "{} has files but no {MARKER}, so it was not generated and is left alone; name an empty folder, or \
                 delete it yourself",
                path.display()
            ),
            Error::NotAFolder { path } => write!(
                f,
                "{} is a symbolic link or a file, and nothing is written through it; remove it",
                path.display()
            ),
            Error::NotUnicode { path } => {
                write!(f, "{} has a name that is not Unicode; remove it from the generated folder", path.display())
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}
