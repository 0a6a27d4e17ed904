//! Limits of an XML text, checked before it is parsed: the parser recurses into elements, and compares the attributes of
//! an element with each other.

use crate::diagnostic::Code;

/// How deep elements can nest.
const MAX_DEPTH: usize = 64;

/// The longest tag, in bytes.
const MAX_TAG_BYTES: usize = 32 * 1024;

/// Checks a text. An error has the offset, the code and the message of the first violation.
pub(super) fn check(text: &str) -> Result<(), (usize, Code, String)> {
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let offset = text.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let (end, opens_element) = markup(rest);
        depth = if rest.starts_with('/') { depth.saturating_sub(1) } else { depth + usize::from(opens_element) };
        if depth > MAX_DEPTH {
            return Err((offset, Code::NESTING_TOO_DEEP, format!("elements nest deeper than {MAX_DEPTH} levels")));
        }
        if end > MAX_TAG_BYTES && !rest.starts_with(['!', '?']) {
            return Err((offset, Code::FILE_TOO_LARGE, format!("a tag is longer than {MAX_TAG_BYTES} bytes")));
        }
        rest = &rest[end..];
    }
    Ok(())
}

/// Returns the end of the markup that begins `rest`, and whether it opens an element.
fn markup(rest: &str) -> (usize, bool) {
    for (open, close) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if rest.starts_with(open) {
            return (rest.find(close).map_or(rest.len(), |end| end + close.len()), false);
        }
    }
    let end = end_of_tag(rest);
    (end, !rest.starts_with(['/', '!']) && !rest[..end].ends_with('/'))
}

/// Returns the end of a tag: the first `>` outside of quotes.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    let is_end = |c: char| {
        match quote {
            None if c == '>' => return true,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        false
    };
    rest.find(is_end).unwrap_or(rest.len())
}
