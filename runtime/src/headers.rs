//! The headers of a request under construction.

use http::header::{CONTENT_LENGTH, HOST, HeaderMap, HeaderName, HeaderValue};

use crate::request::Parts;
use crate::{Error, ErrorKind, added_header};

/// The headers of a request under construction. Every value is text.
pub(crate) struct Headers(HeaderMap);

impl Headers {
    /// Returns the headers of the operation and those that the caller `added`, the host and the content length.
    pub(crate) fn of(parts: &Parts, added: &HeaderMap, host: &str) -> Result<Self, Error> {
        let mut headers = Self(HeaderMap::with_capacity(16));
        headers.set(HOST, host)?;
        for (name, value) in &parts.headers {
            let name = HeaderName::from_bytes(name.as_bytes());
            let invalid = |error| Error::new(ErrorKind::InvalidInput, "a header name is not valid").caused_by(error);
            headers.set(name.map_err(invalid)?, value)?;
        }
        added.iter().try_for_each(|(name, value)| headers.add(name.clone(), value.clone()))?;
        if let Some(md5) = parts.body.md5_text().filter(|_| !headers.0.contains_key("content-md5")) {
            headers.set_named("content-md5", &md5)?;
        }
        // An empty POST needs the header too; a GET without a body does not.
        if !parts.body.is_empty() || matches!(parts.method, "POST" | "PUT") {
            headers.set(CONTENT_LENGTH, &parts.body.len().to_string())?;
        }
        Ok(headers)
    }

    /// Sets a header. Rejects control characters: a line break would start another header.
    pub(crate) fn set(&mut self, name: HeaderName, value: &str) -> Result<(), Error> {
        match HeaderValue::from_bytes(value.as_bytes()) {
            Ok(value) => self.0.insert(name, value),
            Err(_) => {
                let message = format!("the header `{name}` must not contain control characters such as line breaks");
                return Err(Error::new(ErrorKind::InvalidInput, message));
            }
        };
        Ok(())
    }

    /// Adds a checked header of the caller. Rejects one that is set already: it may be a member of the input.
    pub(crate) fn add(&mut self, name: HeaderName, value: HeaderValue) -> Result<(), Error> {
        if self.0.contains_key(&name) {
            return Err(added_header::invalid(name.as_str(), "is already set"));
        }
        self.0.insert(name, value);
        Ok(())
    }

    pub(crate) fn set_named(&mut self, name: &'static str, value: &str) -> Result<(), Error> {
        self.set(HeaderName::from_static(name), value)
    }

    /// Sets a header that is not printed with the request.
    pub(crate) fn set_secret(&mut self, name: HeaderName, value: &str) -> Result<(), Error> {
        self.set(name.clone(), value)?;
        if let Some(value) = self.0.get_mut(name) {
            value.set_sensitive(true);
        }
        Ok(())
    }

    pub(crate) fn remove(&mut self, name: HeaderName) {
        self.0.remove(name);
    }

    pub(crate) fn text(&self, name: HeaderName) -> &str {
        self.0.get(name).map_or("", text)
    }

    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), text(value)))
    }

    pub(crate) fn map(&self) -> &HeaderMap {
        &self.0
    }

    pub(crate) fn into_map(self) -> HeaderMap {
        self.0
    }
}

fn text(value: &HeaderValue) -> &str {
    std::str::from_utf8(value.as_bytes()).unwrap_or_default()
}
