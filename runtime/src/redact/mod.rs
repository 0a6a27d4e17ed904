//! Removes secrets from texts. Every message, cause and log of the crate passes through this module, which knows the
//! forms of secrets and not the places where they occur.

mod assignment;
mod line;
mod outline;
mod secrets;
mod source;
mod url;

pub(crate) use assignment::announces_secret;
pub(crate) use line::on_one_line;
pub(crate) use outline::outline;
pub(crate) use secrets::{Secrets, without};
pub(crate) use source::source;
pub(crate) use url::{address, url};

/// The text in place of a secret.
pub(crate) const MASK: &str = "***";

/// Removes what looks like a secret: the user information and queries of URLs, and the values of names such as
/// `Authorization`, `Signature`, `Token` and `Password`.
pub(crate) fn text(text: &str) -> String {
    url::in_text(&assignment::masked(text))
}

/// Removes what looks like a secret from a text of a service, and escapes what would leave the line.
pub(crate) fn line(foreign: &str) -> String {
    on_one_line(&text(foreign))
}
