//! Parses untrusted XML with bounds on size, depth and attributes, without document types. Escapes text.

use roxmltree::{Document, ParsingOptions};

const MAX_NODES: u32 = 100_000;

const MAX_DEPTH: usize = 64;

/// The parser compares each attribute of an element with each other.
const MAX_ATTRIBUTES: usize = 64;

/// Requests declare no namespaces; tools that write XML may.
const MAX_NAMESPACES: usize = 16;

/// Parses a document.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, String> {
    let Bounds { depth, attributes } = Bounds::of(text);
    if depth > MAX_DEPTH {
        return Err(format!("it nests deeper than {MAX_DEPTH} levels"));
    }
    if attributes > MAX_ATTRIBUTES {
        return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
    }
    // Every element inherits the namespaces declared around it, so memory grows with their number.
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return Err(format!("it declares more than {MAX_NAMESPACES} namespaces"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// Escapes text for an element. Control characters are dropped: XML does not allow them, even escaped.
pub(crate) fn escape(text: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || matches!(c, '\n' | '\t'));
    let text: String = text.chars().filter(allowed).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Upper bounds on a document's cost, measured by a scan before it is parsed.
#[derive(Default)]
struct Bounds {
    /// The depth of the deepest tag.
    depth: usize,
    /// The greatest number of attributes of one element.
    attributes: usize,
}

impl Bounds {
    fn of(text: &str) -> Self {
        let (mut bounds, mut depth, mut rest) = (Self::default(), 0_usize, text);
        while let Some((_, after)) = rest.split_once('<') {
            if let Some(end) = end_of_non_tag(after) {
                rest = after.split_once(end).map_or("", |(_, after)| after);
                continue;
            }
            let (end, attributes) = scan_tag(after);
            let (tag, after) = after.split_at(end);
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) => depth = depth.saturating_sub(1),
                (_, true) => {}
                _ => depth += 1,
            }
            bounds = Self { depth: bounds.depth.max(depth), attributes: bounds.attributes.max(attributes) };
            rest = after;
        }
        bounds
    }
}

/// Returns the terminator of the comment, CDATA section or processing instruction that `text` begins with.
fn end_of_non_tag(text: &str) -> Option<&'static str> {
    let delimiters = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
    delimiters.into_iter().find(|(start, _)| text.starts_with(start)).map(|(_, end)| end)
}

/// Returns the offset of the unquoted `>` that ends the tag at the start of `text`, and the number of quoted values in it.
fn scan_tag(text: &str) -> (usize, usize) {
    let (mut quote, mut values) = (None, 0);
    for (offset, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (offset, values),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => {
                quote = None;
                values += 1;
            }
            _ => {}
        }
    }
    (text.len(), values)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn depth_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(parse(&nested(64)).is_ok());
        assert!(parse(&nested(65)).is_err());
        assert!(parse(&"<a>".repeat(1_000_000)).is_err());
        assert!(parse(&format!("<r>{}</r>", "<a x='1'/>".repeat(1_000))).is_ok());
    }

    #[test]
    fn tags_in_comments_and_quotes_do_not_hide_depth() {
        for decoy in ["<a><!--</a>-->", "<a><![CDATA[</a>]]>", "<a><?p </a>?>", "<a x='/>'>", "<a x=\"'/>\">"] {
            assert!(super::Bounds::of(&decoy.repeat(100)).depth == 100, "{decoy}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let attributes = |count: usize| (0..count).map(|number| format!(" a{number}=''")).collect::<String>();
        assert!(parse(&format!("<r{}/>", attributes(64))).is_ok());
        assert!(parse(&format!("<r{}/>", attributes(65))).is_err());
        assert!(parse("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").is_err());
        assert!(parse(&format!("<r>{}</r>", "<a/>".repeat(200_000))).is_err());
    }
}
