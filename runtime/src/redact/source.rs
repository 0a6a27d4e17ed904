//! Causes of errors. A cause stays as it is, so that it can be downcast, unless it prints a secret.

use std::error::Error as StdError;
use std::fmt;

type Source = Box<dyn StdError + Send + Sync>;

/// Returns the cause, or a copy of its texts if any of them would change when redacted.
pub(crate) fn source(source: Source, redact: impl Fn(&str) -> String) -> Source {
    let mut chain = Vec::new();
    let mut next: Option<&dyn StdError> = Some(&*source);
    while let Some(error) = next {
        chain.push((error.to_string(), format!("{error:?} {error:#?}")));
        next = error.source();
    }
    let is_clean = |text: &String| redact(text) == *text;
    if chain.iter().all(|(display, debug)| is_clean(display) && is_clean(debug)) {
        return source;
    }
    let link = |cause, (display, _): (String, _)| Some(Box::new(Redacted { text: redact(&display), cause }));
    chain.into_iter().rev().fold(None, link).map_or(source, |redacted| redacted as Source)
}

/// The text of a cause that printed a secret.
struct Redacted {
    text: String,
    cause: Option<Box<Redacted>>,
}

impl fmt::Display for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl StdError for Redacted {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as _)
    }
}

#[cfg(test)]
mod tests {
    use super::source;
    use std::io;

    #[test]
    fn only_causes_with_secrets_are_replaced() {
        let kept = source(Box::new(io::Error::other("a cause")), crate::redact::text);
        assert!(kept.is::<io::Error>());
        let inner = io::Error::other("GET https://u:hush@h/?token=hush");
        let replaced = source(Box::new(io::Error::other(inner)), crate::redact::text);
        assert_eq!(replaced.to_string(), "GET https://h/");
        assert!(!format!("{replaced:?}{:?}", replaced.source()).contains("hush"));
    }
}
