//! Reading a stream to its end.

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
        let announced = self.content_length().map(|length| usize::try_from(length).unwrap_or(usize::MAX));
        if announced.is_some_and(|length| length > limit) {
            return Err(too_large(limit));
        }
        let mut chunks = Chunks::up_to(announced.unwrap_or(limit));
        while let Some(chunk) = self.next().await {
            let chunk = chunk.map_err(interrupted)?;
            if chunk.len() > limit - chunks.len() {
                return Err(too_large(limit));
            }
            chunks.push(chunk);
        }
        Ok(chunks.join())
    }

    /// Reads the first `size` bytes, or fewer if the stream ends or fails, or at the deadline.
    pub(crate) async fn read_prefix(mut self, size: usize, limit: Limit) -> Bytes {
        let mut chunks = Chunks::up_to(size);
        while chunks.len() < size {
            let Ok(Some(Ok(mut chunk))) = limit.enforce(async { Ok(self.next().await) }).await else { break };
            chunk.truncate(size - chunks.len());
            chunks.push(chunk);
        }
        chunks.join()
    }
}

/// Collected chunks. A single chunk is not copied. Several are gathered in one buffer: each of them takes more memory
/// than a few bytes, and may keep the buffer of a connection.
struct Chunks {
    only: Bytes,
    gathered: Vec<u8>,
    limit: usize,
}

impl Chunks {
    fn up_to(limit: usize) -> Self {
        Self { only: Bytes::new(), gathered: Vec::new(), limit }
    }

    fn len(&self) -> usize {
        self.only.len() + self.gathered.len()
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.only = chunk;
            return;
        }
        let first = std::mem::take(&mut self.only);
        for part in [first, chunk] {
            self.reserve(part.len());
            self.gathered.extend_from_slice(&part);
        }
    }

    /// Doubles the buffer if it is full, up to the limit: the old and the new one together are less than twice as
    /// large.
    fn reserve(&mut self, more: usize) {
        let (length, capacity) = (self.gathered.len(), self.gathered.capacity());
        let needed = length.saturating_add(more);
        if needed > capacity {
            let doubled = capacity.saturating_mul(2).min(self.limit);
            self.gathered.reserve_exact(needed.max(doubled) - length);
        }
    }

    fn join(self) -> Bytes {
        if self.gathered.is_empty() { self.only } else { self.gathered.into() }
    }
}

pub(crate) fn too_large(limit: usize) -> Error {
    Error::new(ErrorKind::TooLarge, format!("the answer exceeds {limit} bytes")).mark_sent()
}

pub(crate) fn interrupted(error: io::Error) -> Error {
    if is_damaged(&error) {
        return Error::decode(&error).caused_by(error).mark_sent();
    }
    let kind = if error.kind() == io::ErrorKind::TimedOut { ErrorKind::Timeout } else { ErrorKind::Connection };
    Error::interrupted(kind, error)
}
