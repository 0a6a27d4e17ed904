//! Bytes, which travel as base64 text.

use std::fmt;

use base64::Engine;
use base64::display::Base64Display;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

/// Bytes, which travel as base64 text or, in a form, unencoded. Construct it from raw bytes, which are encoded when the
/// request is written.
///
/// A received text is kept and decoded on demand. Two blobs are equal if they are the same text on the wire.
#[derive(Clone)]
pub struct Blob(Form);

#[derive(Clone)]
enum Form {
    Raw(Bytes),
    Encoded(String),
}

impl Blob {
    /// Returns a blob of raw bytes. `Vec<u8>`, `&'static [u8]` and [`Bytes`] are not copied.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self(Form::Raw(bytes.into()))
    }

    /// Returns a blob of a base64 text, which is sent unchanged.
    pub fn from_base64(text: impl Into<String>) -> Self {
        Self(Form::Encoded(text.into()))
    }

    /// Returns the raw bytes.
    ///
    /// # Errors
    ///
    /// Fails if the received text is not base64.
    pub fn to_bytes(&self) -> Result<Bytes, base64::DecodeError> {
        match &self.0 {
            Form::Raw(bytes) => Ok(bytes.clone()),
            Form::Encoded(text) => STANDARD.decode(text.trim()).map(Bytes::from),
        }
    }

    /// Returns the raw bytes, or the unchecked text that was set or received.
    pub(crate) fn form(&self) -> Result<&Bytes, &str> {
        match &self.0 {
            Form::Raw(bytes) => Ok(bytes),
            Form::Encoded(text) => Err(text),
        }
    }

    /// Returns the number of raw bytes, without decoding a base64 text.
    pub(crate) fn raw_len(&self) -> usize {
        match &self.0 {
            Form::Raw(bytes) => bytes.len(),
            Form::Encoded(text) => {
                let digits = text.trim().trim_end_matches('=').len();
                digits / 4 * 3 + digits % 4 * 3 / 4
            }
        }
    }

    /// Returns the length of the base64 text.
    pub fn encoded_len(&self) -> usize {
        match &self.0 {
            Form::Raw(bytes) => bytes.len().div_ceil(3) * 4,
            Form::Encoded(text) => text.len(),
        }
    }
}

impl PartialEq for Blob {
    fn eq(&self, other: &Self) -> bool {
        let encodes = |bytes: &Bytes, text: &str| STANDARD.encode(bytes) == text;
        match (self.form(), other.form()) {
            (Ok(left), Ok(right)) => left == right,
            (Err(left), Err(right)) => left == right,
            (Ok(bytes), Err(text)) | (Err(text), Ok(bytes)) => {
                self.encoded_len() == other.encoded_len() && encodes(bytes, text)
            }
        }
    }
}

impl Eq for Blob {}

/// Prints the base64 text.
impl fmt::Display for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Raw(bytes) => write!(f, "{}", Base64Display::new(bytes, &STANDARD)),
            Form::Encoded(text) => f.write_str(text),
        }
    }
}

/// Prints the length, not the content.
impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Raw(bytes) => write!(f, "Blob({} bytes)", bytes.len()),
            Form::Encoded(text) => write!(f, "Blob({} base64 characters)", text.len()),
        }
    }
}

// No conversion from texts: a base64 text would be encoded again.
impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&'static [u8]> for Blob {
    fn from(bytes: &'static [u8]) -> Self {
        Self::new(bytes)
    }
}

/// Converts the result of `include_bytes!`.
impl<const N: usize> From<&'static [u8; N]> for Blob {
    fn from(bytes: &'static [u8; N]) -> Self {
        Self::new(bytes.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::Blob;

    #[test]
    fn blobs_with_the_same_text_on_the_wire_are_equal() {
        for (bytes, text, same) in [
            (&b"png"[..], "cG5n", true),
            (b"", "", true),
            (b"pn", "cG4=", true),
            (b"pn", "cG4", false),
            (b"pn", "cG5=", false),
            (b"png", " cG5n", false),
        ] {
            let (raw, encoded) = (Blob::new(bytes), Blob::from_base64(text));
            assert_eq!((raw == encoded, encoded == raw), (same, same), "{text}");
        }
        assert_ne!(Blob::new("a"), Blob::new("b"));
    }

    #[test]
    fn the_number_of_bytes_is_that_of_the_content_in_either_form() {
        for length in 0..8 {
            let raw = Blob::new(vec![7; length]);
            let encoded = Blob::from_base64(raw.to_string());
            assert_eq!((raw.raw_len(), encoded.raw_len()), (length, length));
            assert_eq!(Blob::from_base64(raw.to_string().trim_end_matches('=')).raw_len(), length);
        }
    }
}
