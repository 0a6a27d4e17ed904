//! Documentation of schemas as rustdoc. Published texts contain HTML, unbalanced brackets and fences: none of it may become
//! code, a doctest, or a rustdoc warning. One line of the source is one line of documentation.

mod markdown;

use std::borrow::Cow;

use codegen_model::text::{Block, Row, blocks, is_hidden, without_hidden};

/// The lines of a text, escaped.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines = Lines::default();
    for block in blocks(&unified(text)) {
        match block {
            Block::Line(line) => lines.push(markdown::escape_or_quote(&visible(&line))),
            Block::Code(code) => lines.push_block(fenced(&code)),
            Block::Table(rows) => lines.push_block(table(&rows)),
        }
    }
    lines.finished()
}

/// Lines of documentation with the blank lines that Markdown needs.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    /// Whether a block ends with the last line.
    is_closed: bool,
}

impl Lines {
    fn push(&mut self, line: String) {
        let last = self.lines.iter().rev().find(|line| !line.is_empty()).map_or("", String::as_str);
        let (is_item, is_after_item) = (is_item(&line), is_item(last));
        let is_after_quote = last.starts_with("> ") && !line.starts_with("> ");
        if line.is_empty() || self.is_closed || is_after_quote || is_after_item && !is_item {
            // Otherwise the line would continue the block, the quote or the item.
            self.separate();
        } else if is_item && is_after_item {
            self.lines.truncate(self.lines.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1));
        }
        if !line.is_empty() {
            self.is_closed = false;
            self.lines.push(line);
        }
    }

    fn push_block(&mut self, block: Vec<String>) {
        self.separate();
        self.lines.extend(block);
        self.is_closed = true;
    }

    /// Adds a blank line, unless there is one.
    fn separate(&mut self) {
        if self.lines.last().is_some_and(|last| !last.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn finished(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }
}

/// Code that is shown and not compiled.
fn fenced(code: &[String]) -> Vec<String> {
    let ticks = |line: &String| line.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let longest = code.iter().map(ticks).max().unwrap_or_default();
    let fence = "`".repeat(3.max(longest + 1));
    let code = code.iter().map(|line| {
        let line = line.replace('\t', "    ").replace('\u{a0}', " ");
        without_hidden(&line).trim_end().to_owned()
    });
    std::iter::once(format!("{fence}text")).chain(code).chain([fence.clone()]).collect()
}

/// A table in which every row has as many cells as the longest.
fn table(rows: &[Row]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |lines: &Vec<String>| {
        lines.iter().map(|line| markdown::escape_cell(&visible(line))).collect::<Vec<_>>().join("<br>")
    };
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let mut table: Vec<_> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().map(cell).chain(std::iter::repeat(String::new()));
            line(cells.take(columns).collect())
        })
        .collect();
    table.insert(1, line(vec!["---".to_owned(); columns]));
    table
}

/// A text in which only `\n` ends a line.
fn unified(text: &str) -> Cow<'_, str> {
    // The first byte of both separators, which is rare otherwise.
    match text.bytes().any(|byte| matches!(byte, b'\r' | 0xe2)) {
        true => text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").into(),
        false => text.into(),
    }
}

/// Whether a line is an item of a list: `- one`, `* one`, `1. one`.
fn is_item(line: &str) -> bool {
    let numbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = numbered.len() < line.len() && (numbered.starts_with(". ") || numbered.starts_with(") "));
    is_numbered || line.starts_with("- ") || line.starts_with("* ")
}

/// The first paragraph of a text, escaped, unless it is code or a table.
pub fn summary(text: &str) -> Vec<String> {
    let is_text = |line: &String| !line.is_empty() && !line.starts_with("```") && !line.starts_with('|');
    lines(text).into_iter().take_while(is_text).collect()
}

/// The first sentence of a text, escaped.
pub fn sentence(text: &str) -> String {
    let summary = summary(text).join(" ");
    let mut rest = summary.as_str();
    while let Some(at) = rest.find(['.', '。']) {
        let end = summary.len() - rest.len() + at + rest[at..].chars().next().map_or(0, char::len_utf8);
        rest = &summary[end..];
        let mut following = rest.chars();
        let is_end = summary[..end].ends_with('。')
            || following.next() == Some(' ') && following.next().is_some_and(|c| !c.is_lowercase());
        let is_outside_code = summary[..end].matches('`').count() % 2 == 0;
        if is_end && is_outside_code {
            return summary[..end].to_owned();
        }
    }
    summary
}

/// A text on one line, escaped: for use inside a sentence of the generator.
pub fn line(text: &str) -> String {
    let lines = blocks(&unified(text)).into_iter().flat_map(Block::into_lines);
    let lines = lines.map(|line| markdown::escape(&visible(&line))).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// A text in backticks, or an escaped literal if it cannot be in backticks.
pub fn code(text: &str) -> String {
    if is_code(text) { format!("`{text}`") } else { line(&format!("{text:?}")) }
}

/// Whether a text can be in backticks.
pub fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.contains('`') && visible(text) == text
}

/// A line without hidden characters, and with single spaces only: indented text, also after the mark of a list item, would
/// be code.
fn visible(line: &str) -> Cow<'_, str> {
    if is_visible(line) {
        return line.into();
    }
    let spaced: String = line.replace(['\t', '\u{a0}'], " ");
    without_hidden(&spaced).split_whitespace().collect::<Vec<_>>().join(" ").into()
}

/// Whether a line has no hidden characters and single spaces only.
fn is_visible(line: &str) -> bool {
    // A space at the start counts as a second one.
    let mut last = ' ';
    let good = line.chars().all(|c| {
        let good = match c {
            ' ' => last != ' ',
            // The characters of most lines, Chinese ones included.
            '!'..='~' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => true,
            c => !c.is_whitespace() && !is_hidden(c),
        };
        last = c;
        good
    });
    good && (line.is_empty() || last != ' ')
}

#[cfg(test)]
mod tests {
    use super::{code, line, lines, sentence};

    #[test]
    fn a_sentence_ends_before_the_next_one() {
        for (text, expected) in [
            ("One. Two.", "One."),
            ("One", "One"),
            ("Up to 1.5 MB, i.e. little. Two.", "Up to 1.5 MB, i.e. little."),
            ("As `A. B` does. Two.", "As `A. B` does."),
            ("一。二。", "一。"),
            ("One line\nof two. Two.\n\nThree.", "One line of two."),
            ("", ""),
        ] {
            assert_eq!(sentence(text), expected, "{text:?}");
        }
    }

    #[test]
    fn published_text_becomes_neither_code_nor_a_warning() {
        for (text, expected) in [
            ("Plain `code` and **bold**.", "Plain `code` and **bold**."),
            ("one\n\n\n\ntwo\n", "one||two"),
            ("    indented", "indented"),
            ("```\nlet x;\n```", "```text|let x;|```"),
            ("a\n~~~rust\n\tlet x;\u{202e}\n\n````\n# y\n~~~\nb", "a||`````text|    let x;||````|# y|`````||b"),
            ("```\nlet x;", "\\`\\`\\`|let x;"),
            ("a ```80 * 1``` `b``c`", "a ```80 * 1``` `b``c`"),
            ("~~~\ncode", "\\~~~|code"),
            (
                "| a | b |\n|-|-|\n| [x] | `p|q` | r |\nz",
                "| a | b |  ||| --- | --- | --- ||| \\[x\\] | `p\\|q` | r |||z",
            ),
            ("<table><tr><td>a<td>|<br>b</table>", "| a | \\|<br>b ||| --- | --- |"),
            (">? a `b`\n> * c\nd\n>= 5\n> 0", "> a `b`|> * c||d|\\>= 5|\\> 0"),
            ("<li>a</li>\n<li>b</li>c", "- a|- b||c"),
            (
                "![](https://example.com/a.png)![x](https://example.com/图)!",
                "[image](https://example.com/a.png)[x](https://example.com/%E5%9B%BE)!",
            ),
            ("<a href=\"/document/1\">doc</a>", "[doc](https://cloud.tencent.com/document/1)"),
            ("&lt;key&gt; <code>&lt;key&gt;</code>", "\\<key> `<key>`"),
            ("- ~~~", "- \\~~~"),
            ("-      code", "- code"),
            ("# Heading", "\\# Heading"),
            ("<p>a<br/>b</p><ul><li>c</li></ul>", "a|b||- c"),
            ("<url> and <RouteName>", "\\<url> and \\<RouteName>"),
            ("a [0,100] range", "a \\[0,100\\] range"),
            ("see [doc](https://cloud.tencent.com/x) now", "see [doc](https://cloud.tencent.com/x) now"),
            ("see [doc](/document/1)", "see [doc](https://cloud.tencent.com/document/1)"),
            ("[x](javascript:alert)", "\\[x\\](javascript:alert)"),
            ("at https://example.com/a. Next", "at <https://example.com/a>. Next"),
            ("<https://example.com>", "<https://example.com>"),
            ("lone ` tick", "lone \\` tick"),
            ("end */ of \"#", "end */ of \"#"),
            ("bell \u{7} nul \u{0} bidi \u{202e}", "bell nul bidi"),
            (
                "warn \u{26a0}\u{fe0f} \u{1f468}\u{200d}\u{1f4bb} pass\u{200d}word",
                "warn \u{26a0}\u{fe0f} \u{1f468}\u{200d}\u{1f4bb} password",
            ),
            ("mark \u{61c} joiner a\u{2060}b tag \u{e0041}", "mark joiner ab tag"),
            ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
            ("<!-- x -->", "\\<!-- x -->"),
            ("tab\there", "tab here"),
            ("one\r\ntwo\rthree\u{2028}four", "one|two|three|four"),
            ("title\n---", "title|\\---"),
            ("- item\n- item\nand more", "- item|- item||and more"),
            ("1. one\n2) two\n3.5 three", "1. one|2) two||3.5 three"),
            ("C:\\dir and \\[x\\]", "C:\\\\dir and \\\\\\[x\\\\\\]"),
            ("cut \u{fffd}...", "cut \u{fffd}..."),
        ] {
            assert_eq!(lines(text).join("|"), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_inside_a_sentence_stays_on_its_line() {
        for (text, expected) in [
            ("plain", "`plain`"),
            ("a ` tick", "\"a \\` tick\""),
            ("```\nlet x;\n```", "\"```\\nlet x;\\n```\""),
            ("", "\"\""),
            (" ", "\" \""),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
        assert_eq!(line("one\n\n```\ntwo"), "one \\`\\`\\` two");
    }
}
