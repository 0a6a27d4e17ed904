//! Reads published text as blocks: lines, code and tables. Published text mixes HTML and Markdown. Knows nothing of how
//! the blocks are printed.

use super::html::{self, Piece};
use super::table::{self, Row};

/// The most lines of a fenced block. Without a limit, many opening fences would take quadratic time.
const MAX_FENCED: usize = 2_000;

/// A part of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A line of Markdown without HTML. It may be empty.
    Line(String),
    /// Lines of code.
    Code(Vec<String>),
    /// A table. The first row is its head.
    Table(Vec<Row>),
}

impl Block {
    /// Returns the lines of the block.
    pub fn into_lines(self) -> Vec<String> {
        match self {
            Self::Line(line) => vec![line],
            Self::Code(lines) => lines,
            Self::Table(rows) => rows.into_iter().map(|row| row.concat().join(" ")).collect(),
        }
    }
}

/// Returns the blocks of a text, whose lines end with `\n`.
pub fn blocks(text: &str) -> Vec<Block> {
    if !text.contains(['<', '&', '`', '|', '~']) {
        return text.split('\n').map(|line| Block::Line(line.to_owned())).collect();
    }
    // Blocks of Markdown are whole lines, so they are found before tags break lines, and once more behind such tags.
    let mut blocks = Vec::new();
    for segment in segments(text) {
        match segment {
            Segment::Block(block) => blocks.push(block),
            Segment::Text(text) => html::pieces(&text).into_iter().for_each(|piece| read(piece, &mut blocks)),
        }
    }
    blocks
}

fn read(piece: Piece, blocks: &mut Vec<Block>) {
    match piece {
        Piece::Code(text) => blocks.extend(code(text.split('\n'))),
        Piece::Table(rows) if rows.is_empty() => {}
        Piece::Table(rows) => blocks.push(Block::Table(rows)),
        Piece::Text(text) => {
            for segment in segments(&text) {
                match segment {
                    Segment::Block(block) => blocks.push(block),
                    Segment::Text(text) => blocks.extend(text.split('\n').map(|line| Block::Line(line.to_owned()))),
                }
            }
        }
    }
}

/// A part of a text in Markdown.
enum Segment {
    Text(String),
    Block(Block),
}

/// Splits a text into its fenced code and its tables in Markdown, and the lines between them.
fn segments(text: &str) -> Vec<Segment> {
    let lines: Vec<_> = text.split('\n').collect();
    let mut segments = Vec::new();
    let (mut rest, mut start) = (&lines[..], &lines[..]);
    let end = |start: &[&str], rest: &[&str], segments: &mut Vec<Segment>| {
        let lines = &start[..start.len() - rest.len()];
        segments.extend((!lines.is_empty()).then(|| Segment::Text(lines.join("\n"))));
    };
    while let Some((_, tail)) = rest.split_first() {
        let found = fenced(rest).or_else(|| table::markdown(rest).map(|(rows, length)| (Block::Table(rows), length)));
        let Some((block, length)) = found else {
            rest = tail;
            continue;
        };
        end(start, rest, &mut segments);
        segments.push(Segment::Block(block));
        rest = &rest[length..];
        start = rest;
    }
    end(start, rest, &mut segments);
    segments
}

/// Returns the fenced code at the start of `lines`, and the number of lines that it takes. A fence without an end is text.
fn fenced(lines: &[&str]) -> Option<(Block, usize)> {
    let (first, tail) = lines.split_first()?;
    let opening = first.trim();
    let mark = opening.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let language = opening.trim_start_matches(mark);
    let fence = &opening[..opening.len() - language.len()];
    if fence.len() < 3 || language.trim().contains(|c: char| c.is_whitespace() || c == '`') {
        return None;
    }
    let is_end = |line: &&str| line.trim().starts_with(fence) && line.trim().trim_start_matches(mark).is_empty();
    let count = tail.iter().take(MAX_FENCED).position(is_end)?;
    let indent = first.len() - first.trim_start().len();
    let dedented = tail[..count].iter().map(|line| {
        let blank = line.len() - line.trim_start().len();
        line.get(indent.min(blank)..).unwrap_or(line.trim_start())
    });
    Some((code(dedented).unwrap_or(Block::Line(String::new())), count + 2))
}

/// Returns lines of code without blank lines around them. `None` if there are no others.
fn code<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Block> {
    let mut lines: Vec<_> = lines.map(|line| line.trim_end().to_owned()).skip_while(String::is_empty).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    (!lines.is_empty()).then_some(Block::Code(lines))
}

#[cfg(test)]
mod tests {
    use super::{Block, blocks};

    /// Prints blocks on one line: `code{…}`, `table{a:b/c:d}`.
    fn shown(text: &str) -> String {
        let shown = blocks(text).into_iter().map(|block| match block {
            Block::Line(line) => line,
            Block::Code(lines) => format!("code{{{}}}", lines.join("|")),
            Block::Table(rows) => {
                let row = |row: &Vec<Vec<String>>| row.iter().map(|cell| cell.join("+")).collect::<Vec<_>>().join(":");
                format!("table{{{}}}", rows.iter().map(row).collect::<Vec<_>>().join("/"))
            }
        });
        shown.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn code_and_tables_are_blocks() {
        for (text, expected) in [
            ("a\n```\n{\n\t\"k\": 1\n}\n\n```\nb", "a|code{{|\t\"k\": 1|}}|b"),
            ("- a\n  ```json\n  {\n    1\n  }\n  ```", "- a|code{{|  1|}}"),
            ("~~~\n```\n~~~", "code{```}"),
            ("a\n```\nb", "a|```|b"),
            ("``` pip install\nb\n```", "``` pip install|b|```"),
            ("```80 * 1```", "```80 * 1```"),
            (
                "<pre><code class=\"x\">\n  {&quot;a&quot;: <span>1</span>}<br>b\n</code></pre>c",
                "code{  {\"a\": 1}|b}|c",
            ),
            ("<pre>open <table>", "|open |"),
            ("| a | b |\n|---|:-:|\n| 1 | x<br>y |\nc | `d|e` \\| f\n\nz", "table{a:b/1:x+y/c:`d|e` | f}||z"),
            ("<p>值:<br>| a | b |<br>| --- | --- |<br>| 0 | 关 |</p>", "|值:|table{a:b/0:关}|"),
            ("a | b\nc | d", "a | b|c | d"),
            ("a\n---|---", "a|---|---"),
            (
                "<table><tbody><tr><td>a</td><td></td></tr><tr></tr><TR><td><ul><li>x</li> <li>y</li></ul><td>&lt;z&gt;\
                 </tr></tbody></table>b",
                "table{a:/- x+- y:<z>}|b",
            ),
            ("<table></table>a", "a"),
            ("<svg id=\"a\"><text>drawn</text></svg>b", "b"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn tags_become_markdown() {
        for (text, expected) in [
            ("a<br/>b<BR>c</p>", "a|b|c|"),
            ("<ul><li class=\"x\">a</li></ul>b", "||- a||b"),
            ("<blockquote><p>a</p></blockquote><h5>b</h5>", "||a|||b|"),
            ("<code>tag:&lt;key&gt;</code> <code>a`b</code><code></code>", "`tag:<key>` `` a`b ``"),
            ("<code><strong>A.B</strong></code>", "`A.B`"),
            ("lone <code> and </code", "lone  and </code"),
            ("`<br>` and `&lt;`", "`<br>` and `&lt;`"),
            ("`a<br>b`", "`a|b`"),
            ("see <a target=\"_blank\" href=\"/document/1\">X</a>", "see [X](/document/1)"),
            ("<a href='javascript:x'>a</a> <a href=\"https://e.com/(a)\">b</a> <a>c</a>", "a b c"),
            (
                "<img src=\"https://e.com/a.png\" width=\"4\" /><img alt=\"图\" src=https://e.com/b.svg>",
                "[image](https://e.com/a.png)[图](https://e.com/b.svg)",
            ),
            ("1 < 2 <url> &quot;q&quot; &amp;lt; &#42;", "1 < 2 <url> \"q\" &amp;lt; &#42;"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
