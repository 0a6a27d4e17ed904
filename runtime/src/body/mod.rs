//! The body of a request.

mod checksum;
#[cfg_attr(target_family = "wasm", path = "no_file.rs")]
mod file;

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use self::file::FileBody;
use crate::{ByteStream, Error, ErrorKind};

/// The body of a request: bytes, a file, or a stream of known length.
///
/// Bytes and files can be sent any number of times. A stream can be sent once: its clones share it, and a second use is
/// an error.
///
/// Bytes convert into a body. Text does not, because it could be the path of a file: use
/// [`from_text`](Self::from_text) or [`from_file`](Self::from_file).
///
/// ```compile_fail,E0277
/// # use tencentcloud_runtime::Body;
/// let body: Body = "cat.png".into();
/// ```
#[derive(Clone)]
pub struct Body {
    form: Form,
    md5: Option<[u8; 16]>,
}

#[derive(Clone)]
enum Form {
    Bytes(Bytes),
    File(Arc<FileBody>),
    Stream { length: u64, source: Arc<Mutex<Option<ByteStream>>> },
}

impl Body {
    const fn new(form: Form) -> Self {
        Self { form, md5: None }
    }

    /// Returns an empty body.
    pub fn empty() -> Self {
        Self::new(Form::Bytes(Bytes::new()))
    }

    /// Returns the UTF-8 bytes of a text.
    pub fn from_text(text: impl Into<String>) -> Self {
        text.into().into_bytes().into()
    }

    /// Returns the bytes of a file, read while they are sent, so the file may be larger than memory.
    ///
    /// The length is taken now. The call fails if the file has another length when it is sent. Each attempt opens the
    /// file anew.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be opened or is not a regular file, and outside of a tokio runtime. On WebAssembly
    /// it always fails. The message contains the path; the cause is the [`io::Error`].
    pub async fn from_file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        match FileBody::open(path).await {
            Ok(file) => Ok(Self::new(Form::File(Arc::new(file)))),
            Err(error) => Err(unreadable(path, error)),
        }
    }

    /// Returns a stream of `length` bytes. The services need the length up front; a stream of another length fails the
    /// call.
    pub fn from_stream(length: u64, stream: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        let stream = ByteStream::new(stream).expecting(length);
        Self::new(Form::Stream { length, source: Arc::new(Mutex::new(Some(stream))) })
    }

    /// Returns the length in bytes.
    pub fn len(&self) -> u64 {
        match &self.form {
            Form::Bytes(bytes) => bytes.len() as u64,
            Form::File(file) => file.len(),
            Form::Stream { length, .. } => *length,
        }
    }

    /// Returns whether the body is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the bytes, or `None` for a file or a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.form {
            Form::Bytes(bytes) => Some(bytes),
            Form::File(_) | Form::Stream { .. } => None,
        }
    }

    /// Returns whether the body can be sent more than once, which a stream cannot.
    pub fn is_repeatable(&self) -> bool {
        !matches!(self.form, Form::Stream { .. })
    }

    /// Converts the body into a stream.
    ///
    /// # Errors
    ///
    /// Fails for a stream that this body or a clone has returned before.
    pub fn into_stream(self) -> io::Result<ByteStream> {
        match self.form {
            Form::Bytes(bytes) => Ok(bytes.into()),
            Form::File(file) => Ok(file.stream()),
            Form::Stream { source, .. } => {
                let stream = source.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.ok_or_else(|| io::Error::other("the body is a stream and was sent before"))
            }
        }
    }
}

fn unreadable(path: &Path, error: io::Error) -> Error {
    let message = format!("cannot read `{}`: {error}", path.display());
    Error::new(ErrorKind::InvalidInput, message).caused_by(error)
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

/// Compares bytes by value, files by path and length, streams by identity.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.form, &other.form) {
            (Form::Bytes(left), Form::Bytes(right)) => left == right,
            (Form::File(left), Form::File(right)) => left == right,
            (Form::Stream { source: left, .. }, Form::Stream { source: right, .. }) => Arc::ptr_eq(left, right),
            _ => false,
        };
        same && self.md5 == other.md5
    }
}

/// Prints the length, not the content.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.form {
            Form::Bytes(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Form::File(file) => write!(f, "Body(a file of {} bytes)", file.len()),
            Form::Stream { length, .. } => write!(f, "Body(a stream of {length} bytes)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::new(Form::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl<const N: usize> From<[u8; N]> for Body {
    fn from(bytes: [u8; N]) -> Self {
        bytes.to_vec().into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl<const N: usize> From<&'static [u8; N]> for Body {
    fn from(bytes: &'static [u8; N]) -> Self {
        bytes.as_slice().into()
    }
}
