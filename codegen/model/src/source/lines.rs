//! An index of a text: converts byte offsets to lines and columns.

use std::ops::Range;

/// The distance of counted positions in bytes. Without them, each finding in a file of one long line would count
/// characters from its beginning.
const STRIDE: usize = 1024;

/// The index of a text.
#[derive(Debug)]
pub(super) struct Lines {
    /// The offset of each line.
    starts: Vec<u32>,
    /// At index `n`, the number of characters that begin before byte `n * STRIDE`.
    marks: Vec<u32>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Lines {
        let breaks = text.bytes().zip(1u32..).filter(|(byte, _)| *byte == b'\n').map(|(_, next)| next);
        let mut characters = 0;
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        for block in text.as_bytes().chunks(STRIDE) {
            marks.push(characters);
            characters += count_starts(block);
        }
        Lines { starts: std::iter::once(0).chain(breaks).collect(), marks }
    }

    /// Returns the line and column, both from 1, of the character at `offset`.
    pub(super) fn line_and_column(&self, text: &str, offset: usize) -> (u32, u32) {
        let offset = floor_char_boundary(text, offset);
        let line = self.starts.partition_point(|start| *start as usize <= offset);
        let start = self.starts.get(line.saturating_sub(1)).map_or(0, |start| *start as usize);
        let column = self.characters(text, offset).saturating_sub(self.characters(text, start));
        (u32::try_from(line).unwrap_or(u32::MAX), column + 1)
    }

    /// Returns the bytes of a line (from 1) without `\n` or `\r\n`.
    pub(super) fn range(&self, text: &str, line: u32) -> Range<usize> {
        let Some(start) = self.starts.get((line as usize).wrapping_sub(1)) else {
            return 0..0;
        };
        let start = *start as usize;
        let end = self.starts.get(line as usize).map_or(text.len(), |next| *next as usize - 1);
        let content = text.get(start..end).unwrap_or_default();
        start..start + content.strip_suffix('\r').unwrap_or(content).len()
    }

    /// Counts the characters that begin before `offset`.
    fn characters(&self, text: &str, offset: usize) -> u32 {
        let block = offset / STRIDE;
        let counted = self.marks.get(block).copied();
        let rest = text.as_bytes().get(block * STRIDE..offset).unwrap_or_default();
        // A text that ends exactly at the end of a block has no mark there: count its last block.
        match counted {
            Some(counted) => counted + count_starts(rest),
            None => self.marks.last().map_or(0, |counted| {
                let last = (self.marks.len() - 1) * STRIDE;
                counted + count_starts(text.as_bytes().get(last..).unwrap_or_default())
            }),
        }
    }
}

/// Returns the nearest offset at or before `offset` that is a character boundary.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Counts the characters that begin in `bytes`: in UTF-8, every byte except continuation bytes begins one.
fn count_starts(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_exclude_line_breaks() {
        let text = "a\r\n\nlast";
        let lines = Lines::new(text);
        let line = |number| &text[lines.range(text, number)];
        assert_eq!([line(1), line(2), line(3)], ["a", "", "last"]);
        assert_eq!(lines.range(text, 0), 0..0);
        assert_eq!(lines.range(text, 4), 0..0);
    }

    #[test]
    fn columns_are_right_across_blocks() {
        for length in [0, 1, 511, 512, 513, 1024, 1500] {
            let text = "é".repeat(length);
            let lines = Lines::new(&text);
            for at in 0..=length {
                assert_eq!(lines.line_and_column(&text, 2 * at), (1, at as u32 + 1));
            }
        }
    }
}
