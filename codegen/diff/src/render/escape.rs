//! Knows how text of a schema stands in Markdown as nothing but text: no markup, no HTML, no link, no mention of a person.

use codegen_model::diagnostic::printable;

/// Ends a word without showing: `@name`, `#1` and `https://` are links of their own wherever they stand as one word.
const BREAK: &str = "<!-- -->";

/// The first `longest` characters of a text, in one line, as Markdown.
pub(super) fn plain(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.chars().count() > longest;
    let shown: String = line.chars().take(longest).collect();
    let shown = printable(&shown, &[]);
    let mut out = String::with_capacity(shown.len());
    let mut next = shown.chars().skip(1);
    for c in shown.chars() {
        push(&mut out, c, next.next());
    }
    out.replace("www.", &format!("www{BREAK}.")) + if cut { "…" } else { "" }
}

/// The same, with what stands between backticks as code.
pub(super) fn quoting(text: &str, longest: usize) -> String {
    let plain = plain(text, longest);
    let mut parts = plain.split(BACKTICK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    while let Some(quoted) = parts.next() {
        out.push_str(&format!("<code>{quoted}</code>"));
        out.push_str(parts.next().unwrap_or_default());
    }
    out
}

/// A name or a place, as code.
pub(super) fn code(text: &str, longest: usize) -> String {
    format!("<code>{}</code>", plain(text, longest))
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
