//! `Content-MD5`, by which a bucket finds out that a body was damaged.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use super::{Body, Form};

impl Body {
    /// Sends the MD5 of the bytes along, as `Content-MD5`: a bucket compares, and refuses what was damaged.
    ///
    /// TLS protects the way already. This protects what lies before and behind it, and because a bucket's signature
    /// covers the header, it ties the body to the signature, which otherwise leaves the body open. It costs a pass over
    /// the bytes; a file is read once more. API 3.0 does not look at it.
    ///
    /// # Errors
    ///
    /// Fails where a file cannot be read, and for a stream, which could not be sent after it was read: see
    /// [`content_md5`](Self::content_md5).
    pub async fn with_md5(self) -> io::Result<Self> {
        let digest = match &self.form {
            Form::Bytes(bytes) => Md5::digest(bytes),
            Form::File(_) => of_chunks(self.clone()).await?,
            Form::Stream { .. } => {
                let message = "a stream can be read only once, so its MD5 must be known beforehand";
                return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
            }
        };
        Ok(self.content_md5(digest.into()))
    }

    /// Sends this MD5 along, as `Content-MD5`.
    pub fn content_md5(mut self, digest: [u8; 16]) -> Self {
        self.md5 = Some(digest);
        self
    }

    /// The MD5 that is sent along.
    pub fn md5(&self) -> Option<[u8; 16]> {
        self.md5
    }

    /// The value of the header.
    pub(crate) fn md5_text(&self) -> Option<String> {
        self.md5.map(|digest| STANDARD.encode(digest))
    }
}

async fn of_chunks(body: Body) -> io::Result<md5::digest::Output<Md5>> {
    let (mut hash, mut chunks) = (Md5::new(), body.into_stream()?);
    while let Some(chunk) = chunks.next().await {
        hash.update(&chunk?);
    }
    Ok(hash.finalize())
}
