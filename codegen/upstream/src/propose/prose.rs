//! Reduces upstream's documentation to plain lines: no markup, one form of punctuation.

use codegen_model::text::{Block, blocks};

/// A line of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// The text, with ASCII punctuation.
    pub(super) text: String,
    /// Whether it is an item of a list.
    pub(super) item: bool,
}

/// List markers in plain text and Markdown.
const BULLETS: &[&str] = &["- ", "* ", "+ ", "• ", "· ", "● ", "●", "•", "·"];

/// Returns the lines of a text that are not empty. Code and tables are left out: what they list may be anything.
pub(super) fn lines(doc: &str) -> Vec<Line> {
    let lines = blocks(doc).into_iter().filter_map(|block| match block {
        Block::Line(text) => Some(line(&without_markup(&text))),
        Block::Code(_) | Block::Table(_) => None,
    });
    lines.filter(|line| !line.text.is_empty()).collect()
}

/// Removes bold text, code spans, and the addresses of links.
fn without_markup(text: &str) -> String {
    let mut text = text.replace("**", "").replace('`', "");
    while let Some((open, middle, close)) = link(&text) {
        text.replace_range(middle..close, "");
        text.remove(open);
    }
    text
}

/// Returns where the first link begins, where its text ends, and where the link ends.
fn link(text: &str) -> Option<(usize, usize, usize)> {
    let middle = text.match_indices("](").map(|(at, _)| at).find(|at| text[at + 2..].starts_with(['h', '/']))?;
    let close = middle + text[middle..].find(')')? + 1;
    Some((text[..middle].rfind('[')?, middle, close))
}

/// Joins lines to one, as evidence. A long text is truncated.
pub(super) fn joined(lines: &[Line]) -> String {
    const MAX_CHARS: usize = 400;
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" / ");
    if text.chars().count() <= MAX_CHARS { text } else { text.chars().take(MAX_CHARS).chain(['…']).collect() }
}

fn line(raw: &str) -> Line {
    let plain: String = raw.chars().map(plain).collect();
    let text = plain.trim();
    let without_bullet = |text: &str| BULLETS.iter().find_map(|bullet| text.strip_prefix(bullet)).map(str::to_owned);
    let item = without_bullet(text);
    // An item of HTML may begin with a bullet of its own.
    let rest = item.as_deref().map(str::trim).map(|rest| without_bullet(rest).unwrap_or(rest.to_owned()));
    Line { item: item.is_some(), text: rest.unwrap_or(text.to_owned()).trim().to_owned() }
}

/// Maps full-width and typographic punctuation to ASCII.
fn plain(c: char) -> char {
    match c {
        '：' => ':',
        '，' => ',',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '～' | '〜' => '~',
        '—' | '–' => '-',
        '“' | '”' | '‘' | '’' | '\'' => '"',
        '＝' => '=',
        '\t' | '\r' | '\u{a0}' | '\u{3000}' => ' ',
        '\u{feff}' | '\u{200b}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, lines};

    #[test]
    fn turns_markup_into_lines() {
        let line = |text: &str| Line { text: text.to_owned(), item: false };
        let item = |text: &str| Line { text: text.to_owned(), item: true };
        for (doc, expected) in [
            ("计费类型：<ul><li>A：一</li><li>B：二</li></ul>", vec![line("计费类型:"), item("A:一"), item("B:二")]),
            ("<p>范围</p><p>取值范围：[1, 10]</p>", vec![line("范围"), line("取值范围:[1, 10]")]),
            ("质量。\n- 取值范围：\n0: 否；", vec![line("质量。"), item("取值范围:"), line("0: 否;")]),
            ("**0**：`全部`&lt;<br/>名 <url> 1 < 2", vec![line("0:全部<"), line("名 <url> 1 < 2")]),
            ("见 <a href=\"x\">这里</a>", vec![line("见 这里")]),
            ("见 <a href=\"/x\">这里</a>[二](https://e.com)", vec![line("见 这里二")]),
            ("<li>• 一</li>二", vec![item("一"), line("二")]),
            ("值：\n```\nA：一\n```\n|A|B|\n|-|-|", vec![line("值:")]),
            ("", vec![]),
        ] {
            assert_eq!(lines(doc), expected, "{doc}");
        }
    }
}
