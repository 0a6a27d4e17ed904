//! The causes of an error as text, without the secrets of URLs.

use std::error::Error as StdError;

use crate::transport::TransportError;

/// The starts of texts that only announce their own cause.
const GENERIC: [&str; 4] =
    ["client error (", "error sending request", "error decoding response body", "request or response body error"];

/// Returns the texts of an error's causes, the outermost first. A text that another one repeats is left out.
pub(super) fn causes(error: &dyn StdError) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = redacted(&error.to_string());
        let is_generic = error.is::<TransportError>() || GENERIC.iter().any(|start| text.starts_with(start));
        if !is_generic && !texts.iter().any(|earlier| earlier.contains(&text)) {
            texts.push(text);
        }
        cause = error.source();
    }
    texts
}

/// Returns the causes of a failed exchange, or the error itself if there are none, on one line.
pub(super) fn on_one_line(error: &dyn StdError) -> String {
    let mut text = causes(error).join(": ");
    if text.is_empty() {
        text = redacted(&error.to_string());
    }
    // The transport calls a proxy a tunnel.
    text.replace("tunnel error", "proxy").chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Removes the user information, query and fragment of each URL in a text.
pub(super) fn redacted(text: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>');
    text.split_inclusive(is_end)
        .map(|word| {
            let (word, end) = word.split_at(word.trim_end_matches(is_end).len());
            if word.contains("://") { url(word) + end } else { [word, end].concat() }
        })
        .collect()
}

/// Removes the user information, query and fragment of a URL.
pub(super) fn url(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("//") else { return url.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    [scheme, "//", host, path].concat()
}

#[cfg(test)]
mod tests {
    use super::{redacted, url};

    #[test]
    fn urls_lose_their_secrets() {
        for (full, plain) in [
            ("https://user:key@example.com:8080/a/b?token=t#f", "https://example.com:8080/a/b"),
            ("//key@example.com?token", "//example.com"),
            ("/a/b@c?token", "/a/b@c"),
            ("bucket.cos.ap-chengdu.myqcloud.com", "bucket.cos.ap-chengdu.myqcloud.com"),
            ("", ""),
        ] {
            assert_eq!(url(full), plain);
        }
    }

    #[test]
    fn a_text_keeps_all_but_the_secrets_of_its_urls() {
        let text = "why? <a href=\"http://u:p@h/x?t=s\">a@b</a>\n(https://h?q) end?";
        assert_eq!(redacted(text), "why? <a href=\"http://h/x\">a@b</a>\n(https://h end?");
    }
}
