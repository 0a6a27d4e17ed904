//! Knows which few lines of a source a finding is shown with.
//!
//! What is shown is small whatever the source: a file may be one line of megabytes, or have a
//! million lines between two places of one finding. So the lines are cut out and clipped here, and
//! the library that draws the frame only ever sees the excerpt.

use std::ops::Range;

use crate::diagnostic::printable;
use crate::source::{FileId, Sources, Span, floor_char_boundary};

/// Marks further apart than this many lines get an excerpt each.
const GAP: u32 = 6;

/// A mark over more lines than this is drawn at its first line only.
const TALLEST: u32 = 6;

/// A line of more bytes than this is clipped.
const WIDEST: usize = 160;

/// How many bytes are kept before the first mark of a clipped line.
const LEAD: usize = 40;

/// A mark in the source: a span with the words beside it. The primary mark has none.
#[derive(Clone, Copy)]
pub(super) struct Mark<'d> {
    pub(super) span: Span,
    pub(super) label: Option<&'d str>,
}

/// A few consecutive lines with their marks.
pub(super) struct Excerpt<'d> {
    /// The lines, printable and clipped.
    pub(super) text: String,
    /// The number of the first line.
    pub(super) line: u32,
    /// The place it is about: that of the mark without a label, or of the first.
    pub(super) place: Span,
    /// The marks, as bytes of `text`.
    pub(super) marks: Vec<(Range<usize>, Option<&'d str>)>,
}

/// A mark with the first and the last line it is drawn at.
struct Row<'d> {
    first: u32,
    last: u32,
    mark: Mark<'d>,
}

/// What is shown of a line: these bytes of the source, found at `at` of the excerpt.
struct Window {
    line: Range<usize>,
    shown: Range<usize>,
    at: usize,
}

/// The excerpts of one file for these marks, the one with the first given mark first.
pub(super) fn excerpts<'d>(sources: &Sources, file: FileId, marks: &[Mark<'d>]) -> Vec<Excerpt<'d>> {
    let mut rows: Vec<Row<'d>> = marks.iter().map(|mark| row(sources, *mark)).collect();
    let main = rows.first().map(|row| row.first);
    rows.sort_by_key(|row| (row.first, row.mark.span));
    let clusters = rows.chunk_by(|one, next| next.first <= one.last + GAP);
    let mut excerpts: Vec<_> = clusters.map(|rows| (rows, cut_out(sources, file, rows))).collect();
    excerpts.sort_by_key(|(rows, _)| !rows.iter().any(|row| Some(row.first) == main));
    excerpts.into_iter().map(|(_, excerpt)| excerpt).collect()
}

fn row<'d>(sources: &Sources, mark: Mark<'d>) -> Row<'d> {
    let (first, last) = (sources.position(mark.span).line, sources.end(mark.span).line);
    let is_tall = last.saturating_sub(first) >= TALLEST;
    Row { first, last: if is_tall { first } else { last.max(first) }, mark }
}

fn cut_out<'d>(sources: &Sources, file: FileId, rows: &[Row<'d>]) -> Excerpt<'d> {
    let source = sources.text(file);
    let line = rows.iter().map(|row| row.first).min().unwrap_or(1);
    let last = rows.iter().map(|row| row.last).max().unwrap_or(line);
    let mut text = String::new();
    let mut windows = Vec::new();
    for line in line..=last {
        let line = sources.line(file, line);
        let shown = clip(source, &line, rows);
        windows.push(push(&mut text, source, line, shown));
        text.push('\n');
    }
    text.pop();
    // The frame is drawn around something, also where the text ends with an empty line.
    if text.is_empty() || text.ends_with('\n') {
        text.push(' ');
    }
    let marks = rows.iter().map(|row| (drawn(source, &windows, row, sources), row.mark.label)).collect();
    let main = rows.iter().find(|row| row.mark.label.is_none()).or(rows.first());
    Excerpt { text, line, place: main.map_or(Span::default(), |row| row.mark.span), marks }
}

/// The bytes of the excerpt that a mark is drawn at.
fn drawn(source: &str, windows: &[Window], row: &Row<'_>, sources: &Sources) -> Range<usize> {
    let span = row.mark.span;
    // What ends at a later line than it is drawn at ends with that line.
    let last = sources.line(span.file, row.last);
    let start = project(source, windows, span.start as usize);
    start..project(source, windows, (span.end as usize).min(last.end)).max(start)
}

/// Which part of a line is shown: all of it, or the surroundings of the first mark on it.
fn clip(source: &str, line: &Range<usize>, rows: &[Row<'_>]) -> Range<usize> {
    if line.len() <= WIDEST {
        return line.clone();
    }
    let starts = rows.iter().map(|row| row.mark.span.start as usize);
    let anchor = starts.filter(|start| line.contains(start)).min().unwrap_or(line.start);
    let from = floor_char_boundary(source, anchor.saturating_sub(LEAD)).max(line.start);
    from..floor_char_boundary(source, from + WIDEST).min(line.end)
}

/// Appends the shown part of a line, with `…` where something is left out.
fn push(text: &mut String, source: &str, line: Range<usize>, shown: Range<usize>) -> Window {
    if shown.start > line.start {
        text.push('…');
    }
    let at = text.len();
    text.push_str(&printable(source.get(shown.clone()).unwrap_or_default(), &['\t']));
    if shown.end < line.end {
        text.push('…');
    }
    Window { line, shown, at }
}

/// The place in the excerpt of a byte of the source; the nearest one that is shown.
fn project(source: &str, windows: &[Window], offset: usize) -> usize {
    let after = windows.partition_point(|window| window.line.start <= offset);
    let Some(window) = windows.get(after.saturating_sub(1)) else {
        return 0;
    };
    let offset = floor_char_boundary(source, offset.clamp(window.shown.start, window.shown.end));
    let before = source.get(window.shown.start..offset).unwrap_or_default();
    window.at + printable(before, &['\t']).len()
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
    fn a_mark_is_found_again_in_its_line() {
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
    fn a_tall_mark_is_drawn_at_its_first_line() {
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
