//! Explains a signature mismatch.
//!
//! A signature does not show what was signed. So the common mistakes of clients are applied to the request one by one: the
//! one whose signature equals the client's is the cause, and its canonical request is the one that the client signed.

use crate::line::on_one_line;

/// The intermediate results of a signature.
pub(super) struct SigningTexts {
    pub(super) canonical_request: String,
    pub(super) string_to_sign: String,
    pub(super) signature: String,
}

/// What a client signs by mistake, and the resulting texts.
pub(super) type Guess = (&'static str, SigningTexts);

type KeyMistake = (&'static str, fn(&str) -> String);

/// What clients sign with by mistake when they read a key from a file.
pub(super) const KEY_MISTAKES: [KeyMistake; 3] = [
    ("with a secret key that ends with a line break", |key| format!("{key}\n")),
    ("with a secret key that ends with a space", |key| format!("{key} ")),
    ("with a secret key that begins with a space", |key| format!(" {key}")),
];

/// Returns the texts that the server computed, and those of the client if a guess matches its signature.
pub(super) fn mismatch(
    name: &str,
    server: &SigningTexts,
    signature: &str,
    guesses: impl IntoIterator<Item = Guess>,
) -> String {
    let server_texts = texts("server", name, server);
    match guesses.into_iter().find(|(_, texts)| texts.signature == signature) {
        Some((mistake, client)) => format!(
            "The client signed {mistake}. {}\n{server_texts}\n{}",
            difference(&masked(&server.canonical_request), &masked(&client.canonical_request)),
            texts("client", name, &client)
        ),
        None => format!("No common mistake explains it; the secret key may differ. {server_texts}"),
    }
}

fn texts(side: &str, name: &str, texts: &SigningTexts) -> String {
    let (request, to_sign) = (masked(&texts.canonical_request), masked(&texts.string_to_sign));
    format!("{name} of the {side}:\n{request}\nString to sign of the {side}:\n{to_sign}")
}

/// Returns the first line that differs.
fn difference(server: &str, client: &str) -> String {
    let (server, client): (Vec<_>, Vec<_>) = (server.split('\n').collect(), client.split('\n').collect());
    let count = server.len().max(client.len());
    let line = |lines: &[&str], index: usize| lines.get(index).map_or("(none)".to_owned(), |line| format!("`{line}`"));
    let first = (0..count).find(|index| server.get(*index) != client.get(*index));
    first.map_or_else(
        || "The texts are equal; the keys differ.".to_owned(),
        |index| {
            let (server, client) = (line(&server, index), line(&client, index));
            format!("Line {} is the first to differ:\n  server: {server}\n  client: {client}", index + 1)
        },
    )
}

/// Masks the tokens in a text, which are secrets, and escapes hidden characters in its lines.
fn masked(text: &str) -> String {
    const TOKENS: [&str; 4] = ["x-cos-security-token=", "x-ci-security-token=", "x-tc-token:", "x-cos-security-token:"];
    let mut masked = text.to_owned();
    for token in TOKENS {
        let mut from = 0;
        while let Some(offset) = masked[from..].find(token) {
            let start = from + offset + token.len();
            let end = masked[start..].find(['&', '\n']).map_or(masked.len(), |end| start + end);
            masked.replace_range(start..end, "***");
            from = start + "***".len();
        }
    }
    masked.split('\n').map(on_one_line).collect::<Vec<_>>().join("\n")
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
    fn tokens_are_masked() {
        let text = "x-cos-security-token=secret&a=1\nx-tc-token:secret\nx-ci-security-token=secret";
        assert_eq!(masked(text), "x-cos-security-token=***&a=1\nx-tc-token:***\nx-ci-security-token=***");
    }
}
