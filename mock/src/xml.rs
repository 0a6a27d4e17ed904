//! XML as it comes from outside: of bounded size and depth, without document types.

use roxmltree::{Document, ParsingOptions};

/// No request has more elements and texts than this.
const MOST_NODES: u32 = 100_000;

/// No request nests deeper.
const DEPTH: usize = 64;

/// No element of a request has more attributes: the parser compares each with each.
const ATTRIBUTES: usize = 64;

/// No request declares any; tools that write XML may.
const NAMESPACES: usize = 16;

/// Reads a document.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, String> {
    let Measures { depth, attributes } = Measures::of(text);
    if depth > DEPTH {
        return Err(format!("it nests deeper than {DEPTH} levels"));
    }
    if attributes > ATTRIBUTES {
        return Err(format!("an element has more than {ATTRIBUTES} attributes"));
    }
    // Every element inherits what is declared around it, so that many declarations are a lot of memory.
    if text.matches("xmlns").count() > NAMESPACES {
        return Err(format!("it declares more than {NAMESPACES} namespaces"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// What bounds the work of a parser, found without one.
#[derive(Default)]
struct Measures {
    /// How deep the tags nest.
    depth: usize,
    /// How many attributes the element has that has the most.
    attributes: usize,
}

impl Measures {
    fn of(text: &str) -> Self {
        let (mut found, mut now, mut rest) = (Self::default(), 0_usize, text);
        while let Some((_, behind)) = rest.split_once('<') {
            if let Some(end) = end_of_aside(behind) {
                rest = behind.split_once(end).map_or("", |(_, behind)| behind);
                continue;
            }
            let (end, attributes) = tag(behind);
            let (tag, behind) = behind.split_at(end);
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) => now = now.saturating_sub(1),
                (_, true) => {}
                _ => now += 1,
            }
            found = Self { depth: found.depth.max(now), attributes: found.attributes.max(attributes) };
            rest = behind;
        }
        found
    }
}

/// How what begins in `text` ends, where it is no tag.
fn end_of_aside(text: &str) -> Option<&'static str> {
    let asides = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
    asides.into_iter().find(|(start, _)| text.starts_with(start)).map(|(_, end)| end)
}

/// Where the tag ends that `text` begins in, at a `>` that is not in quotes, and how many quoted values it has.
fn tag(text: &str) -> (usize, usize) {
    let (mut quote, mut values) = (None, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return (at, values),
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
    fn documents_are_read_up_to_a_depth() {
        let nested = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert!(parse(&nested(64)).is_ok());
        assert!(parse(&nested(65)).is_err());
        assert!(parse(&"<a>".repeat(1_000_000)).is_err());
        assert!(parse(&format!("<r>{}</r>", "<a x='1'/>".repeat(1_000))).is_ok());
    }

    #[test]
    fn what_looks_like_a_tag_does_not_hide_depth() {
        for decoy in ["<a><!--</a>-->", "<a><![CDATA[</a>]]>", "<a><?p </a>?>", "<a x='/>'>", "<a x=\"'/>\">"] {
            assert!(super::Measures::of(&decoy.repeat(100)).depth == 100, "{decoy}");
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
