//! Documentation of schemas as rustdoc. Published texts contain HTML, unbalanced brackets and fences: none of it may become
//! code, a doctest, or a rustdoc warning. One line of the source is one line of documentation.

mod markdown;

use std::borrow::Cow;

use codegen_model::text::html::{Tag, replace_tags};
use codegen_model::text::{is_hidden, without_hidden};

/// The lines of a text, escaped.
pub fn lines(text: &str) -> Vec<String> {
    let text = replace_tags(&unified(text), replacement).into_owned();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(|line| markdown::escape(&visible(line))) {
        let last = lines.last().map_or("", String::as_str);
        // Otherwise the line would continue the last item of the list.
        if is_item(last) && !line.is_empty() && !is_item(&line) {
            lines.push(String::new());
        }
        if !(line.is_empty() && lines.last().is_none_or(String::is_empty)) {
            lines.push(line);
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
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

/// The first paragraph of a text, escaped.
pub fn summary(text: &str) -> Vec<String> {
    lines(text).into_iter().take_while(|line| !line.is_empty()).collect()
}

/// A text on one line, escaped: for use inside a sentence of the generator.
pub fn line(text: &str) -> String {
    lines(text).into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
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

/// The text that stands for a tag. An image is not shown, so its tag is kept as text.
fn replacement(tag: Tag) -> Option<&'static str> {
    match tag {
        Tag::Block | Tag::Preformatted => Some("\n"),
        Tag::Item => Some("\n- "),
        Tag::Cell => Some(" "),
        Tag::Code => Some("`"),
        Tag::ItemEnd | Tag::Inline => Some(""),
        Tag::Image => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, line, lines};

    #[test]
    fn published_text_becomes_neither_code_nor_a_warning() {
        for (text, expected) in [
            ("Plain `code` and **bold**.", "Plain `code` and **bold**."),
            ("one\n\n\n\ntwo\n", "one||two"),
            ("    indented", "indented"),
            ("```\nlet x;\n```", "\\`\\`\\`|let x;|\\`\\`\\`"),
            ("~~~\ncode", "\\~~~|code"),
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
            ("```\nlet x;\n```", "\"\\`\\`\\`\\\\nlet x;\\\\n\\`\\`\\`\""),
            ("", "\"\""),
            (" ", "\" \""),
        ] {
            assert_eq!(code(text), expected, "{text:?}");
        }
        assert_eq!(line("one\n\n```\ntwo"), "one \\`\\`\\` two");
    }
}
