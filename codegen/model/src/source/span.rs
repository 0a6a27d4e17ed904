//! Locations: a file, a range of bytes in it, and a line and column for people.

use std::fmt;

/// Identifies a file of a [`Sources`](super::Sources), by its index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(super) u32);

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The first byte after the range.
    pub end: u32,
}

impl Span {
    /// A span in no file.
    pub const NOWHERE: Span = Span { file: FileId(u32::MAX), start: 0, end: 0 };

    /// Creates the span of the bytes `start..end` of `file`. Offsets saturate at 4 GiB, far above the size limit of files.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        let saturate = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { file, start: saturate(start), end: saturate(end) }
    }

    /// Creates an empty span at `offset` of `file`.
    pub fn at(file: FileId, offset: usize) -> Span {
        Span::new(file, offset, offset)
    }

    /// Returns the empty span at the end of this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }
}

/// A position as people and editors write it: `path:line:column`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position<'s> {
    /// The path, as shown to people.
    pub path: &'s str,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

impl fmt::Display for Position<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.path, self.line, self.column)
    }
}
