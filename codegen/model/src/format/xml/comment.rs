//! Formats comments of several lines: moves all lines by the same distance, which keeps their relative indentation.

use super::markup::WHITE_SPACE;

const OPEN: &str = "<!--";

/// Formats a comment that begins in column `indent`.
pub(super) fn format(comment: &str, indent: usize) -> String {
    let Some((first, rest)) = comment.split_once('\n') else { return comment.to_owned() };
    let first = first.trim_end_matches(WHITE_SPACE);
    // Aligns with the first word, or with the bracket if that has a line of its own.
    let column = if first == OPEN { indent } else { indent + OPEN.len() + 1 };
    let min_indent =
        rest.split('\n').filter(|line| !line.trim_matches(WHITE_SPACE).is_empty()).map(indent_of).min().unwrap_or(0);
    let mut out = first.to_owned();
    for line in rest.split('\n') {
        out.push('\n');
        let text = line.trim_matches(WHITE_SPACE);
        if !text.is_empty() {
            out.push_str(&" ".repeat(indent_of(line) - min_indent + column));
            out.push_str(text);
        }
    }
    out
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(WHITE_SPACE).len()
}
