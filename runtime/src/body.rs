//! The body of a request.

use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use crate::ByteStream;

/// The body of a request: bytes, or a stream of known length.
///
/// Clones of a stream share it: it can be sent once, and a second use is an error.
#[derive(Clone)]
pub struct Body(Form);

#[derive(Clone)]
enum Form {
    Bytes(Bytes),
    Stream { length: u64, source: Arc<Mutex<Option<ByteStream>>> },
}

impl Body {
    /// No bytes.
    pub fn empty() -> Self {
        Self(Form::Bytes(Bytes::new()))
    }

    /// `length` bytes as they come. The services need the length up front; a stream of another length fails the call.
    pub fn from_stream(length: u64, stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        let stream = ByteStream::new(stream).expecting(length);
        Self(Form::Stream { length, source: Arc::new(Mutex::new(Some(stream))) })
    }

    /// How many bytes there are.
    pub fn len(&self) -> u64 {
        match &self.0 {
            Form::Bytes(bytes) => bytes.len() as u64,
            Form::Stream { length, .. } => *length,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes; `None` for a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Form::Bytes(bytes) => Some(bytes),
            Form::Stream { .. } => None,
        }
    }

    /// The bytes as a stream.
    ///
    /// # Errors
    ///
    /// Fails for a stream that this or a clone has given away before.
    pub fn into_stream(self) -> io::Result<ByteStream> {
        match self.0 {
            Form::Bytes(bytes) => Ok(bytes.into()),
            Form::Stream { source, .. } => {
                let stream = source.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.ok_or_else(|| io::Error::other("the body is a stream that was sent before"))
            }
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

/// Bytes are equal by value, a stream only to its clones.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Form::Bytes(left), Form::Bytes(right)) => left == right,
            (Form::Stream { source: left, .. }, Form::Stream { source: right, .. }) => Arc::ptr_eq(left, right),
            _ => false,
        }
    }
}

/// Says how long it is: an image has no place in a log.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Form::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Form::Stream { length, .. } => write!(f, "Body(a stream of {length} bytes)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Form::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        text.as_bytes().into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for Body {
    fn from(bytes: &'static [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}
