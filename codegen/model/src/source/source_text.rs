//! A text that was taken out of a file, unescaped or laid out anew, with the place in the file that each piece comes from.

use std::fmt;
use std::ops::{Deref, Range};

use super::span::{FileId, Span};

/// A text, and where its pieces stand in a file.
#[derive(Clone, Debug, Default)]
pub struct SourceText {
    text: String,
    file: FileId,
    /// The offsets of a piece: in the text and in the file. Sorted. What is between two pieces was added to the text.
    pieces: Vec<(usize, usize)>,
}

impl SourceText {
    /// Creates an empty text of a file.
    pub fn new(file: FileId) -> Self {
        Self { file, ..Self::default() }
    }

    /// Appends a piece that stands at `offset` of the file.
    pub fn push(&mut self, piece: &str, offset: usize) {
        let start = self.text.len();
        // A piece that continues the last one needs no entry of its own.
        if self.pieces.last().is_none_or(|(text, file)| file + (start - text) != offset) {
            self.pieces.push((start, offset));
        }
        self.text.push_str(piece);
    }

    /// Returns a part of the text. Ends that are not at a character give an empty one.
    pub fn part(&self, range: Range<usize>) -> Self {
        let before = self.pieces.partition_point(|(start, _)| *start <= range.start).saturating_sub(1);
        let pieces = self.pieces[before..].iter().filter(|(start, _)| *start < range.end);
        let shifted = pieces.map(|(start, offset)| {
            let cut = range.start.saturating_sub(*start);
            (start.saturating_sub(range.start), offset + cut)
        });
        Self {
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            file: self.file,
            pieces: shifted.collect(),
        }
    }

    /// Returns the part that is a slice of the text.
    pub fn part_of(&self, slice: &str) -> Self {
        let start = self.start_of(slice);
        self.part(start..start + slice.len())
    }

    /// Appends another text of the same file.
    pub fn append(&mut self, other: &Self) {
        let start = self.text.len();
        self.pieces.extend(other.pieces.iter().map(|(text, file)| (start + text, *file)));
        self.text.push_str(&other.text);
    }

    /// Returns the span in the file of a range of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        // The last byte decides: the next one may come from elsewhere.
        let end = if range.is_empty() { start } else { self.offset(range.end - 1) + 1 };
        Span::new(self.file, start, end.max(start))
    }

    /// Returns the span in the file of a slice of the text, such as one that a parser returned.
    pub fn span_of(&self, slice: &str) -> Span {
        let start = self.start_of(slice);
        self.span(start..start + slice.len())
    }

    fn start_of(&self, slice: &str) -> usize {
        let start = (slice.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        start.min(self.text.len().saturating_sub(slice.len()))
    }

    fn offset(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.pieces.get(index).map_or(0, |(start, offset)| offset + at.saturating_sub(*start))
    }
}

/// A text that comes from nowhere, such as one that a test made.
impl From<String> for SourceText {
    fn from(text: String) -> Self {
        Self { text, file: Span::NOWHERE.file, pieces: Vec::new() }
    }
}

impl fmt::Display for SourceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `ab` at 10, `cd` at 20, `ef` right after it.
    fn text() -> SourceText {
        let mut text = SourceText::new(FileId(3));
        text.push("ab", 10);
        text.push("cd", 20);
        text.push("ef", 22);
        text
    }

    fn range(span: Span) -> (u32, u32) {
        assert_eq!(span.file, FileId(3));
        (span.start, span.end)
    }

    #[test]
    fn pieces_keep_their_places() {
        let text = text();
        assert_eq!((&*text, text.pieces.len()), ("abcdef", 2));
        assert_eq!(range(text.span(0..2)), (10, 12));
        assert_eq!(range(text.span(2..6)), (20, 24));
        assert_eq!(range(text.span(1..4)), (11, 22));
        assert_eq!(range(text.span(6..6)), (24, 24));
        assert_eq!(range(text.span_of(&text[3..5])), (21, 23));
    }

    #[test]
    fn parts_keep_the_places_of_their_pieces() {
        let part = text().part(1..5);
        assert_eq!(&*part, "bcde");
        assert_eq!((range(part.span(0..1)), range(part.span(1..4))), ((11, 12), (20, 23)));
        let mut joined = text().part(4..6);
        joined.append(&part);
        assert_eq!(&*joined, "efbcde");
        assert_eq!((range(joined.span(0..2)), range(joined.span(2..3))), ((22, 24), (11, 12)));
    }
}
