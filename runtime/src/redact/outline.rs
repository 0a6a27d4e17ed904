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

/// Appends the name of the tag at the start of `rest`, and returns what follows the tag.
fn tag<'t>(rest: &'t str, outline: &mut String) -> &'t str {
    let end = rest.find('>').map_or(rest.len(), |end| end + 1);
    let (tag, after) = rest.split_at(end);
    let name = tag[1..].find(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '_' | '-' | ':' | '?' | '!' | '.')));
    outline.push_str(tag[..name.map_or(tag.len(), |length| length + 1)].trim_end_matches('/'));
    outline.push_str(if tag.ends_with("/>") { "/>" } else { ">" });
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
            ("secret\",\"a\":\"b\"", "…\"…\"…\"…\"…\"…\""),
            ("upstream connect error, reset: 111", "upstream connect error, reset: 111"),
            ("-424242", "…"),
            ("{}", "{}"),
        ] {
            assert_eq!(outline(document), expected, "{document}");
        }
    }
}
