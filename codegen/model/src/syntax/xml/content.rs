//! The text of an element with the place of each piece: references, CDATA sections and line ends are written otherwise.

use roxmltree::Node;

use crate::source::{FileId, SourceText};
use crate::syntax::xml_bounds::end_of_tag;

/// Returns the text of an element up to its first child element. The parser has accepted the document.
pub(super) fn content(node: Node<'_, '_>, file: FileId) -> SourceText {
    let (source, start) = (node.document().input_text(), node.range().start);
    let tag = source.get(start + 1..).unwrap_or_default();
    let end = end_of_tag(tag);
    let mut reader = Reader { source, offset: start + 1 + end + 1, text: SourceText::new(file) };
    if !tag[..end].ends_with('/') {
        while reader.step() {}
    }
    reader.text
}

struct Reader<'s> {
    source: &'s str,
    offset: usize,
    text: SourceText,
}

impl Reader<'_> {
    /// Reads one piece. Returns `false` at a tag, which ends the text.
    fn step(&mut self) -> bool {
        let rest = self.source.get(self.offset..).unwrap_or_default();
        if rest.starts_with("<![CDATA[") {
            let end = rest.find("]]>").unwrap_or(rest.len());
            self.literal(self.offset + "<![CDATA[".len(), self.offset + end);
            self.offset += end + "]]>".len();
        } else if let Some(close) = [("<!--", "-->"), ("<?", "?>")].iter().find(|(open, _)| rest.starts_with(open)) {
            self.offset += rest.find(close.1).map_or(rest.len(), |end| end + close.1.len());
        } else if rest.starts_with('&') {
            let end = rest.find(';').unwrap_or(rest.len() - 1);
            let character = reference(&rest[1..end]);
            self.text.push(character.encode_utf8(&mut [0; 4]), self.offset);
            self.offset += end + 1;
        } else {
            let end = rest.find(['<', '&']).unwrap_or(rest.len());
            self.literal(self.offset, self.offset + end);
            self.offset += end;
            return end > 0;
        }
        true
    }

    /// Adds what is written as it is, with line ends as parsers return them.
    fn literal(&mut self, start: usize, end: usize) {
        let mut at = start;
        for line in self.source.get(start..end).unwrap_or_default().split_inclusive('\n') {
            let kept = line.strip_suffix("\r\n").unwrap_or(line);
            self.text.push(kept, at);
            at += line.len();
            if kept.len() < line.len() {
                self.text.push("\n", at - 1);
            }
        }
    }
}

/// Returns the character that a reference stands for.
fn reference(name: &str) -> char {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let named = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
    let found = match name.strip_prefix('#') {
        Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |hex| number(hex, 16)),
        None => named.iter().find(|(known, _)| *known == name).map(|(_, character)| *character),
    };
    found.unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use roxmltree::Document;

    use super::*;

    /// Each character of the text is the one in the file, unless it is written as a reference.
    #[test]
    fn pieces_are_where_the_file_has_them() {
        let source = "<a b='>'> one &amp; &#x4e8c;\r\n<!-- no --><![CDATA[<x>&amp;\r\n</x>]]> end</a>";
        let document = Document::parse(source).expect("XML");
        let text = content(document.root_element(), FileId::default());
        let parsed: String =
            document.root_element().children().filter(Node::is_text).filter_map(|node| node.text()).collect();
        assert_eq!(&*text, parsed);
        for piece in [" one ", "<x>", "&amp;", "</x>", " end"] {
            let at = text.find(piece).expect("the piece");
            let span = text.span(at..at + piece.len());
            assert_eq!(&source[span.start as usize..span.end as usize], piece);
        }
        let at = text.find('二').expect("the character");
        assert!(source[text.span(at..at + 3).start as usize..].starts_with("&#x4e8c;"));
    }

    #[test]
    fn an_empty_element_has_no_text() {
        for source in ["<a/>", "<a></a>", "<a b='1' />"] {
            let document = Document::parse(source).expect("XML");
            assert_eq!(&*content(document.root_element(), FileId::default()), "", "{source}");
        }
    }
}
