//! URLs without user information, query and fragment.

/// Removes the user information, query and fragment of each URL in a text, and the user information of each address
/// without a scheme.
pub(super) fn in_text(text: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>');
    let word = |word: &str| {
        let (word, end) = word.split_at(word.trim_end_matches(is_end).len());
        match (word.contains("://"), word.rsplit_once('@')) {
            (true, _) => url(word) + end,
            (false, Some((user, host))) if user.contains(':') => [host, end].concat(),
            _ => [word, end].concat(),
        }
    };
    text.split_inclusive(is_end).map(word).collect()
}

/// Removes the user information, query and fragment of a URL.
pub(crate) fn url(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("//") else { return plain(url).to_owned() };
    let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    // A password with a slash or a question mark that is not escaped extends beyond the authority.
    let end = if has_password(authority) { rest.rfind('@') } else { authority.rfind('@') };
    let rest = end.map_or(rest, |at| &rest[at + 1..]);
    [scheme, "//", plain(rest)].concat()
}

/// Removes all that precedes the last `@` of an address that somebody configured, and its query and fragment.
pub(crate) fn address(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
    let host = plain(rest.rsplit('@').next().unwrap_or_default());
    if scheme.is_empty() { host.to_owned() } else { [scheme, "://", host].concat() }
}

/// Returns whether the colon in an authority does not begin a port.
fn has_password(authority: &str) -> bool {
    let after = authority.rsplit_once(':').map_or("", |(_, after)| after);
    !after.is_empty() && !after.ends_with(']') && !after.bytes().all(|byte| byte.is_ascii_digit())
}

fn plain(text: &str) -> &str {
    text.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{address, in_text, url};

    #[test]
    fn urls_lose_their_secrets() {
        for (full, plain) in [
            ("https://user:key@example.com:8080/a/b?token=t#f", "https://example.com:8080/a/b"),
            ("https://user:k/e?y@example.com/a", "https://example.com/a"),
            ("https://example.com:8080/a@b?c@d", "https://example.com:8080/a@b"),
            ("https://[::1]:8080/a@b", "https://[::1]:8080/a@b"),
            ("//key@example.com?token", "//example.com"),
            ("/a/b@c?token", "/a/b@c"),
            ("bucket.cos.ap-chengdu.myqcloud.com", "bucket.cos.ap-chengdu.myqcloud.com"),
            ("", ""),
        ] {
            assert_eq!(url(full), plain);
        }
    }

    #[test]
    fn an_address_loses_all_before_its_host() {
        for (full, plain) in [
            ("http://u:p@h:1", "http://h:1"),
            ("http://u:p\"?/#p@h", "http://h"),
            ("u:p@h:1", "h:1"),
            ("ftp://h/path?key", "ftp://h/path"),
        ] {
            assert_eq!(address(full), plain);
        }
    }

    #[test]
    fn a_text_keeps_all_but_the_secrets_of_its_urls() {
        let text = "why? <a href=\"http://u:p@h/x?t=s\">a@b</a>\n(https://h?q) end? u:p@h:1 a@b";
        assert_eq!(in_text(text), "why? <a href=\"http://h/x\">a@b</a>\n(https://h end? h:1 a@b");
    }
}
