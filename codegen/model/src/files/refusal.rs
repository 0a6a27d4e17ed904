//! The reasons why a file was not read or written.

use std::fmt;
use std::io;

/// Why a file was not read or written. It does not repeat the path.
#[derive(Debug)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no such file.
    NotFound,
    /// The path is absolute, or contains `..`.
    Leaves,
    /// A symbolic link leads out of the folder.
    LinkLeaves,
    /// A folder, a named pipe, a socket or a device.
    NotRegular,
    /// The file has more bytes than it may have.
    TooLarge {
        /// How many it may have.
        max: u64,
    },
    /// The file is not text.
    NotUtf8,
    /// The system failed.
    System(io::Error),
}

impl Refusal {
    /// Returns what to do about it, if anything can be said without knowing the file.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Refusal::Leaves => Some("use a path relative to the folder, without `..`"),
            Refusal::LinkLeaves => Some("replace the link with the file"),
            Refusal::TooLarge { .. } => Some("split the file"),
            Refusal::NotUtf8 => Some("save the file as UTF-8"),
            Refusal::NotFound | Refusal::NotRegular | Refusal::System(_) => None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::NotFound => f.write_str("file not found"),
            Refusal::Leaves => f.write_str("the path leaves the folder"),
            Refusal::LinkLeaves => f.write_str("the symbolic link leaves the folder"),
            Refusal::NotRegular => f.write_str("not a regular file"),
            Refusal::TooLarge { max } if *max < 1 << 20 => write!(f, "the file is larger than {max} bytes"),
            Refusal::TooLarge { max } => write!(f, "the file is larger than {} MiB", max >> 20),
            Refusal::NotUtf8 => f.write_str("the file is not valid UTF-8"),
            Refusal::System(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        let kind = match refusal {
            Refusal::System(error) => return error,
            Refusal::NotFound => io::ErrorKind::NotFound,
            Refusal::TooLarge { .. } => io::ErrorKind::FileTooLarge,
            Refusal::NotUtf8 => io::ErrorKind::InvalidData,
            Refusal::Leaves | Refusal::LinkLeaves | Refusal::NotRegular => io::ErrorKind::InvalidInput,
        };
        io::Error::new(kind, refusal)
    }
}
