//! Upstream's documentation as plain lines: no markup, one form of punctuation. What the lines say, others know.

use codegen_model::text::html::{Tag, replace_tags};

/// A line of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// What it says, with punctuation in its ASCII form.
    pub(super) text: String,
    /// Whether it is an item of a list.
    pub(super) item: bool,
}

/// What a character of a text or an entity of HTML stands for.
const ENTITIES: &[(&str, &str)] =
    &[("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
/// Marks of lists in plain text and Markdown.
const BULLETS: &[&str] = &["- ", "* ", "+ ", "• ", "· ", "● ", "●", "•", "·"];
/// Begins an item, until the lines are told apart.
const ITEM: char = '\u{1}';

/// The lines of a text that say anything.
pub(super) fn lines(doc: &str) -> Vec<Line> {
    let mut text = replace_tags(doc, replacement).into_owned();
    for (entity, plain) in ENTITIES {
        text = text.replace(entity, plain);
    }
    text = text.replace("**", "").replace('`', "");
    let lines = text.split('\n').map(line).filter(|line| !line.text.is_empty());
    lines.collect()
}

/// The lines in one, as evidence; a long text is cut.
pub(super) fn joined(lines: &[Line]) -> String {
    const MOST: usize = 400;
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" / ");
    if text.chars().count() <= MOST { text } else { text.chars().take(MOST).chain(['…']).collect() }
}

fn line(raw: &str) -> Line {
    let plain: String = raw.chars().map(plain).collect();
    let trimmed = plain.trim();
    let (marked, rest) = match trimmed.strip_prefix(ITEM) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, trimmed),
    };
    let bullet = BULLETS.iter().find_map(|bullet| rest.strip_prefix(bullet));
    let text = bullet.unwrap_or(rest).replace(ITEM, "").trim().to_owned();
    Line { text, item: marked || bullet.is_some() }
}

/// What stands for a tag: a line break, the mark of an item, or nothing. Preformatted text is not expected here.
fn replacement(tag: Tag) -> Option<&'static str> {
    match tag {
        Tag::Block | Tag::ItemEnd => Some("\n"),
        Tag::Item => Some("\n\u{1}"),
        Tag::Cell | Tag::Code | Tag::Image | Tag::Inline => Some(""),
        Tag::Preformatted => None,
    }
}

/// One form for what is written in two.
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
    fn markup_becomes_lines() {
        let line = |text: &str| Line { text: text.to_owned(), item: false };
        let item = |text: &str| Line { text: text.to_owned(), item: true };
        for (doc, expected) in [
            ("计费类型：<ul><li>A：一</li><li>B：二</li></ul>", vec![line("计费类型:"), item("A:一"), item("B:二")]),
            ("<p>范围</p><p>取值范围：[1, 10]</p>", vec![line("范围"), line("取值范围:[1, 10]")]),
            ("质量。\n- 取值范围：\n0: 否；", vec![line("质量。"), item("取值范围:"), line("0: 否;")]),
            ("**0**：`全部`&lt;<br/>名 <url> 1 < 2", vec![line("0:全部<"), line("名 <url> 1 < 2")]),
            ("见 <a href=\"x\">这里</a>", vec![line("见 这里")]),
            ("", vec![]),
        ] {
            assert_eq!(lines(doc), expected, "{doc}");
        }
    }
}
