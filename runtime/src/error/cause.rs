//! The causes of an error as text, with what to set if the cause is a setting.

use std::error::Error as StdError;

use crate::redact;
use crate::transport::TransportError;

/// The starts of texts that only announce their own cause.
const GENERIC: [&str; 4] =
    ["client error (", "error sending request", "error decoding response body", "request or response body error"];

/// Parts of causes, and what to set.
const HINTS: [(&str, &str); 6] = [
    ("UnknownIssuer", "trust its issuer: install the certificate, or set `SSL_CERT_FILE` to a file that has it"),
    ("No CA certificates", "install the certificates of the system (`ca-certificates`), or set `SSL_CERT_FILE`"),
    ("certificate expired", "check the clock of this machine"),
    ("not valid for name", "connect to a name in the certificate: check the endpoint and the proxy"),
    ("proxy authorization required", "set user and password in the address of the proxy"),
    ("proxy", "check `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY`, or except the host with `NO_PROXY`"),
];

/// Returns the texts of an error's causes, the outermost first. A text that another one repeats is left out.
pub(super) fn causes(error: &dyn StdError) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = redact::text(&error.to_string());
        let is_generic = error.is::<TransportError>() || GENERIC.iter().any(|start| text.starts_with(start));
        if !is_generic && !texts.iter().any(|earlier| earlier.contains(&text)) {
            texts.push(text);
        }
        cause = error.source();
    }
    texts
}

/// Returns the causes of a failed exchange, or the error itself if there are none, on one line, with what to set.
pub(super) fn with_hint(error: &dyn StdError) -> String {
    let mut text = causes(error).join(": ");
    if text.is_empty() {
        text = error.to_string();
    }
    // The transport calls a proxy a tunnel.
    let text = redact::line(&text).replace("tunnel error", "proxy");
    match HINTS.iter().find(|(part, _)| text.contains(part)) {
        Some((_, hint)) => format!("{text}; {hint}"),
        None => text,
    }
}
