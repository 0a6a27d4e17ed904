//! What of an XML text is too much for a parser, found before one sees it: it may recurse, and compares the attributes of
//! an element with each other.

use crate::diagnostic::Code;

/// How deep elements may nest.
const MAX_DEPTH: usize = 64;

/// How many bytes a tag may have.
const LONGEST_TAG: usize = 32 * 1024;

/// Where it is too much, and what. Counts nothing in a well-formed text that is not there.
pub(super) fn check(text: &str) -> Result<(), (usize, Code, String)> {
    let mut depth = 0usize;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let offset = text.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let (end, deeper) = markup(rest);
        depth = if rest.starts_with('/') { depth.saturating_sub(1) } else { depth + usize::from(deeper) };
        if depth > MAX_DEPTH {
            return Err((offset, Code::NESTING_TOO_DEEP, format!("elements nest deeper than {MAX_DEPTH} levels")));
        }
        if end > LONGEST_TAG && !rest.starts_with(['!', '?']) {
            return Err((offset, Code::FILE_TOO_LARGE, format!("a tag is longer than {LONGEST_TAG} bytes")));
        }
        rest = &rest[end..];
    }
    Ok(())
}

/// Where the markup ends that `rest` is inside of, and whether it opens an element.
fn markup(rest: &str) -> (usize, bool) {
    for (open, close) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if rest.starts_with(open) {
            return (rest.find(close).map_or(rest.len(), |end| end + close.len()), false);
        }
    }
    let end = end_of_tag(rest);
    (end, !rest.starts_with(['/', '!']) && !rest[..end].ends_with('/'))
}

/// Where a tag ends: at the first `>` that is not between quotes.
fn end_of_tag(rest: &str) -> usize {
    let mut quote = None;
    let ends = |c: char| {
        match quote {
            None if c == '>' => return true,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        false
    };
    rest.find(ends).unwrap_or(rest.len())
}
