//! Tables in published text, in HTML and in Markdown, as rows of cells. A cell is a list of lines.

use super::tag::{Tag, tag};
use super::{Block, blocks};

/// A row: the lines of each cell.
pub type Row = Vec<Vec<String>>;

/// Returns the rows of an HTML table. The tags that end a row or a cell may be missing.
pub(super) fn html(content: &str) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut cell = None;
    let mut from = 0;
    while let Some(at) = content[from..].find('<').map(|at| from + at) {
        let Some(found) = tag(&content[at..]).filter(|found| matches!(found.tag, Tag::Row | Tag::Cell)) else {
            from = at + 1;
            continue;
        };
        from = at + found.length;
        end_cell(&mut cell, at, content, &mut rows);
        match found.tag {
            Tag::Row => rows.push(Row::new()),
            _ if !found.closes => cell = Some(from),
            _ => {}
        }
    }
    end_cell(&mut cell, content.len(), content, &mut rows);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

/// Adds the cell that begins at `start` and ends at `end` to the last row.
fn end_cell(start: &mut Option<usize>, end: usize, content: &str, rows: &mut Vec<Row>) {
    let Some(start) = start.take() else { return };
    if rows.is_empty() {
        rows.push(Row::new());
    }
    if let Some(row) = rows.last_mut() {
        row.push(lines(&content[start..end]));
    }
}

/// Returns the rows of the Markdown table at the start of `lines`, and the number of lines that it takes.
pub(super) fn markdown(text: &[&str]) -> Option<(Vec<Row>, usize)> {
    let [head, delimiter, body @ ..] = text else { return None };
    if !head.contains('|') || !is_delimiter(delimiter) {
        return None;
    }
    let count = body.iter().take_while(|line| line.contains('|')).count();
    let rows =
        std::iter::once(head).chain(&body[..count]).map(|line| cells(line).iter().map(|cell| lines(cell)).collect());
    Some((rows.collect(), count + 2))
}

/// Returns whether a line separates the head of a Markdown table from its rows: `|---|:--:|`.
fn is_delimiter(line: &str) -> bool {
    let is_dashes = |cell: &str| {
        let dashes = cell.trim().trim_start_matches(':').trim_end_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    line.contains('|') && outer(line).split('|').all(is_dashes)
}

/// Returns a row without the bars at its ends.
fn outer(line: &str) -> &str {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    line.strip_suffix('|').filter(|line| !line.ends_with('\\')).unwrap_or(line)
}

/// Splits a row at its bars, except for those that are escaped or in a code span.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let (mut escaped, mut code) = (false, false);
    for c in outer(line).chars() {
        let is_end = c == '|' && !escaped && !code;
        code ^= c == '`';
        if is_end {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if c == '|' && escaped {
                cell.pop();
            }
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    cells
}

/// Returns the lines of a cell. A block inside of it is lines of the cell.
fn lines(cell: &str) -> Vec<String> {
    let mut lines: Vec<String> = blocks(cell).into_iter().flat_map(Block::into_lines).collect();
    lines.retain(|line| !line.trim().is_empty());
    lines.iter_mut().for_each(|line| *line = line.trim().to_owned());
    lines
}
