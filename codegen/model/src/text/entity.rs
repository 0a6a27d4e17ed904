//! The HTML entities in published text.

/// Entities with a name. Others are kept: Markdown knows all of them.
const NAMED: &[(&str, char)] = &[
    ("quot", '"'),
    ("gt", '>'),
    ("lt", '<'),
    ("amp", '&'),
    ("nbsp", ' '),
    ("emsp", ' '),
    ("ensp", ' '),
    ("apos", '\''),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("le", '≤'),
    ("ge", '≥'),
    ("ne", '≠'),
    ("larr", '←'),
    ("rarr", '→'),
];
/// The longest entity in bytes.
const MAX_ENTITY: usize = 10;

/// Where an entity stands.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Context {
    /// In Markdown. An entity that keeps a character from being markup is kept.
    Markdown,
    /// In code, where nothing is markup.
    Code,
}

/// Replaces the entities of a text that is not markup.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[decode_into(rest, Context::Code, &mut out)..];
    }
    out + rest
}

/// Appends what the `&` at the start of a text stands for. Returns the length that was read.
pub(super) fn decode_into(text: &str, context: Context, out: &mut String) -> usize {
    let found = entity(text).filter(|(c, length)| context == Context::Code || is_plain(*c, &text[*length..]));
    let (c, length) = found.unwrap_or(('&', 1));
    out.push(c);
    length
}

/// Returns the entity at the start of a text: its character and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ENTITY).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let number = |name: &str| match name.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => name.parse().ok(),
    };
    let c = match name.strip_prefix('#') {
        Some(digits) => char::from_u32(number(digits)?)?,
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}

/// Returns whether a character before `rest` is never markup, or is escaped by whoever prints the text.
fn is_plain(c: char, rest: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    match c {
        '*' | '_' | '`' | '~' | '|' => false,
        '&' => !rest.trim_start_matches(is_name).starts_with(';'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{Context, decode, decode_into};

    #[test]
    fn entities_become_characters_once() {
        for (text, expected) in [
            ("&lt;key&gt; &amp;lt; &#39;&#x27;", "<key> &lt; ''"),
            ("a & b; &unknown; &; &#0; &#xD800; &#99999999999;", "a & b; &unknown; &; \0 &#xD800; &#99999999999;"),
            ("&#42;&#12", "*&#12"),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn an_entity_that_hides_markup_is_kept_in_markdown() {
        let decoded = |text: &str| {
            let mut out = String::new();
            let length = decode_into(text, Context::Markdown, &mut out);
            out + &text[length..]
        };
        for (text, expected) in [("&#42;a", "&#42;a"), ("&amp;lt;", "&amp;lt;"), ("&amp;b", "&b"), ("&lt;", "<")] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }
}
