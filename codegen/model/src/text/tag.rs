//! The HTML tags in published text, their attributes, and the elements that they enclose.

/// A known tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Begins or ends a block, or breaks a line.
    Block,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// A cell of a table.
    Cell,
    /// Code inside of a line.
    Code,
    /// A link.
    Link,
    /// An image.
    Image,
    /// Changes only the style of text.
    Inline,
    /// Encloses content that is read as a whole.
    Element(Element),
}

/// An element that is read as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Text that keeps its lines and blanks.
    Preformatted,
    /// A table.
    Table,
    /// A drawing, whose content is not text.
    Drawing,
}

const TAGS: &[(&str, Tag)] = &[
    ("p", Tag::Block),
    ("br", Tag::Block),
    ("li", Tag::Item),
    ("ul", Tag::Block),
    ("code", Tag::Code),
    ("td", Tag::Cell),
    ("a", Tag::Link),
    ("strong", Tag::Inline),
    ("tr", Tag::Row),
    ("b", Tag::Inline),
    ("font", Tag::Inline),
    ("th", Tag::Cell),
    ("ol", Tag::Block),
    ("table", Tag::Element(Element::Table)),
    ("pre", Tag::Element(Element::Preformatted)),
    ("svg", Tag::Element(Element::Drawing)),
    ("img", Tag::Image),
    ("address", Tag::Block),
    ("article", Tag::Block),
    ("aside", Tag::Block),
    ("big", Tag::Inline),
    ("blockquote", Tag::Block),
    ("caption", Tag::Block),
    ("center", Tag::Block),
    ("dd", Tag::Block),
    ("del", Tag::Inline),
    ("details", Tag::Block),
    ("div", Tag::Block),
    ("dl", Tag::Block),
    ("dt", Tag::Block),
    ("dx-alert", Tag::Block),
    ("em", Tag::Inline),
    ("figcaption", Tag::Block),
    ("figure", Tag::Block),
    ("footer", Tag::Block),
    ("h1", Tag::Block),
    ("h2", Tag::Block),
    ("h3", Tag::Block),
    ("h4", Tag::Block),
    ("h5", Tag::Block),
    ("h6", Tag::Block),
    ("header", Tag::Block),
    ("hr", Tag::Block),
    ("i", Tag::Inline),
    ("ins", Tag::Inline),
    ("kbd", Tag::Code),
    ("label", Tag::Inline),
    ("mark", Tag::Inline),
    ("nobr", Tag::Inline),
    ("s", Tag::Inline),
    ("samp", Tag::Code),
    ("section", Tag::Block),
    ("small", Tag::Inline),
    ("span", Tag::Inline),
    ("strike", Tag::Inline),
    ("sub", Tag::Inline),
    ("summary", Tag::Block),
    ("sup", Tag::Inline),
    ("tbody", Tag::Inline),
    ("tfoot", Tag::Inline),
    ("thead", Tag::Inline),
    ("tt", Tag::Code),
    ("u", Tag::Inline),
];

/// The longest tag in bytes. Without a limit, text with many open brackets would take quadratic time.
const MAX_TAG: usize = 2_000;

/// A tag in a text.
pub(super) struct Found<'t> {
    /// The tag.
    pub(super) tag: Tag,
    /// Whether it ends an element.
    pub(super) closes: bool,
    /// The length in bytes, with the brackets.
    pub(super) length: usize,
    name: &'t str,
    attributes: &'t str,
}

/// Returns the known tag at the start of a text.
pub(super) fn tag(text: &str) -> Option<Found<'_>> {
    let end = text.bytes().take(MAX_TAG).position(|byte| byte == b'>')?;
    let inside = text.get(1..end)?.trim_end_matches('/');
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name = inside.split_whitespace().next()?;
    let (_, tag) = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    let attributes = inside.trim_start().get(name.len()..).unwrap_or_default();
    Some(Found { tag: *tag, closes, length: end + 1, name, attributes })
}

impl Found<'_> {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let is_start = |(at, _): &(usize, &str)| self.attributes[..*at].ends_with(char::is_whitespace);
        let mut found = self.attributes.match_indices(name).filter(is_start);
        found.find_map(|(at, _)| {
            let value = self.attributes[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
            match value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
                Some(quote) => value[1..].split(quote).next(),
                None => value.split_whitespace().next(),
            }
        })
    }
}

/// Returns the content of the element that `open` begins at the start of a text, and the length of the element.
pub(super) fn element<'t>(text: &'t str, open: &Found<'_>) -> Option<(&'t str, usize)> {
    let mut from = open.length;
    loop {
        let at = from + text.get(from..)?.find("</")?;
        match tag(&text[at..]) {
            Some(found) if found.name.eq_ignore_ascii_case(open.name) => {
                return Some((&text[open.length..at], at + found.length));
            }
            _ => from = at + 2,
        }
    }
}
