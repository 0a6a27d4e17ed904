//! `Content-MD5`, with which a bucket detects a damaged body.

use std::io;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use super::{Body, Form, unreadable};
use crate::{Error, ErrorKind};

impl Body {
    /// Adds the MD5 of the bytes as `Content-MD5`. A bucket compares it and rejects a damaged body.
    ///
    /// TLS protects only the connection; the checksum also covers the path before and after it. A bucket's signature
    /// covers this header but not the body, so the header ties the body to the signature. Computing it costs one pass
    /// over the bytes; a file is read once more. API 3.0 ignores the header.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be read, and for a stream, which can be read only once: use
    /// [`content_md5`](Self::content_md5) instead.
    pub async fn with_md5(self) -> Result<Self, Error> {
        let digest = match &self.form {
            Form::Bytes(bytes) => Md5::digest(bytes),
            Form::File(file) => of_chunks(self.clone()).await.map_err(|error| unreadable(file.path(), error))?,
            Form::Stream { .. } => {
                let message = "cannot compute the MD5 of a stream, which can be read only once";
                return Err(Error::new(ErrorKind::InvalidInput, message));
            }
        };
        Ok(self.content_md5(digest.into()))
    }

    /// Returns bytes as a body with their MD5.
    pub(crate) fn hashed(bytes: Vec<u8>) -> Self {
        let digest = Md5::digest(&bytes);
        Self::from(bytes).content_md5(digest.into())
    }

    /// Adds this MD5 as `Content-MD5`.
    pub fn content_md5(mut self, digest: [u8; 16]) -> Self {
        self.md5 = Some(digest);
        self
    }

    /// Returns the MD5 that is sent as `Content-MD5`.
    pub fn md5(&self) -> Option<[u8; 16]> {
        self.md5
    }

    /// Returns the value of the header.
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
