//! A secret id and key.

use std::fmt;

/// A secret id and key, and where they are temporary a token and when they expire.
///
/// They belong together, so they are only ever handed on together. None of the first three is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    secret_id: String,
    secret_key: String,
    pub(super) token: Option<String>,
    pub(super) expires_at: Option<i64>,
}

impl Credentials {
    /// A permanent key.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self { secret_id: secret_id.into(), secret_key: secret_key.into(), token: None, expires_at: None }
    }

    /// The token that a temporary key came with.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// When a temporary key expires, in Unix seconds: [`CachedCredentials`] go by it.
    pub fn with_expiry(mut self, unix_seconds: i64) -> Self {
        self.expires_at = Some(unix_seconds);
        self
    }

    /// The public half, which names the key.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The secret half, which signs.
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// The token of a temporary key.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// When a temporary key expires, in Unix seconds, as far as that is known.
    pub fn expires_at(&self) -> Option<i64> {
        self.expires_at
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.token.as_ref().map(|_| format_args!("***"));
        f.debug_struct("Credentials")
            .field("secret_id", &format_args!("***"))
            .field("secret_key", &format_args!("***"))
            .field("token", &token)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}
