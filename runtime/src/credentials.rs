//! Who signs.

use std::fmt;
use std::sync::Arc;

use crate::{BoxFuture, Error};

/// A secret id and key, and a token where they are temporary.
///
/// The three belong together, so they are only ever handed on together. None of them is printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    secret_id: String,
    secret_key: String,
    token: Option<String>,
}

impl Credentials {
    /// A permanent key.
    pub fn new(secret_id: impl Into<String>, secret_key: impl Into<String>) -> Self {
        Self { secret_id: secret_id.into(), secret_key: secret_key.into(), token: None }
    }

    /// The token that a temporary key came with.
    pub fn with_token(mut self, token: impl Into<String>) -> Self {
        self.token = Some(token.into());
        self
    }

    /// Reads `TENCENTCLOUD_SECRET_ID` and `TENCENTCLOUD_SECRET_KEY`, and a token from `TENCENTCLOUD_TOKEN`,
    /// `TENCENTCLOUD_SESSION_TOKEN` or `TENCENTCLOUD_SECURITY_TOKEN`, whichever is set: tools do not agree on its name.
    ///
    /// # Errors
    ///
    /// Fails where id or key is missing or malformed.
    pub fn from_env() -> Result<Self, Error> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// An empty variable counts as not set: that is how shells and build systems unset one.
    fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let read = |name: &str| read(name).filter(|value| !value.is_empty());
        let required = |name| read(name).ok_or_else(|| Error::credentials(format!("{name} is not set")));
        let found = Self {
            secret_id: required("TENCENTCLOUD_SECRET_ID")?,
            secret_key: required("TENCENTCLOUD_SECRET_KEY")?,
            token: TOKENS.iter().find_map(|name| read(name)),
        };
        found.check()?;
        Ok(found)
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

    /// A service answers a malformed key with no more than a wrong signature, so it is found here.
    pub(crate) fn check(&self) -> Result<(), Error> {
        check("secret id", &self.secret_id)?;
        check("secret key", &self.secret_key)?;
        self.token.as_deref().map_or(Ok(()), |token| check("token", token))
    }
}

const TOKENS: [&str; 3] = ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"];

fn check(what: &str, value: &str) -> Result<(), Error> {
    let problem = if value.is_empty() {
        "is empty"
    } else if value.trim() != value {
        "has blanks or line breaks around it, probably from copying"
    } else if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
        "has characters that no key has"
    } else {
        return Ok(());
    };
    Err(Error::credentials(format!("the {what} {problem}")))
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let token = self.token.as_ref().map(|_| format_args!("***"));
        f.debug_struct("Credentials")
            .field("secret_id", &format_args!("***"))
            .field("secret_key", &format_args!("***"))
            .field("token", &token)
            .finish()
    }
}

/// Where credentials come from. [`Credentials`] themselves are the simplest source.
pub trait ProvideCredentials: Send + Sync + 'static {
    /// Credentials for the request that is about to be signed: id, key and token of one moment.
    ///
    /// It is asked for every request, so a source that needs the network keeps what it got until shortly before that
    /// expires.
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, Error>>;
}

impl ProvideCredentials for Credentials {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<P: ProvideCredentials + ?Sized> ProvideCredentials for Arc<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, Error>> {
        (**self).provide()
    }
}

#[cfg(test)]
mod tests {
    use super::Credentials;
    use crate::{Error, ErrorKind};

    fn read(variables: &[(&str, &str)]) -> Result<Credentials, Error> {
        let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Credentials::from_variables(find)
    }

    const KEY: [(&str, &str); 2] = [("TENCENTCLOUD_SECRET_ID", "AKIDx"), ("TENCENTCLOUD_SECRET_KEY", "key")];

    #[test]
    fn every_name_of_the_token_is_understood() {
        let [id, key] = KEY;
        assert_eq!(read(&KEY).unwrap(), Credentials::new("AKIDx", "key"));
        for name in ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SESSION_TOKEN", "TENCENTCLOUD_SECURITY_TOKEN"] {
            assert_eq!(read(&[id, key, (name, "t")]).unwrap().token(), Some("t"), "{name}");
        }
        let both = [id, key, ("TENCENTCLOUD_TOKEN", ""), ("TENCENTCLOUD_SESSION_TOKEN", "s")];
        assert_eq!(read(&both).unwrap().token(), Some("s"), "an empty variable is not set");
    }

    #[test]
    fn what_is_missing_or_malformed_is_named() {
        let [id, _] = KEY;
        for (variables, message) in [
            (vec![], "TENCENTCLOUD_SECRET_ID is not set"),
            (vec![id], "TENCENTCLOUD_SECRET_KEY is not set"),
            (vec![id, ("TENCENTCLOUD_SECRET_KEY", "")], "TENCENTCLOUD_SECRET_KEY is not set"),
            (vec![id, ("TENCENTCLOUD_SECRET_KEY", "hush\n")], "the secret key has blanks or line breaks around it"),
            (vec![id, ("TENCENTCLOUD_SECRET_KEY", "hu\r\nsh")], "the secret key has characters that no key has"),
        ] {
            let error = read(&variables).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Credentials);
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(!error.to_string().contains("hu"), "{error}");
        }
    }
}
