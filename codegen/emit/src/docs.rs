//! Documentation of the schemas to rustdoc. Upstream's texts hold HTML, half-open brackets, fences and whatever else:
//! nothing of it may become code, a doctest, or a warning of rustdoc. One line of the source is one line of output.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use codegen_model::source::floor_char_boundary;

/// A `#[doc]` attribute a line; an empty line is an empty attribute.
pub fn attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A `#![doc]` attribute a line.
pub fn inner_attributes(lines: &[String]) -> TokenStream {
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// The lines of a text, made safe.
pub fn lines(text: &str) -> Vec<String> {
    let text = html_to_lines(&unified(text)).into_owned();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(|line| safe_line(&printable(line))) {
        let last = lines.last().map_or("", String::as_str);
        // What follows a list would go on with its last item.
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
    // The two separators begin with this byte, as little else does.
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

/// The first paragraph of a text, made safe.
pub fn summary(text: &str) -> Vec<String> {
    lines(text).into_iter().take_while(|line| !line.is_empty()).collect()
}

/// A text on one line, made safe: for what stands inside a sentence of the generator's own.
pub fn line(text: &str) -> String {
    lines(text).into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A text between backticks; as a literal where it cannot stand there.
pub fn code(text: &str) -> String {
    if is_code(text) { format!("`{text}`") } else { line(&format!("{text:?}")) }
}

/// Whether a text can stand between backticks.
pub fn is_code(text: &str) -> bool {
    !text.is_empty() && !text.contains('`') && printable(text) == text
}

/// Without control characters, and without more than one blank anywhere: what is indented, also behind the mark of a
/// list, would be code.
fn printable(line: &str) -> Cow<'_, str> {
    if is_printable(line) {
        return line.into();
    }
    let spaced: String = line.replace(['\t', '\u{a0}'], " ");
    let visible: String = spaced.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ").into()
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether nothing of a line has to go.
fn is_printable(line: &str) -> bool {
    // Most lines; a blank at the start counts as the second one in a row.
    let mut last = ' ';
    let good = line.chars().all(|c| {
        let good = match c {
            ' ' => last != ' ',
            // Chinese, which needs no table.
            '!'..='~' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' => true,
            c => !c.is_whitespace() && !is_invisible(c),
        };
        last = c;
        good
    });
    good && (line.is_empty() || last != ' ')
}

/// Tags that upstream uses, and what stands for them. Everything else in angle brackets is text.
const TAGS: &[(&str, &str)] = &[
    ("br", "\n"),
    ("p", "\n"),
    ("div", "\n"),
    ("ul", "\n"),
    ("ol", "\n"),
    ("li", "\n- "),
    ("tr", "\n"),
    ("td", " "),
    ("th", " "),
    ("table", "\n"),
    ("tbody", ""),
    ("thead", ""),
    ("span", ""),
    ("font", ""),
    ("b", ""),
    ("strong", ""),
    ("i", ""),
    ("em", ""),
    ("code", "`"),
    ("a", ""),
    ("h1", "\n"),
    ("h2", "\n"),
    ("h3", "\n"),
    ("h4", "\n"),
    ("u", ""),
    ("dx-alert", "\n"),
    ("pre", "\n"),
];

/// What stands for something ends within so many bytes: looking to the end of a text for each of its brackets would take
/// for ever.
const LOOK_AHEAD: usize = 2_000;

fn ahead(rest: &str) -> &str {
    &rest[..floor_char_boundary(rest, LOOK_AHEAD)]
}

fn html_to_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        match tag(tail) {
            Some((length, replacement)) => {
                out.push_str(replacement);
                rest = &tail[length..];
            }
            None => {
                out.push('<');
                rest = &tail[1..];
            }
        }
    }
    (out + rest).into()
}

/// The tag at the start of `tail`: its length, and what stands for it.
fn tag(tail: &str) -> Option<(usize, &'static str)> {
    let end = ahead(tail).find('>')?;
    let inside = tail[1..end].trim_end_matches('/');
    let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name = inside.split_whitespace().next()?.to_ascii_lowercase();
    let (_, replacement) = TAGS.iter().find(|(known, _)| *known == name)?;
    let replacement = if closing && *replacement == "\n- " { "" } else { replacement };
    Some((end + 1, replacement))
}

/// One line with everything escaped that rustdoc would take for something else, but for code spans, bold and links.
fn safe_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    if line.starts_with(['#', '>', '=', '+', '|']) || is_rule(line) {
        out.push('\\');
    }
    // Only these can begin something. None of them is a part of another character: there is no need to look at characters.
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'`' | b'<' | b'[' | b']' | b'\\' | b'~' | b'h')) {
        let (plain, tail) = rest.split_at(at);
        let (piece, length) = tail.chars().next().map_or_else(Default::default, |c| piece(tail, c));
        out.push_str(plain);
        out.push_str(&piece);
        rest = &tail[length..];
    }
    out + rest
}

/// A line of dashes, which would make a heading of the one above.
fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | ' '))
}

/// The next piece of a line, and how much of the line it stands for.
fn piece(rest: &str, c: char) -> (String, usize) {
    let plain = |text: &str| (text.to_owned(), text.len());
    match c {
        '`' => code_span(rest).map_or(("\\`".to_owned(), 1), plain),
        '<' => autolink(rest).map_or(("\\<".to_owned(), 1), plain),
        '[' => link(rest).unwrap_or(("\\[".to_owned(), 1)),
        ']' => ("\\]".to_owned(), 1),
        '\\' => ("\\\\".to_owned(), 1),
        '~' if rest.starts_with("~~~") => ("\\~".to_owned(), 1),
        'h' if rest.starts_with("http") => match bare_url(ahead(rest)) {
            Some(url) => (format!("<{url}>"), url.len()),
            None => plain("h"),
        },
        c => (c.to_string(), c.len_utf8()),
    }
}

/// A span of code on one line: between single backticks.
fn code_span(rest: &str) -> Option<&str> {
    let end = ahead(&rest[1..]).find('`')? + 1;
    (end > 1 && !rest[end + 1..].starts_with('`')).then(|| &rest[..=end])
}

fn autolink(rest: &str) -> Option<&str> {
    let end = ahead(rest).find('>')?;
    is_url(&rest[1..end]).then(|| &rest[..=end])
}

/// `[text](url)`; a path of upstream's own site is completed.
fn link(rest: &str) -> Option<(String, usize)> {
    let rest = ahead(rest);
    let middle = rest.find("](")?;
    let text = &rest[1..middle];
    let url = rest[middle + 2..].split(')').next()?;
    let end = middle + 2 + url.len() + 1;
    if text.is_empty() || text.contains(['[', '`', '<', ']']) || end > rest.len() {
        return None;
    }
    let full = if url.starts_with('/') { format!("https://cloud.tencent.com{url}") } else { url.to_owned() };
    is_url(&full).then(|| (format!("[{text}]({full})"), end))
}

fn bare_url(rest: &str) -> Option<&str> {
    let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || "<>\"'`|{}[]()\\^,;".contains(c);
    let url = rest.split(is_end).next()?.trim_end_matches(['.', ':', '!', '?', '*']);
    is_url(url).then_some(url)
}

fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let allowed = |c: char| c.is_ascii_graphic() && !"<>\"`{}|\\^[]()".contains(c);
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(allowed))
}

#[cfg(test)]
mod tests {
    use super::{code, line, lines};

    #[test]
    fn nothing_of_upstream_becomes_code_or_a_warning() {
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
