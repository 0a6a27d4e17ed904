//! How a comment of several lines stands: its lines keep their distances from each other, and move with the first.

use super::markup::BLANK;

const OPEN: &str = "<!--";

/// A comment that begins in column `indent`.
pub(super) fn format(comment: &str, indent: usize) -> String {
    let Some((first, rest)) = comment.split_once('\n') else { return comment.to_owned() };
    let first = first.trim_end_matches(BLANK);
    // Below the first word; or below the bracket, where that has the line to itself.
    let column = if first == OPEN { indent } else { indent + OPEN.len() + 1 };
    let least = rest.split('\n').filter(|line| !line.trim_matches(BLANK).is_empty()).map(indent_of).min().unwrap_or(0);
    let mut out = first.to_owned();
    for line in rest.split('\n') {
        out.push('\n');
        let text = line.trim_matches(BLANK);
        if !text.is_empty() {
            out.push_str(&" ".repeat(indent_of(line) - least + column));
            out.push_str(text);
        }
    }
    out
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(BLANK).len()
}
