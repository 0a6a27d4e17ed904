//! Reading a stream to its end.

use std::collections::VecDeque;
use std::io;

use bytes::Bytes;

use crate::content_coding::is_damaged;
use crate::limit::Limit;
use crate::{ByteStream, Error, ErrorKind};

/// The default limit in bytes for [`ByteStream::collect`] and for answers that are not streamed.
pub(crate) const DEFAULT_LIMIT: usize = 64 << 20;

impl ByteStream {
    /// Reads the whole stream, up to 64 MiB.
    ///
    /// # Errors
    ///
    /// Fails if the stream fails or exceeds the limit.
    pub async fn collect(self) -> Result<Bytes, Error> {
        self.collect_up_to(DEFAULT_LIMIT).await
    }

    /// Reads the whole stream, up to `limit` bytes.
    ///
    /// # Errors
    ///
    /// Fails if the stream fails or exceeds the limit.
    pub async fn collect_up_to(mut self, limit: usize) -> Result<Bytes, Error> {
        let mut chunks = Chunks::default();
        if self.content_length().is_some_and(|length| length > limit as u64) {
            return Err(too_large(limit));
        }
        while let Some(chunk) = self.next().await {
            chunks.push(chunk.map_err(interrupted)?);
            if chunks.length > limit {
                return Err(too_large(limit));
            }
        }
        Ok(chunks.join())
    }

    /// Reads the first `size` bytes, or fewer if the stream ends or fails, or at the deadline.
    pub(crate) async fn read_prefix(mut self, size: usize, limit: Limit) -> Bytes {
        let mut chunks = Chunks::default();
        while chunks.length < size {
            let Ok(Some(Ok(chunk))) = limit.enforce(async { Ok(self.next().await) }).await else { break };
            chunks.push(chunk);
        }
        let mut bytes = chunks.join();
        bytes.truncate(size);
        bytes
    }
}

/// Collected chunks. A single chunk is not copied.
#[derive(Default)]
struct Chunks {
    chunks: VecDeque<Bytes>,
    length: usize,
}

impl Chunks {
    fn push(&mut self, chunk: Bytes) {
        self.length += chunk.len();
        self.chunks.push_back(chunk);
    }

    fn join(mut self) -> Bytes {
        match (self.chunks.pop_front(), self.chunks.is_empty()) {
            (None, _) => Bytes::new(),
            (Some(only), true) => only,
            (Some(first), false) => {
                let mut joined = Vec::with_capacity(self.length);
                joined.extend_from_slice(&first);
                self.chunks.iter().for_each(|chunk| joined.extend_from_slice(chunk));
                joined.into()
            }
        }
    }
}

pub(crate) fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("the answer exceeds {limit} bytes")).mark_sent()
}

pub(crate) fn interrupted(error: io::Error) -> Error {
    if is_damaged(&error) {
        return Error::decode(&error, &[]).caused_by(error).mark_sent();
    }
    let kind = if error.kind() == io::ErrorKind::TimedOut { ErrorKind::Timeout } else { ErrorKind::Connection };
    Error::interrupted(kind, error)
}
