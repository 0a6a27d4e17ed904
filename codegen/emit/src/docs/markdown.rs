//! Escapes a line of text for rustdoc: code spans, bold text and links are kept, everything else is plain text.

use codegen_model::source::floor_char_boundary;
use codegen_model::text::code_span;

/// The longest link in bytes. Without a limit, text with many open brackets would take quadratic time.
const MAX_SPAN: usize = 2_000;

fn ahead(rest: &str) -> &str {
    &rest[..floor_char_boundary(rest, MAX_SPAN)]
}

/// Escapes a line.
pub fn escape(line: &str) -> String {
    let starts_block = line.starts_with(['#', '>', '=', '+', '|']) || is_rule(line);
    if starts_block { format!("\\{}", escape_inside(line)) } else { escape_inside(line) }
}

/// Escapes a line that may be part of a quote: `> text`, and the notes `>! text` of the service's documentation.
pub fn escape_or_quote(line: &str) -> String {
    let quoted = line.trim_start_matches(['>', '!', '?', ' ']);
    // Otherwise the line begins with a comparison.
    let is_quote = line.starts_with('>') && !quoted.starts_with(|c: char| matches!(c, '=' | '-' | '0'..='9'));
    if is_quote && !quoted.is_empty() { format!("> {}", escape(quoted)) } else { escape(line) }
}

/// Escapes a cell of a table.
pub fn escape_cell(text: &str) -> String {
    escape_inside(text).replace('|', "\\|")
}

/// Escapes text that is not at the start of a line.
fn escape_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    let begins_markup = |byte| matches!(byte, b'`' | b'<' | b'[' | b']' | b'\\' | b'~' | b'h' | b'!');
    // Only these bytes begin markup, and no other character contains them.
    while let Some(at) = rest.bytes().position(begins_markup) {
        let (plain, tail) = rest.split_at(at);
        let (piece, length) = tail.chars().next().map_or_else(Default::default, |c| piece(tail, c));
        out.push_str(plain);
        out.push_str(&piece);
        rest = &tail[length..];
    }
    out + rest
}

/// Whether a line would turn the line above it into a heading.
fn is_rule(line: &str) -> bool {
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | ' '))
}

/// The escaped form of what a line begins with, and its length in the line.
fn piece(rest: &str, c: char) -> (String, usize) {
    let plain = |text: &str| (text.to_owned(), text.len());
    match c {
        '`' => code_span(rest).map_or_else(|| ticks(rest), plain),
        // An image is a link to it, so that the documentation loads no files of others.
        '!' => rest.strip_prefix('!').and_then(image).map_or_else(|| plain("!"), |(link, length)| (link, length + 1)),
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

/// Backticks that begin no code span.
fn ticks(rest: &str) -> (String, usize) {
    let count = rest.len() - rest.trim_start_matches('`').len();
    ("\\`".repeat(count), count)
}

fn image(rest: &str) -> Option<(String, usize)> {
    match rest.strip_prefix("[](") {
        Some(url) => link(&format!("[image]({url}")).map(|(link, length)| (link, length - "image".len())),
        None => link(rest).filter(|_| rest.starts_with('[')),
    }
}

fn autolink(rest: &str) -> Option<&str> {
    let end = ahead(rest).find('>')?;
    is_url(&rest[1..end]).then(|| &rest[..=end])
}

/// `[text](url)`. A path becomes a URL of the site that publishes the metadata.
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
    let full = encoded(&full);
    is_url(&full).then(|| (format!("[{text}]({full})"), end))
}

/// A URL whose characters outside of ASCII are encoded.
fn encoded(url: &str) -> String {
    let encode = |c: char| match c.is_ascii() {
        true => c.to_string(),
        false => c.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    url.chars().map(encode).collect()
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
