//! XML as it comes from outside: of bounded size and depth, without document types.

use roxmltree::{Document, ParsingOptions};

/// No request has more elements and texts than this.
const MOST_NODES: u32 = 100_000;

/// No request nests deeper.
const DEPTH: usize = 64;

/// Reads a document.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, String> {
    if depth(text) > DEPTH {
        return Err(format!("it nests deeper than {DEPTH} levels"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| error.to_string())
}

/// How deep the tags nest, found without a parser, whose stack would be what is protected here.
fn depth(text: &str) -> usize {
    let (mut now, mut deepest) = (0_usize, 0);
    let mut rest = text;
    while let Some((_, behind)) = rest.split_once('<') {
        let skipped =
            ["!--", "![CDATA[", "?"].iter().zip(["-->", "]]>", "?>"]).find(|(start, _)| behind.starts_with(**start));
        if let Some((_, end)) = skipped {
            rest = behind.split_once(end).map_or("", |(_, behind)| behind);
            continue;
        }
        let (tag, behind) = behind.split_at(end_of_tag(behind));
        match (tag.starts_with('/'), tag.ends_with('/')) {
            (true, _) => now = now.saturating_sub(1),
            (_, true) => {}
            _ => now += 1,
        }
        deepest = deepest.max(now);
        rest = behind;
    }
    deepest
}

/// Where the tag ends that `text` begins in: at a `>` that is not in quotes.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
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
            assert!(super::depth(&decoy.repeat(100)) == 100, "{decoy}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        assert!(parse("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>").is_err());
        assert!(parse(&format!("<r>{}</r>", "<a/>".repeat(200_000))).is_err());
    }
}
