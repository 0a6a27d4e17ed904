//! Bytes that grow at their end. What they mean is not known here.

use std::io;

/// Bytes that grow at their end. Unlike in a [`Vec`], room for a text and its punctuation is taken at once, and filled
/// without a call where it is short.
pub(super) struct Buffer {
    /// Behind the end there are zeros.
    bytes: Vec<u8>,
    end: usize,
}

impl Buffer {
    pub(super) fn new(length: usize) -> Self {
        Self { bytes: vec![0; length], end: 0 }
    }

    /// The next bytes, to be filled.
    #[inline]
    pub(super) fn room(&mut self, length: usize) -> &mut [u8] {
        if length > self.left() {
            self.grow(length);
        }
        let start = self.end;
        self.end += length;
        &mut self.bytes[start..self.end]
    }

    /// How many bytes there is room for.
    pub(super) fn left(&self) -> usize {
        self.bytes.len() - self.end
    }

    #[cold]
    fn grow(&mut self, length: usize) {
        let least = self.end + length;
        self.bytes.resize(least.max(2 * self.bytes.len()), 0);
    }

    /// Makes room for just so many bytes, where it is known how many there will be.
    pub(super) fn reserve(&mut self, length: usize) {
        let wanted = (self.end + length).max(self.bytes.len());
        self.bytes.reserve_exact(wanted - self.bytes.len());
        self.bytes.resize(wanted, 0);
    }

    pub(super) fn push(&mut self, byte: u8) {
        self.room(1)[0] = byte;
    }

    /// The byte that was written last; zero where there is none.
    pub(super) fn last(&self) -> u8 {
        self.bytes[..self.end].last().copied().unwrap_or_default()
    }

    /// Puts another byte in the place of the last.
    pub(super) fn replace_last(&mut self, byte: u8) {
        if let Some(last) = self.bytes[..self.end].last_mut() {
            *last = byte;
        }
    }

    /// The bytes but the last.
    pub(super) fn without_last(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end.saturating_sub(1));
        self.bytes
    }
}

/// Copies a piece of the same length. Most are so short that to call `memcpy` takes longer than to copy.
#[inline]
pub(super) fn copy(to: &mut [u8], from: &[u8]) {
    match from.len() {
        1 => copy_ends::<1>(to, from),
        2..=3 => copy_ends::<2>(to, from),
        4..=7 => copy_ends::<4>(to, from),
        8..=16 => copy_ends::<8>(to, from),
        _ => to.copy_from_slice(from),
    }
}

/// Copies the first and the last bytes, which are all: some may be among both.
#[inline]
fn copy_ends<const COUNT: usize>(to: &mut [u8], from: &[u8]) {
    if let (Some(to), Some(from)) = (to.first_chunk_mut::<COUNT>(), from.first_chunk()) {
        *to = *from;
    }
    if let (Some(to), Some(from)) = (to.last_chunk_mut::<COUNT>(), from.last_chunk()) {
        *to = *from;
    }
}

impl io::Write for Buffer {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        copy(self.room(bytes.len()), bytes);
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
