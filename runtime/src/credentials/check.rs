//! Checks of credentials. A service would report a malformed key only as a wrong signature.

use super::key::Credentials;
use crate::Error;

/// The reason why a source has no credentials.
pub(super) enum Missing {
    /// The source is not configured; the next source may have credentials.
    Absent(Error),
    /// The source is configured incorrectly. It was meant to be used, so the search ends.
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
    /// Checks for malformed values, which a service would report only as a wrong signature.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check(self).map_err(Error::credentials)
    }
}

/// Describes the first malformed value, without printing it.
pub(super) fn check(credentials: &Credentials) -> Result<(), String> {
    let keys = [("SecretId", credentials.secret_id()), ("SecretKey", credentials.secret_key())];
    let token = credentials.token().map(|token| ("token", token));
    for (what, value) in keys.into_iter().chain(token) {
        if let Some(problem) = problem(value) {
            return Err(format!("the {what} {problem}"));
        }
    }
    Ok(())
}

/// Returns the problem of a text that must be an id, key or token.
pub(super) fn problem(value: &str) -> Option<&'static str> {
    if value.is_empty() {
        Some("is empty")
    } else if value.trim() != value {
        Some("is surrounded by blanks or line breaks")
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        Some("contains characters that are not valid in a key")
    } else if value.len() > 1 && ['"', '\''].iter().any(|quote| value.starts_with(*quote) && value.ends_with(*quote)) {
        Some("is quoted; remove the quotes")
    } else {
        None
    }
}

/// Returns temporary credentials from an answer, which must have all four values.
pub(super) fn temporary(
    secret_id: Option<String>,
    secret_key: Option<String>,
    token: Option<String>,
    expiry: Option<i64>,
) -> Result<Credentials, String> {
    let absent = |name: &str| format!("the answer has no {name}");
    let secret_id = secret_id.ok_or_else(|| absent("TmpSecretId"))?;
    let secret_key = secret_key.ok_or_else(|| absent("TmpSecretKey"))?;
    let token = token.ok_or_else(|| absent("Token"))?;
    let expiry = expiry.ok_or_else(|| absent("ExpiredTime"))?;
    let found = Credentials::new(secret_id, secret_key).with_token(token).with_expiry(expiry);
    check(&found).map_err(|problem| format!("{problem} in the answer"))?;
    Ok(found)
}

/// Returns whether a received error code is well-formed, so that it can be printed.
pub(super) fn is_code(text: &str) -> bool {
    (1..=80).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::problem;

    #[test]
    fn describes_malformed_values() {
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
            ("\"a\"", Some("quote")),
            ("'a'", Some("quote")),
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
