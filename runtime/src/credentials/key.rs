//! A SecretId and SecretKey, with the token of temporary ones.

use std::fmt;

/// A SecretId and SecretKey and, for temporary credentials, a token and an expiry.
///
/// Ids, keys and tokens are never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    secret_id: String,
    secret_key: String,
    pub(super) token: Option<String>,
    pub(super) expires_at: Option<i64>,
}

impl Credentials {
    /// Returns permanent credentials.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self { secret_id: secret_id.into(), secret_key: secret_key.into(), token: None, expires_at: None }
    }

    /// Sets the token of temporary credentials.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Sets the expiry of temporary credentials, in Unix seconds, which [`CachedCredentials`](super::CachedCredentials)
    /// uses.
    pub fn with_expiry(mut self, unix_seconds: i64) -> Self {
        self.expires_at = Some(unix_seconds);
        self
    }

    /// Returns the SecretId, which identifies the key.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// Returns the SecretKey, which signs.
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// Returns the token of temporary credentials.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Returns the expiry of temporary credentials, in Unix seconds, if known.
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
