//! XML of any elements, spaced in any way.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use crate::{run, settled};

/// A piece of a document.
#[derive(Clone, Debug)]
enum Piece {
    Element(&'static str, Vec<(&'static str, &'static str)>, Vec<Piece>),
    /// A text, or CDATA.
    Text(&'static str),
    Comment(&'static str),
}

const NAMES: [&str; 8] = ["doc", "member", "value", "example", "sent", "answered", "request", "unknown"];
const ATTRIBUTES: [&str; 6] = ["name", "type", "wrapped", "status", "xml:lang", "unknown"];
const VALUES: [&str; 5] = ["\"a\"", "'a\"b'", "\"a&#10; &lt;'\"", "''", "\"a\r\n\tb\""];
const TEXTS: [&str; 8] = [
    "word",
    " two words ",
    "&amp;&#32;",
    "\n\n  a\n\n\n  b\r\n",
    "名",
    "<![CDATA[ <a>\n\t</a> ]]>",
    "<![CDATA[]]>",
    "\u{a0}",
];
const COMMENTS: [&str; 4] = ["<!-- a -->", "<!--a\n  b\n\n c-->", "<!--\n a <b>\r\n-->", "<!-- &amp; ' -->"];

fn piece() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![
        proptest::sample::select(&TEXTS[..]).prop_map(Piece::Text),
        proptest::sample::select(&COMMENTS[..]).prop_map(Piece::Comment),
        element(Just(Vec::new())),
    ];
    leaf.prop_recursive(4, 30, 4, |inner| element(proptest::collection::vec(inner, 0..4)))
}

fn element(children: impl Strategy<Value = Vec<Piece>>) -> impl Strategy<Value = Piece> {
    let names = proptest::sample::subsequence(&ATTRIBUTES[..], 0..4).prop_shuffle();
    let values = proptest::collection::vec(proptest::sample::select(&VALUES[..]), 4);
    let name = proptest::sample::select(&NAMES[..]);
    (name, names, values, children).prop_map(|(name, names, values, children)| {
        Piece::Element(name, names.into_iter().zip(values).collect(), children)
    })
}

/// The document, with `blanks` by turns between its pieces.
fn document(pieces: &[Piece], blanks: &[&str]) -> String {
    let mut out = "<types>".to_owned();
    let mut blanks = blanks.iter().copied().cycle();
    pieces.iter().for_each(|piece| write(piece, false, &mut blanks, &mut out));
    out + blanks.next().unwrap_or_default() + "</types>"
}

fn write<'b>(piece: &Piece, verbatim: bool, blanks: &mut impl Iterator<Item = &'b str>, out: &mut String) {
    let mut blank = |verbatim: bool| if verbatim { "" } else { blanks.next().unwrap_or_default() };
    match piece {
        Piece::Text(text) | Piece::Comment(text) => *out += &[blank(verbatim), text].concat(),
        Piece::Element(name, attributes, children) => {
            *out += &[blank(verbatim), "<", name].concat();
            attributes.iter().for_each(|(name, value)| *out += &format!(" {}{name} = {value}", blank(verbatim)));
            *out += ">";
            let verbatim = verbatim || ["sent", "answered"].contains(name);
            children.iter().for_each(|child| write(child, verbatim, blanks, out));
            let end = if verbatim { "" } else { blanks.next().unwrap_or_default() };
            *out += &[end, "</", name, ">"].concat();
        }
    }
}

/// What a document says: as the loader reads it, and its comments by their words.
fn meaning(node: Node<'_, '_>, out: &mut Vec<String>) {
    if node.is_comment() {
        out.push(format!("comment {:?}", node.text().unwrap_or_default().split_whitespace().collect::<Vec<_>>()));
    }
    if node.is_element() {
        let mut attributes: Vec<_> = node.attributes().map(|attribute| (attribute.name(), attribute.value())).collect();
        attributes.sort_unstable();
        let raw: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
        let trimmed = raw.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let text = if ["sent", "answered"].contains(&node.tag_name().name()) { raw } else { trimmed };
        out.push(format!("{} {attributes:?} {text:?}", node.tag_name().name()));
        node.children().for_each(|child| meaning(child, out));
        out.push("end".to_owned());
    }
}

fn said(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut out = Vec::new();
    document.root().children().for_each(|node| meaning(node, &mut out));
    out
}

const BLANKS: [&str; 6] = ["", " ", "\n", "\n\n", "\r\n\t", "\n \n\n  "];

#[test]
fn the_form_says_the_same() {
    let blanks = proptest::collection::vec(proptest::sample::select(&BLANKS[..]), 1..9);
    run(2_000, &(proptest::collection::vec(piece(), 0..4), blanks), |(pieces, blanks)| {
        let source = document(&pieces, &blanks);
        let formatted = settled("a.xml", &source);
        prop_assert_eq!(said(&source), said(&formatted), "{}\n{}", source, formatted);
        Ok(())
    });
}

/// But for blank lines at the top, for comments, and for text that is mixed with markup, the form is one.
#[test]
fn spacing_does_not_matter() {
    let tree = element(Just(Vec::new())).prop_recursive(4, 30, 4, |inner| {
        let text = proptest::sample::select(&TEXTS[..]).prop_map(|text| vec![Piece::Text(text)]);
        element(prop_oneof![text, proptest::collection::vec(inner, 0..4)])
    });
    let blanks = proptest::collection::vec(proptest::sample::select(&["", " ", "\n", "\r\n\t"][..]), 1..9);
    run(1_000, &(proptest::collection::vec(tree, 0..4), blanks), |(pieces, blanks)| {
        prop_assert_eq!(settled("a.xml", &document(&pieces, &blanks)), settled("a.xml", &document(&pieces, &[""])));
        Ok(())
    });
}
