//! Why a signature is wrong, as far as that can be found out.
//!
//! The signature alone says nothing. So the mistakes that clients make are made here on purpose, one after the other: the
//! one that gives the client's signature is the client's, and its text is the one that the client signed.

/// A text that was signed, and the text of its hash.
pub(super) struct Texts {
    pub(super) request: String,
    pub(super) to_sign: String,
    pub(super) signature: String,
}

/// A mistake, and what the client would have signed.
pub(super) type Guess = (&'static str, Texts);

/// What the server computed, and where the client's text differs from it, if one of the guesses is right.
pub(super) fn mismatch(
    name: &str,
    server: &Texts,
    signature: &str,
    guesses: impl IntoIterator<Item = Guess>,
) -> String {
    let server_text = format!(
        "{name} as the server computes it:\n{}\nIts string to sign:\n{}",
        masked(&server.request),
        masked(&server.to_sign)
    );
    match guesses.into_iter().find(|(_, texts)| texts.signature == signature) {
        Some((why, client)) => format!(
            "It would be right if {why}. {}\n{server_text}\n{name} as the client computes it:\n{}\nIts string to sign:\n{}",
            difference(&masked(&server.request), &masked(&client.request)),
            masked(&client.request),
            masked(&client.to_sign)
        ),
        None => format!("None of the usual mistakes explains it; the secret key may be another one. {server_text}"),
    }
}

/// The first line that differs.
fn difference(server: &str, client: &str) -> String {
    let (server, client): (Vec<_>, Vec<_>) = (server.split('\n').collect(), client.split('\n').collect());
    let count = server.len().max(client.len());
    let line = |lines: &[&str], index: usize| lines.get(index).map_or("(none)".to_owned(), |line| format!("`{line}`"));
    let first = (0..count).find(|index| server.get(*index) != client.get(*index));
    first.map_or_else(
        || "The texts are the same; the key is not.".to_owned(),
        |index| {
            let (server, client) = (line(&server, index), line(&client, index));
            format!("Line {} is the first to differ:\n  server: {server}\n  client: {client}", index + 1)
        },
    )
}

/// The text without the tokens in it, which are secrets.
fn masked(text: &str) -> String {
    const TOKENS: [&str; 4] = ["x-cos-security-token=", "x-ci-security-token=", "x-tc-token:", "x-cos-security-token:"];
    let mut masked = text.to_owned();
    for token in TOKENS {
        let mut from = 0;
        while let Some(at) = masked[from..].find(token) {
            let start = from + at + token.len();
            let end = masked[start..].find(['&', '\n']).map_or(masked.len(), |end| start + end);
            masked.replace_range(start..end, "***");
            from = start + "***".len();
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::{difference, masked};

    #[test]
    fn the_first_difference_is_shown() {
        let shown = difference("a\nb\nc", "a\nx\nd");
        assert_eq!(shown, "Line 2 is the first to differ:\n  server: `b`\n  client: `x`");
        assert!(difference("a", "a\nb").contains("server: (none)"));
    }

    #[test]
    fn tokens_are_not_shown() {
        let text = "x-cos-security-token=secret&a=1\nx-tc-token:secret\nx-ci-security-token=secret";
        assert_eq!(masked(text), "x-cos-security-token=***&a=1\nx-tc-token:***\nx-ci-security-token=***");
    }
}
