//! Selects the lines of source that are shown with a finding.
//!
//! An excerpt is small whatever the source: a file may be one line of megabytes, or have a million lines between two
//! marks. Lines are selected and clipped here, so that the rendering library never processes a whole file.

use std::ops::Range;

use crate::diagnostic::printable;
use crate::source::{FileId, Sources, Span, floor_char_boundary};

/// Marks that are more lines apart get an excerpt each.
const MAX_GAP_LINES: u32 = 6;

/// A mark over more lines is shown at its first line only.
const MAX_MARK_LINES: u32 = 6;

/// A line of more bytes is clipped.
const MAX_LINE_BYTES: usize = 160;

/// How many bytes before the first mark of a clipped line are kept.
const BYTES_BEFORE_MARK: usize = 40;

/// A mark in the source: a span with a label. The primary mark has no label.
#[derive(Clone, Copy)]
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    pub(super) label: Option<&'d str>,
}

/// A few consecutive lines with their marks.
pub(super) struct Excerpt<'d> {
    /// The lines, without control characters, clipped.
    pub(super) text: String,
    /// The number of the first line.
    pub(super) line: u32,
    /// The span of the primary mark, or else of the first mark.
    pub(super) span: Span,
    /// The marks, as ranges of bytes in `text`.
    pub(super) marks: Vec<(Range<usize>, Option<&'d str>)>,
}

/// A mark with the first and last line that it is shown at.
struct MarkLines<'d> {
    first: u32,
    last: u32,
    mark: Mark<'d>,
}

/// The part of a line that is shown.
struct Window {
    /// The whole line, in the source.
    line: Range<usize>,
    /// The part that is shown, in the source.
    shown: Range<usize>,
    /// The offset of that part in the excerpt.
    offset: usize,
}

/// Returns the excerpts of a file for its marks. The excerpt with the first mark comes first.
pub(super) fn excerpts<'d>(sources: &Sources, file: FileId, marks: &[Mark<'d>]) -> Vec<Excerpt<'d>> {
    let mut rows: Vec<MarkLines<'d>> = marks.iter().map(|mark| mark_lines(sources, *mark)).collect();
    let main = rows.first().map(|row| row.first);
    rows.sort_by_key(|row| (row.first, row.mark.span));
    let clusters = rows.chunk_by(|current, next| next.first <= current.last + MAX_GAP_LINES);
    let mut excerpts: Vec<_> = clusters.map(|rows| (rows, excerpt(sources, file, rows))).collect();
    excerpts.sort_by_key(|(rows, _)| !rows.iter().any(|row| Some(row.first) == main));
    excerpts.into_iter().map(|(_, excerpt)| excerpt).collect()
}

fn mark_lines<'d>(sources: &Sources, mark: Mark<'d>) -> MarkLines<'d> {
    let (first, last) = (sources.position(mark.span).line, sources.end(mark.span).line);
    let is_tall = last.saturating_sub(first) >= MAX_MARK_LINES;
    MarkLines { first, last: if is_tall { first } else { last.max(first) }, mark }
}

fn excerpt<'d>(sources: &Sources, file: FileId, rows: &[MarkLines<'d>]) -> Excerpt<'d> {
    let source = sources.text(file);
    let line = rows.iter().map(|row| row.first).min().unwrap_or(1);
    let last = rows.iter().map(|row| row.last).max().unwrap_or(line);
    let mut text = String::new();
    let mut windows = Vec::new();
    for line in line..=last {
        let line = sources.line(file, line);
        let shown = clip(source, &line, rows);
        windows.push(push_line(&mut text, source, line, shown));
        text.push('\n');
    }
    text.pop();
    // The rendering library needs a character to mark, also at the end of the text.
    if text.is_empty() || text.ends_with('\n') {
        text.push(' ');
    }
    let marks = rows.iter().map(|row| (range_in_excerpt(source, &windows, row, sources), row.mark.label)).collect();
    let main = rows.iter().find(|row| row.mark.label.is_none()).or(rows.first());
    Excerpt { text, line, span: main.map_or(Span::default(), |row| row.mark.span), marks }
}

/// Returns the range of a mark in the excerpt.
fn range_in_excerpt(source: &str, windows: &[Window], row: &MarkLines<'_>, sources: &Sources) -> Range<usize> {
    let span = row.mark.span;
    // A mark that continues below its last shown line ends with that line.
    let last = sources.line(span.file, row.last);
    let start = offset_in_excerpt(source, windows, span.start as usize);
    start..offset_in_excerpt(source, windows, (span.end as usize).min(last.end)).max(start)
}

/// Returns the part of a line that is shown: all of it, or the surroundings of its first mark.
fn clip(source: &str, line: &Range<usize>, rows: &[MarkLines<'_>]) -> Range<usize> {
    if line.len() <= MAX_LINE_BYTES {
        return line.clone();
    }
    let starts = rows.iter().map(|row| row.mark.span.start as usize);
    let anchor = starts.filter(|start| line.contains(start)).min().unwrap_or(line.start);
    let from = floor_char_boundary(source, anchor.saturating_sub(BYTES_BEFORE_MARK)).max(line.start);
    from..floor_char_boundary(source, from + MAX_LINE_BYTES).min(line.end)
}

/// Appends the shown part of a line, with `…` for what is left out.
fn push_line(text: &mut String, source: &str, line: Range<usize>, shown: Range<usize>) -> Window {
    if shown.start > line.start {
        text.push('…');
    }
    let offset = text.len();
    text.push_str(&printable(source.get(shown.clone()).unwrap_or_default(), &['\t']));
    if shown.end < line.end {
        text.push('…');
    }
    Window { line, shown, offset }
}

/// Converts an offset in the source to the nearest offset in the excerpt.
fn offset_in_excerpt(source: &str, windows: &[Window], offset: usize) -> usize {
    let after = windows.partition_point(|window| window.line.start <= offset);
    let Some(window) = windows.get(after.saturating_sub(1)) else {
        return 0;
    };
    let offset = floor_char_boundary(source, offset.clamp(window.shown.start, window.shown.end));
    let before = source.get(window.shown.start..offset).unwrap_or_default();
    window.offset + printable(before, &['\t']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, range: Range<usize>) -> (String, String) {
        let mut sources = Sources::default();
        let file = sources.add("a", text);
        let mark = Mark { span: Span::new(file, range.start, range.end), label: None };
        let excerpt = excerpts(&sources, file, &[mark]).remove(0);
        let marked = excerpt.text[excerpt.marks[0].0.clone()].to_owned();
        (excerpt.text, marked)
    }

    #[test]
    fn marks_are_found_in_the_excerpt() {
        assert_eq!(shown("a\nb\tcd\ne", 4..6), ("b\tcd".into(), "cd".into()));
        assert_eq!(shown("x\u{1b}名y\r\n", 2..5), ("x␛名y".into(), "名".into()));
    }

    #[test]
    fn a_long_line_is_clipped_around_its_mark() {
        let text = format!("{}HERE{}", "é".repeat(500_000), "-".repeat(1_000_000));
        let (excerpt, marked) = shown(&text, 1_000_000..1_000_004);
        assert_eq!(marked, "HERE");
        assert!(excerpt.len() < 200 && excerpt.starts_with('…') && excerpt.ends_with('…'));
    }

    #[test]
    fn a_mark_of_many_lines_is_shown_at_its_first_line() {
        let text = "one\n".repeat(1_000_000);
        assert_eq!(shown(&text, 4..text.len()), ("one".into(), "one".into()));
    }

    #[test]
    fn distant_marks_get_an_excerpt_each() {
        let mut sources = Sources::default();
        let file = sources.add("a", "x\n".repeat(100_000));
        let mark = |at| Mark { span: Span::new(file, at, at + 1), label: None };
        let excerpts = excerpts(&sources, file, &[mark(100), mark(0), mark(104), mark(190_000)]);
        let lines: Vec<_> = excerpts.iter().map(|e| (e.line, e.marks.len(), &*e.text)).collect();
        assert_eq!(lines, [(51, 2, "x\nx\nx"), (1, 1, "x"), (95_001, 1, "x")]);
    }
}
