//! The HTML tags in published documentation. What a tag becomes is the caller's decision.

use std::borrow::Cow;

/// A known tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Begins or ends a block, or breaks a line.
    Block,
    /// Begins or ends preformatted text.
    Preformatted,
    /// Begins an item of a list.
    Item,
    /// Ends an item of a list.
    ItemEnd,
    /// Begins or ends a cell of a table.
    Cell,
    /// Begins or ends code.
    Code,
    /// An image.
    Image,
    /// Changes only the style of text.
    Inline,
}

const TAGS: &[(&str, Tag)] = &[
    ("br", Tag::Block),
    ("p", Tag::Block),
    ("div", Tag::Block),
    ("ul", Tag::Block),
    ("ol", Tag::Block),
    ("tr", Tag::Block),
    ("table", Tag::Block),
    ("h1", Tag::Block),
    ("h2", Tag::Block),
    ("h3", Tag::Block),
    ("h4", Tag::Block),
    ("dx-alert", Tag::Block),
    ("pre", Tag::Preformatted),
    ("li", Tag::Item),
    ("td", Tag::Cell),
    ("th", Tag::Cell),
    ("code", Tag::Code),
    ("img", Tag::Image),
    ("a", Tag::Inline),
    ("b", Tag::Inline),
    ("em", Tag::Inline),
    ("font", Tag::Inline),
    ("i", Tag::Inline),
    ("span", Tag::Inline),
    ("strong", Tag::Inline),
    ("tbody", Tag::Inline),
    ("thead", Tag::Inline),
    ("u", Tag::Inline),
];

/// The longest tag in bytes. Without a limit, text with many open brackets would take quadratic time.
const MAX_TAG: usize = 2_000;

/// Replaces each known tag for which `replacement` returns a text. Anything else in angle brackets is kept.
pub fn replace_tags(text: &str, replacement: impl Fn(Tag) -> Option<&'static str>) -> Cow<'_, str> {
    if !text.contains('<') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, bracket) = rest.split_at(at);
        out.push_str(before);
        let replaced = tag(bracket).and_then(|(length, tag)| Some((length, replacement(tag)?)));
        let (length, replacement) = replaced.unwrap_or((1, "<"));
        out.push_str(replacement);
        rest = &bracket[length..];
    }
    (out + rest).into()
}

/// The tag at the start of a text, and its length.
fn tag(text: &str) -> Option<(usize, Tag)> {
    let end = text.bytes().take(MAX_TAG).position(|byte| byte == b'>')?;
    let inside = text[1..end].trim_end_matches('/');
    let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let name = inside.split_whitespace().next()?;
    let (_, tag) = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((end + 1, if closes && *tag == Tag::Item { Tag::ItemEnd } else { *tag }))
}

#[cfg(test)]
mod tests {
    use super::{Tag, replace_tags};

    #[test]
    fn known_tags_are_replaced() {
        let replacement = |tag| match tag {
            Tag::Block => Some("|"),
            Tag::Item => Some("-"),
            Tag::Image => None,
            _ => Some(""),
        };
        for (text, expected) in [
            ("a<br/>b<BR>c</p>", "a|b|c|"),
            ("<ul><li class=\"x\">a</li></ul>", "|-a|"),
            ("<img src=\"x\"> 1 < 2 <url>", "<img src=\"x\"> 1 < 2 <url>"),
        ] {
            assert_eq!(replace_tags(text, replacement), expected, "{text}");
        }
    }
}
