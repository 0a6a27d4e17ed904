//! Limits of an XML text, checked before it is parsed: the parser recurses into elements, compares the attributes of an
//! element with each other, and copies the namespaces in scope for each element that declares one.

use crate::diagnostic::Code;

/// How deep elements can nest.
const MAX_DEPTH: usize = 64;

/// The longest tag, in bytes.
const MAX_TAG_BYTES: usize = 32 * 1024;

/// How many attributes an element can have. The vocabulary has fewer.
const MAX_ATTRIBUTES: usize = 64;

/// How many namespaces a text can declare. A schema needs one, for the location of its XSD.
const MAX_NAMESPACES: usize = 16;

/// Checks a text. An error has the offset, the code and the message of the first violation.
pub(super) fn check(text: &str) -> Result<(), (usize, Code, String)> {
    let (mut depth, mut namespaces) = (0usize, 0usize);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let offset = text.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let (end, opens_element) = markup(rest);
        depth = if rest.starts_with('/') { depth.saturating_sub(1) } else { depth + usize::from(opens_element) };
        if depth > MAX_DEPTH {
            return Err((offset, Code::NESTING_TOO_DEEP, format!("elements nest deeper than {MAX_DEPTH} levels")));
        }
        if !rest.starts_with(['!', '?']) {
            let tag = &rest[..end];
            namespaces += tag.matches("xmlns").count();
            check_tag(tag, namespaces).map_err(|message| (offset, Code::FILE_TOO_LARGE, message))?;
        }
        rest = &rest[end..];
    }
    Ok(())
}

/// Checks a tag. `namespaces` counts those that are declared up to its end.
fn check_tag(tag: &str, namespaces: usize) -> Result<(), String> {
    if tag.len() > MAX_TAG_BYTES {
        return Err(format!("a tag is longer than {MAX_TAG_BYTES} bytes"));
    }
    if attributes(tag) > MAX_ATTRIBUTES {
        return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
    }
    if namespaces > MAX_NAMESPACES {
        return Err(format!("the file declares more than {MAX_NAMESPACES} namespaces"));
    }
    Ok(())
}

/// Returns whether a character ends the name of a tag.
pub(super) fn is_name_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '>' | '<')
}

/// Counts the attributes of a tag: the equals signs outside of quotes.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let is_attribute = |c: &char| {
        match quote {
            None if matches!(c, '"' | '\'') => quote = Some(*c),
            Some(open) if open == *c => quote = None,
            _ => {}
        }
        quote.is_none() && *c == '='
    };
    tag.chars().filter(is_attribute).count()
}

/// Returns the end of the markup that begins `rest`, and whether it opens an element.
pub(super) fn markup(rest: &str) -> (usize, bool) {
    for (open, close) in [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")] {
        if rest.starts_with(open) {
            return (rest.find(close).map_or(rest.len(), |end| end + close.len()), false);
        }
    }
    let end = end_of_tag(rest);
    (end, !rest.starts_with(['/', '!']) && !rest[..end].ends_with('/'))
}

/// Returns the end of a tag: the first `>` outside of quotes.
pub(super) fn end_of_tag(rest: &str) -> usize {
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
