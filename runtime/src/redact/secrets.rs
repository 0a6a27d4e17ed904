//! The secrets of one call, which a service or gateway may quote.

use std::borrow::Cow;
use std::fmt;

use http::response::Parts;

use super::MASK;
use crate::Credentials;
use crate::sign::encode;

/// Shorter values are not searched: they occur in words.
const MIN_LENGTH: usize = 4;

/// The secrets of one call: its key, its signature, and the sensitive texts of its input. Among the extensions of a
/// response, so that every error about the response can mask them.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    credentials: Option<Credentials>,
    signature: String,
    input: Vec<String>,
}

impl Secrets {
    pub(crate) fn of(credentials: Option<Credentials>, signature: String, input: Vec<String>) -> Self {
        Self { credentials, signature, input }
    }

    /// Returns the secrets of the request that `head` answers.
    pub(crate) fn of_response(head: &Parts) -> Option<&Self> {
        head.extensions.get()
    }

    /// Masks the secrets in a text.
    pub(crate) fn mask(&self, text: &str) -> String {
        without(text, &self.values())
    }

    /// Returns the length of the longest secret in bytes, percent-encoded.
    pub(crate) fn longest(&self) -> usize {
        self.values().iter().map(|value| value.len().saturating_mul(3)).max().unwrap_or(0)
    }

    fn values(&self) -> Vec<&str> {
        let keys = self.credentials.as_ref().map(|found| [found.secret_id(), found.secret_key()]);
        let token = self.credentials.as_ref().and_then(Credentials::token);
        let input = self.input.iter().map(String::as_str);
        keys.into_iter().flatten().chain(token).chain([&*self.signature]).chain(input).collect()
    }
}

/// Prints nothing.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Masks these values in a text: as they are, percent-encoded, and escaped for JSON.
pub(crate) fn without(text: &str, secrets: &[&str]) -> String {
    let mut forms: Vec<Cow<'_, str>> = Vec::new();
    for secret in secrets.iter().filter(|secret| secret.len() >= MIN_LENGTH) {
        let json = serde_json::Value::from(*secret).to_string();
        forms.extend([Cow::Borrowed(*secret), encode(secret), Cow::Owned(json[1..json.len() - 1].to_owned())]);
    }
    // A secret may be a part of another one.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms.iter().fold(text.to_owned(), |text, form| text.replace(&**form, MASK))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn values_are_masked_in_every_form() {
        let secrets = ["a/b+c=", "a/b+c=d", "say \"hi\"", "abc", ""];
        for (text, expected) in [
            ("a/b+c=d and a/b+c=", "*** and ***"),
            ("?x=a%2Fb%2Bc%3D&y", "?x=***&y"),
            (r#"{"v":"say \"hi\""}"#, r#"{"v":"***"}"#),
            ("abc", "abc"),
        ] {
            assert_eq!(without(text, &secrets), expected);
        }
    }
}
