//! Formats random XML with random white space.

use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::{format_stable, run};

/// A node of a document.
#[derive(Clone, Debug)]
enum Content {
    Element(&'static str, Vec<(&'static str, &'static str)>, Vec<Content>),
    /// Text or CDATA.
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

fn content() -> impl Strategy<Value = Content> {
    let leaf = prop_oneof![
        proptest::sample::select(&TEXTS[..]).prop_map(Content::Text),
        proptest::sample::select(&COMMENTS[..]).prop_map(Content::Comment),
        element(Just(Vec::new())),
    ];
    leaf.prop_recursive(4, 30, 4, |inner| element(proptest::collection::vec(inner, 0..4)))
}

fn element(children: impl Strategy<Value = Vec<Content>>) -> impl Strategy<Value = Content> {
    let names = proptest::sample::subsequence(&ATTRIBUTES[..], 0..4).prop_shuffle();
    let values = proptest::collection::vec(proptest::sample::select(&VALUES[..]), 4);
    let name = proptest::sample::select(&NAMES[..]);
    (name, names, values, children).prop_map(|(name, names, values, children)| {
        Content::Element(name, names.into_iter().zip(values).collect(), children)
    })
}

/// Returns a document with `blanks` in turn between its content.
fn document(contents: &[Content], blanks: &[&str]) -> String {
    let mut out = "<types>".to_owned();
    let mut blanks = blanks.iter().copied().cycle();
    contents.iter().for_each(|content| write(content, false, &mut blanks, &mut out));
    out + blanks.next().unwrap_or_default() + "</types>"
}

fn write<'b>(content: &Content, is_verbatim: bool, blanks: &mut impl Iterator<Item = &'b str>, out: &mut String) {
    let mut blank = |is_verbatim: bool| if is_verbatim { "" } else { blanks.next().unwrap_or_default() };
    match content {
        Content::Text(text) | Content::Comment(text) => *out += &[blank(is_verbatim), text].concat(),
        Content::Element(name, attributes, children) => {
            *out += &[blank(is_verbatim), "<", name].concat();
            attributes.iter().for_each(|(name, value)| *out += &format!(" {}{name} = {value}", blank(is_verbatim)));
            *out += ">";
            let is_verbatim = is_verbatim || ["sent", "answered"].contains(name);
            children.iter().for_each(|child| write(child, is_verbatim, blanks, out));
            let end = if is_verbatim { "" } else { blanks.next().unwrap_or_default() };
            *out += &[end, "</", name, ">"].concat();
        }
    }
}

/// Appends the content of a node, as the loader reads it, and the words of comments.
fn describe(node: Node<'_, '_>, out: &mut Vec<String>) {
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
        node.children().for_each(|child| describe(child, out));
        out.push("end".to_owned());
    }
}

fn description(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut out = Vec::new();
    document.root().children().for_each(|node| describe(node, &mut out));
    out
}

const BLANKS: [&str; 6] = ["", " ", "\n", "\n\n", "\r\n\t", "\n \n\n  "];

#[test]
fn formatting_keeps_the_meaning() {
    let blanks = proptest::collection::vec(proptest::sample::select(&BLANKS[..]), 1..9);
    run(2_000, &(proptest::collection::vec(content(), 0..4), blanks), |(contents, blanks)| {
        let source = document(&contents, &blanks);
        let formatted = format_stable("a.xml", &source);
        prop_assert_eq!(description(&source), description(&formatted), "{}\n{}", source, formatted);
        Ok(())
    });
}

/// Exceptions are blank lines at the top level, comments, and text that is mixed with markup.
#[test]
fn spacing_does_not_matter() {
    let tree = element(Just(Vec::new())).prop_recursive(4, 30, 4, |inner| {
        let text = proptest::sample::select(&TEXTS[..]).prop_map(|text| vec![Content::Text(text)]);
        element(prop_oneof![text, proptest::collection::vec(inner, 0..4)])
    });
    let blanks = proptest::collection::vec(proptest::sample::select(&["", " ", "\n", "\r\n\t"][..]), 1..9);
    run(1_000, &(proptest::collection::vec(tree, 0..4), blanks), |(contents, blanks)| {
        prop_assert_eq!(
            format_stable("a.xml", &document(&contents, &blanks)),
            format_stable("a.xml", &document(&contents, &[""]))
        );
        Ok(())
    });
}
