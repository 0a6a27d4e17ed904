//! Stores the text of every schema file that was read, and converts byte offsets to lines and columns.
//!
//! Later stages store a [`Span`] (twelve bytes, `Copy`), never a path or a line number. Lines and columns are computed
//! only for the few spans that end up in a finding.

mod lines;
mod places;
mod source_text;
mod span;

use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use lines::Lines;
pub use lines::floor_char_boundary;
pub use places::Places;
pub use source_text::SourceText;
pub use span::{FileId, Position, Span};

/// The schema files of a run, in the order of reading.
#[derive(Debug, Default)]
pub struct Sources {
    files: Vec<File>,
    /// The prefix of shown paths: the schema folder, as the user gave it.
    shown_folder: String,
}

#[derive(Debug)]
struct File {
    path: String,
    shown: String,
    text: String,
    /// Computed on first use: most files have no findings.
    lines: OnceLock<Lines>,
}

impl File {
    fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

impl Sources {
    /// Creates an empty set of files. If `folder` is relative, findings show their paths below it, so that an editor or
    /// a code review service can open them.
    pub fn below(folder: &Path) -> Self {
        let mut sources = Self::default();
        let shown = folder.to_string_lossy().replace('\\', "/");
        if !folder.is_absolute() && !shown.is_empty() {
            sources.show_below(&format!("{shown}/"));
        }
        sources
    }

    /// Shows `folder` before the paths of all files that are added from now on.
    pub fn show_below(&mut self, folder: &str) {
        folder.clone_into(&mut self.shown_folder);
    }

    /// Adds a text as a file. Removes a byte order mark, so offsets count from after it.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> FileId {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.drain(..'\u{feff}'.len_utf8());
        }
        let path = path.into();
        let file = File { shown: format!("{}{path}", self.shown_folder), path, lines: OnceLock::new(), text };
        self.files.push(file);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Returns the text of a file, which is empty for a file of another `Sources`.
    pub fn text(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.text)
    }

    /// Returns the path that a file was added with, which is empty for a file of another `Sources`.
    pub fn path(&self, file: FileId) -> &str {
        self.file(file).map_or("", |file| &file.path)
    }

    /// Returns the files in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = FileId> + '_ {
        (0u32..).map(FileId).take(self.files.len())
    }

    /// Returns the start of a span. Clamps an offset outside of the text: a wrong offset never fails a run.
    pub fn position(&self, span: Span) -> Position<'_> {
        let Some(file) = self.file(span.file) else {
            return Position { path: "", line: 1, column: 1 };
        };
        let (line, column) = file.lines().line_and_column(&file.text, span.start as usize);
        Position { path: &file.shown, line, column }
    }

    /// Returns the end of a span: the position after its last character.
    pub fn end(&self, span: Span) -> Position<'_> {
        self.position(span.after())
    }

    /// Returns the bytes of a line (from 1) without its line break, which are empty if the line does not exist.
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

    fn line_and_column(text: &str, offset: usize) -> (u32, u32) {
        let mut sources = Sources::default();
        let file = sources.add("a.json", text);
        let position = sources.position(Span::at(file, offset));
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("ab", 0), (1, 1));
        assert_eq!(line_and_column("é名x", 5), (1, 3));
        assert_eq!(line_and_column("a\nbc", 3), (2, 2));
        assert_eq!(line_and_column("a\r\nbc", 4), (2, 2));
    }

    #[test]
    fn any_offset_has_a_position() {
        assert_eq!(line_and_column("", 0), (1, 1));
        assert_eq!(line_and_column("a\n", 2), (2, 1));
        assert_eq!(line_and_column("名", 1), (1, 1), "an offset inside a character is at the character");
        assert_eq!(line_and_column("abc", 99), (1, 4));
        assert_eq!(Sources::default().position(Span::default()).to_string(), ":1:1");
    }

    #[test]
    fn a_byte_order_mark_has_no_column() {
        assert_eq!(line_and_column("\u{feff}{}", 1), (1, 2));
    }

    #[test]
    fn columns_are_right_far_into_a_long_line() {
        let text = format!("x\n{}", "é".repeat(100_000));
        assert_eq!(line_and_column(&text, 2 + 2 * 99_999), (2, 100_000));
    }

    #[test]
    fn files_keep_their_order() {
        let mut sources = Sources::default();
        let files = [sources.add("b", "1"), sources.add("a", "2")];
        assert_eq!(sources.files().collect::<Vec<_>>(), files);
        assert_eq!((sources.path(files[0]), sources.text(files[1])), ("b", "2"));
    }
}
