//! The beginning of a document that cannot be read: its names, without its values.

/// The text in place of a value.
const VALUE: char = '…';

/// Replaces the texts and numbers of a JSON or XML document, which may be damaged. Words without quotes, braces and tags
/// are kept: they are the message of a gateway.
pub(crate) fn outline(document: &str) -> String {
    if !document.contains(['"', '{', '[', '<']) && document.contains(char::is_alphabetic) {
        return document.to_owned();
    }
    let (mut rest, mut outline) = (document, String::with_capacity(document.len()));
    while let Some(next) = rest.chars().next() {
        rest = match next {
            '"' => text(rest, &mut outline),
            '<' => tag(rest, &mut outline),
            '{' | '}' | '[' | ']' | ':' | ',' => {
                outline.push(next);
                &rest[1..]
            }
            next if next.is_whitespace() => {
                outline.push(next);
                &rest[next.len_utf8()..]
            }
            _ => {
                outline.push(VALUE);
                let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '{' | '}' | '[' | ']' | ':' | ',');
                &rest[rest.find(is_end).unwrap_or(rest.len())..]
            }
        };
    }
    outline
}

/// Appends the quoted text at the start of `rest` if it is the name of a member, and returns what follows.
fn text<'t>(rest: &'t str, outline: &mut String) -> &'t str {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, c)| {
        let ends = *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    let (quoted, after) = rest.split_at(end.map_or(rest.len(), |(end, _)| end + 1));
    if after.trim_start().starts_with(':') {
        outline.push_str(quoted);
    } else {
        outline.extend(['"', VALUE, '"']);
    }
    after
}

/// Appends the name of the tag at the start of `rest`, and returns what follows the tag. A tag that is not complete, or
/// that closes no tag, is text in a damaged document.
fn tag<'t>(rest: &'t str, outline: &mut String) -> &'t str {
    let Some(end) = rest.find('>') else {
        outline.extend(['<', VALUE]);
        return "";
    };
    let (tag, after) = (&rest[1..end], &rest[end + 1..]);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '?' | '!' | '.');
    let (mark, tag) = tag.strip_prefix('/').map_or(("", tag), |tag| ("/", tag));
    let (name, attributes) = tag.split_at(tag.find(|c| !is_name(c)).unwrap_or(tag.len()));
    let is_tag = match mark {
        "/" => outline.contains(&format!("<{name}>")),
        _ => attributes.trim_matches(['/', ' ']).is_empty() || attributes.contains('='),
    };
    let empty = if attributes.ends_with('/') { "/" } else { "" };
    let name = if is_tag { name } else { "…" };
    outline.extend(["<", mark, name, empty, ">"]);
    after
}

#[cfg(test)]
mod tests {
    use super::outline;

    #[test]
    fn names_stay_and_values_go() {
        for (document, expected) in [
            (r#"{"Name":"Li \"x\"","Age" : -4.5,"#, r#"{"Name":"…","Age" : …,"#),
            (r#"[{"a":null},tru"#, r#"[{"a":…},…"#),
            (r#"{"a":"cut o"#, r#"{"a":"…""#),
            ("<?xml version=\"1.0\"?><R a=\"b\"><N>Li x</N><E/></R>", "<?xml><R><N>… …</N><E/></R>"),
            ("<R><N>a</secret><b secret>a < secret</R><cut", "<R><N>…</…><…>… <…><…"),
            ("secret\",\"a\":\"b\"", "…\"…\"…\"…\"…\"…\""),
            ("upstream connect error, reset: 111", "upstream connect error, reset: 111"),
            ("-424242", "…"),
            ("{}", "{}"),
        ] {
            assert_eq!(outline(document), expected, "{document}");
        }
    }
}
