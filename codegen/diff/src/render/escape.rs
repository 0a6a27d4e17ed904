//! Escapes the text of schemas for Markdown, so that it contains no markup, HTML, links or mentions.

use codegen_model::diagnostic::printable;

/// Ends a word invisibly, because `@name`, `#1` and `https://` become links without any markup.
const BREAK: &str = "<!-- -->";

/// Returns at most `max_chars` characters of a text in one line, as Markdown.
pub(super) fn plain(text: &str, max_chars: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.chars().count() > max_chars;
    let shown: String = line.chars().take(max_chars).collect();
    let shown = printable(&shown, &[]);
    let mut out = String::with_capacity(shown.len());
    let mut next = shown.chars().skip(1);
    for c in shown.chars() {
        push(&mut out, c, next.next());
    }
    out.replace("www.", &format!("www{BREAK}.")) + if cut { "…" } else { "" }
}

/// Does the same, and renders the text between backticks as code.
pub(super) fn quoting(text: &str, max_chars: usize) -> String {
    let plain = plain(text, max_chars);
    let mut parts = plain.split(BACKTICK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(quoted) = parts.next() {
        out.push_str(&format!("<code>{quoted}</code>"));
        out.push_str(parts.next().unwrap_or_default());
    }
    out
}

/// Returns a name or a place as code.
pub(super) fn code(text: &str, max_chars: usize) -> String {
    format!("<code>{}</code>", plain(text, max_chars))
}

const BACKTICK: &str = "&#96;";

fn push(out: &mut String, c: char, next: Option<char>) {
    match c {
        '`' => out.push_str(BACKTICK),
        '&' | '<' | '>' | '|' | '*' | '_' | '~' | '[' | ']' | '\\' | '$' => {
            out.push_str(&format!("&#{};", u32::from(c)));
        }
        '@' | '#' | ':' if c != ':' || matches!(next, Some(':' | '/')) => {
            out.push(c);
            out.push_str(BREAK);
        }
        _ => out.push(c),
    }
}
