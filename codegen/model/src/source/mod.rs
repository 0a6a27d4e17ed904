//! Knows the text of every schema file that was read, and turns byte offsets into places that a
//! person can find.
//!
//! Everything later in the pipeline holds a [`Span`] (twelve bytes, `Copy`) and never a path or a
//! line number: those are worked out here, and only for the few places that end up in a finding.

mod lines;

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use lines::Lines;
pub use lines::floor_char_boundary;

/// Names one file of a [`Sources`]; the number is its place in the order of reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A stretch of one file, in bytes; `end` is the first byte after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The first byte after the stretch.
    pub end: u32,
}

impl Span {
    /// In no file.
    pub const NOWHERE: Span = Span { file: FileId(u32::MAX), start: 0, end: 0 };

    /// The bytes from `start` up to `end` of `file`. Offsets beyond 4 GiB are cut down, which no
    /// file that is read reaches.
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        let short = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { file, start: short(start), end: short(end) }
    }

    /// The empty stretch at `offset` of `file`.
    pub fn at(file: FileId, offset: usize) -> Span {
        Span::new(file, offset, offset)
    }

    /// The empty stretch just after this one.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }
}

/// A place as people and editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position<'s> {
    /// The path as it was given when the file was read.
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

/// The schema files of one run, in the order of reading.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// What people are shown before a path: where the folder of the schemas is for them.
    folder: String,
}

#[derive(Debug)]
struct File {
    path: String,
    shown: String,
    text: String,
    /// Found when a finding first asks: most files have none.
    lines: OnceLock<Lines>,
}

impl File {
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

impl Sources {
    /// No files yet. In findings, their paths are shown below `folder`, as the user gave it, where it is a relative one:
    /// so an editor or a service that annotates lines finds them.
    pub fn below(folder: &Path) -> Self {
        let mut sources = Self::default();
        let shown = folder.to_string_lossy().replace('\\', "/");
        if !folder.is_absolute() && !shown.is_empty() {
            sources.show_below(&format!("{shown}/"));
        }
        sources
    }

    /// Shows `folder` before the paths of all files that are read from now on.
    pub fn show_below(&mut self, folder: &str) {
        folder.clone_into(&mut self.folder);
    }

    /// Takes in a text that is already in memory. A byte order mark is dropped, so offsets count
    /// from after it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let path = path.into();
        let file = File { shown: format!("{}{path}", self.folder), path, lines: OnceLock::new(), text };
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text of a file; empty for a file of some other `Sources`.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// The path of a file as people are shown it; empty for a file of some other `Sources`.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// The files in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        (0u32..).map(FileId).take(self.files.len())
    }

    /// Where a span begins. A span outside the text is moved to the nearest place inside: a wrong
    /// offset makes a finding point badly, never a run fail.
    pub fn position(&self, span: Span) -> Position<'_> {
        let Some(file) = self.file(span.file) else {
            return Position { path: "", line: 1, column: 1 };
        };
        let (line, column) = file.lines().place(&file.text, span.start as usize);
        Position { path: &file.shown, line, column }
    }

    /// Where a span ends: the place just after its last character.
    pub fn end(&self, span: Span) -> Position<'_> {
        self.position(span.after())
    }

    /// The bytes of a line (from 1) without its line break; empty when there is no such line.
    pub(crate) fn line(&self, file: FileId, line: u32) -> Range<usize> {
        self.file(file).map_or(0..0, |file| file.lines().range(&file.text, line))
    }

    fn file(&self, file: FileId) -> Option<&File> {
        self.files.get(file.0 as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize) -> (u32, u32) {
        let mut sources = Sources::default();
        let file = sources.add("a.json", text);
        let position = sources.position(Span::at(file, offset));
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(place("ab", 0), (1, 1));
        assert_eq!(place("é名x", 5), (1, 3));
        assert_eq!(place("a\nbc", 3), (2, 2));
        assert_eq!(place("a\r\nbc", 4), (2, 2));
    }

    #[test]
    fn any_offset_has_a_place() {
        assert_eq!(place("", 0), (1, 1));
        assert_eq!(place("a\n", 2), (2, 1));
        assert_eq!(place("名", 1), (1, 1), "inside a character is at the character");
        assert_eq!(place("abc", 99), (1, 4));
        assert_eq!(Sources::default().position(Span::default()).to_string(), ":1:1");
    }

    #[test]
    fn a_byte_order_mark_is_no_column() {
        assert_eq!(place("\u{feff}{}", 1), (1, 2));
    }

    #[test]
    fn columns_hold_far_into_a_long_line() {
        let text = format!("x\n{}", "é".repeat(100_000));
        assert_eq!(place(&text, 2 + 2 * 99_999), (2, 100_000));
    }

    #[test]
    fn files_keep_their_order() {
        let mut sources = Sources::default();
        let files = [sources.add("b", "1"), sources.add("a", "2")];
        assert_eq!(sources.files().collect::<Vec<_>>(), files);
        assert_eq!((sources.path(files[0]), sources.text(files[1])), ("b", "2"));
    }
}
