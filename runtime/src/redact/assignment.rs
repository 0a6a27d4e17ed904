//! Values of names that announce a secret: in headers, queries, JSON, XML and prose.

use super::MASK;

/// The ends of names whose value is the rest of the line. A name with a hyphen and `token` at its end is such a header
/// too.
const HEADERS: [&str; 2] = ["authorization", "cookie"];

/// The ends of other names, in lower case and without `-` and `_`.
const NAMES: [&str; 15] = [
    "accesskey",
    "accesskeyid",
    "apikey",
    "credential",
    "customerkey",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "pwd",
    "qak",
    "secretid",
    "secretkey",
    "signature",
    "token",
];

#[derive(Clone, Copy, PartialEq)]
enum Name {
    Header,
    Other,
}

/// Masks the values of names that announce a secret.
pub(super) fn masked(text: &str) -> String {
    let (mut rest, mut masked) = (text, String::with_capacity(text.len()));
    while let Some(start) = rest.find(in_name) {
        let (before, from) = rest.split_at(start);
        let (name, after) = from.split_at(from.find(|c| !in_name(c)).unwrap_or(from.len()));
        masked.extend([before, name]);
        rest = after;
        if let Some((lead, value)) = kind_of(name).and_then(|name| value(name, before, after)) {
            masked.extend([lead, MASK]);
            rest = &after[lead.len() + value..];
        }
    }
    masked + rest
}

/// Returns whether the value of this name is a secret.
pub(crate) fn announces_secret(name: &str) -> bool {
    kind_of(name).is_some()
}

fn in_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}

fn kind_of(name: &str) -> Option<Name> {
    let plain: String = name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
    let is_token_header = name.contains('-') && plain.ends_with("token");
    if is_token_header || HEADERS.iter().any(|end| plain.ends_with(end)) {
        return Some(Name::Header);
    }
    NAMES.iter().any(|end| plain.ends_with(end)).then_some(Name::Other)
}

/// Splits what follows a name: what introduces the value, and the length of the value. Returns `None` if no value
/// follows.
fn value<'t>(name: Name, before: &str, after: &'t str) -> Option<(&'t str, usize)> {
    let from = |rest: &'t str| &after[..after.len() - rest.len()];
    if before.ends_with('<') {
        let content = &after[after.find('>')? + 1..];
        return filled(from(content), until(content, &['<']));
    }
    let unquoted = after.trim_start_matches(['\\', '"', '\'']);
    let is_quoted = unquoted.len() < after.len();
    let operator = unquoted.trim_start();
    let rest = operator.strip_prefix(['=', ':'])?.trim_start_matches([' ', '\t']);
    let is_prose = operator.starts_with(':') && !is_quoted;
    let value = rest.trim_start_matches(['\\', '"', '\'']);
    let lead = from(value);
    if value.len() < rest.len() {
        return filled(lead, quoted(value, rest.trim_start_matches('\\')));
    }
    match name {
        Name::Header if is_prose => filled(lead, until(value, &['\n', '\r', '<', '"'])),
        _ => {
            let length = value.find(is_end).unwrap_or(value.len());
            filled(lead, length).filter(|(_, length)| !is_prose || is_random(&value[..*length]))
        }
    }
}

fn filled(lead: &str, length: usize) -> Option<(&str, usize)> {
    (length > 0).then_some((lead, length))
}

fn is_end(c: char) -> bool {
    c.is_whitespace() || matches!(c, '&' | ',' | ';' | '"' | '\'' | '<' | '>' | '(' | ')' | '{' | '}' | '[' | ']')
}

fn until(text: &str, ends: &[char]) -> usize {
    text.find(ends).unwrap_or(text.len())
}

/// Returns the length of a value up to the quote that opened it, which may be escaped as a part of a text in JSON.
fn quoted(value: &str, opened: &str) -> usize {
    let quote = opened.chars().next().unwrap_or('"');
    let mut escaped = false;
    let end = value.char_indices().find(|(_, c)| {
        let ends = *c == quote && !escaped;
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(value.len(), |(end, _)| end)
}

/// Returns whether what follows a colon in prose is a value rather than a word.
fn is_random(value: &str) -> bool {
    value.len() >= 6 && value.bytes().any(|byte| byte.is_ascii_digit()) || value.len() > 20
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn values_of_secret_names_are_masked() {
        for (text, expected) in [
            ("Authorization: TC3-HMAC-SHA256 Credential=A/b, Signature=c\nHost: h", "Authorization: ***\nHost: h"),
            ("<li>Authorization: Basic abc</li>", "<li>Authorization: ***</li>"),
            ("X-TC-Token: abc", "X-TC-Token: ***"),
            ("q-ak=AKID&q-sign-time=1;2&q-signature=ab", "q-ak=***&q-sign-time=1;2&q-signature=***"),
            (r#"{"SecretKey" : "a\"b","Id":1}"#, r#"{"SecretKey" : "***","Id":1}"#),
            (r#"{\"password\":\"hunter2\"}"#, r#"{\"password\":\"***"#),
            (r#"{"pwd":12345}"#, r#"{"pwd":***}"#),
            (r#"{"authorization":"a b c"}"#, r#"{"authorization":"***"}"#),
            (r#"{"Token":"cut o"#, r#"{"Token":"***"#),
            ("<Token a=\"b\">abc</Token>", "<Token a=\"b\">***</Token>"),
            ("secret_key = abc", "secret_key = ***"),
            ("password='a b' x", "password='***' x"),
            ("SecretKey: BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz.", "SecretKey: ***"),
        ] {
            assert_eq!(masked(text), expected, "{text}");
            assert_eq!(masked(expected), expected, "{text}");
        }
    }

    #[test]
    fn prose_is_kept() {
        for text in [
            "the signature does not match; check your key and signing method",
            "/etc/tencentcloud/credentials:3: the SecretKey is empty",
            "`token` (`Token`) must have 1 to 8 characters, found 9",
            "Token: expected a string, found an object",
            "{\"Token\":{\"a\":1}}",
            "MaxTokens: 5",
            "",
        ] {
            assert_eq!(masked(text), text);
        }
    }
}
