//! What is wrong with credentials, said before a service says no more than that a signature is wrong.

use super::key::Credentials;
use crate::Error;

/// Why a place to look has no credentials.
pub(super) enum Missing {
    /// Nothing is there: the next place may have some.
    Absent(Error),
    /// Something is there and is wrong. Whoever put it there meant it to be used, so nothing else is.
    Wrong(Error),
}

impl Missing {
    pub(super) fn absent(message: impl Into<String>) -> Self {
        Self::Absent(Error::credentials(message))
    }

    pub(super) fn wrong(message: impl Into<String>) -> Self {
        Self::Wrong(Error::credentials(message))
    }

    pub(super) fn into_error(self) -> Error {
        match self {
            Self::Absent(error) | Self::Wrong(error) => error,
        }
    }
}

impl Credentials {
    /// A service answers a malformed key with no more than a wrong signature, so it is found here.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check(self).map_err(Error::credentials)
    }
}

/// What is wrong with one of the three, without showing it.
pub(super) fn check(credentials: &Credentials) -> Result<(), String> {
    let keys = [("secret id", credentials.secret_id()), ("secret key", credentials.secret_key())];
    let token = credentials.token().map(|token| ("token", token));
    for (what, value) in keys.into_iter().chain(token) {
        if let Some(problem) = problem(value) {
            return Err(format!("the {what} {problem}"));
        }
    }
    Ok(())
}

/// What is wrong with a text that has to be the word of a credential.
pub(super) fn problem(value: &str) -> Option<&'static str> {
    if value.is_empty() {
        Some("is empty")
    } else if value.trim() != value {
        Some("has blanks or line breaks around it, probably from copying")
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some("has characters that no key has")
    } else if value.len() > 1 && ['"', '\''].iter().any(|quote| value.starts_with(*quote) && value.ends_with(*quote)) {
        Some("is in quotes, which would be taken for a part of it")
    } else {
        None
    }
}

/// Temporary credentials of an answer that has to have all four.
pub(super) fn temporary(
    secret_id: Option<String>,
    secret_key: Option<String>,
    token: Option<String>,
    expiry: Option<i64>,
) -> Result<Credentials, String> {
    let absent = |name: &str| format!("its answer has no {name}");
    let secret_id = secret_id.ok_or_else(|| absent("TmpSecretId"))?;
    let secret_key = secret_key.ok_or_else(|| absent("TmpSecretKey"))?;
    let token = token.ok_or_else(|| absent("Token"))?;
    let expiry = expiry.ok_or_else(|| absent("ExpiredTime"))?;
    let found = Credentials::new(secret_id, secret_key).with_token(token).with_expiry(expiry);
    check(&found).map_err(|problem| format!("{problem} in its answer"))?;
    Ok(found)
}

/// Whether a text that came as an error code looks like one, so that it can be shown.
pub(super) fn is_code(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn says_what_is_wrong_with_a_word() {
        for (word, expected) in [
            ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", None),
            ("Q9z24VucjF4xQQN1PEsH3ex+/=-_.", None),
            ("", Some("empty")),
            (" a", Some("blanks")),
            ("a\n", Some("blanks")),
            ("\u{3000}a", Some("blanks")),
            ("a b", Some("characters")),
            ("a\r\nb", Some("characters")),
            ("schlüssel", Some("characters")),
            ("\u{feff}a", Some("characters")),
            ("\"a\"", Some("quotes")),
            ("'a'", Some("quotes")),
            ("\"", None),
        ] {
            match (problem(word), expected) {
                (None, None) => {}
                (Some(found), Some(part)) => assert!(found.contains(part), "{word:?}: {found}"),
                other => panic!("{word:?}: {other:?}"),
            }
        }
    }
}
