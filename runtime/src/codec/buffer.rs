//! A growable buffer of bytes, without knowledge of their format.

use std::io;

/// A growable buffer. Unlike a [`Vec`], it reserves the space of a text and its punctuation in one step, and copies
/// short texts without a function call.
pub(super) struct Buffer {
    /// Zeros from `end` on.
    bytes: Vec<u8>,
    end: usize,
}

impl Buffer {
    pub(super) fn new(length: usize) -> Self {
        Self { bytes: vec![0; length], end: 0 }
    }

    /// Appends `length` bytes and returns them to be filled.
    #[inline]
    pub(super) fn room(&mut self, length: usize) -> &mut [u8] {
        if length > self.capacity_left() {
            self.grow(length);
        }
        let start = self.end;
        self.end += length;
        &mut self.bytes[start..self.end]
    }

    /// Returns the number of bytes that fit without growing.
    pub(super) fn capacity_left(&self) -> usize {
        self.bytes.len() - self.end
    }

    #[cold]
    fn grow(&mut self, length: usize) {
        let least = self.end + length;
        self.bytes.resize(least.max(2 * self.bytes.len()), 0);
    }

    /// Reserves exactly `length` more bytes.
    pub(super) fn reserve(&mut self, length: usize) {
        let wanted = (self.end + length).max(self.bytes.len());
        self.bytes.reserve_exact(wanted - self.bytes.len());
        self.bytes.resize(wanted, 0);
    }

    pub(super) fn push(&mut self, byte: u8) {
        self.room(1)[0] = byte;
    }

    /// Returns the last byte, or zero if the buffer is empty.
    pub(super) fn last(&self) -> u8 {
        self.bytes[..self.end].last().copied().unwrap_or_default()
    }

    /// Replaces the last byte.
    pub(super) fn replace_last(&mut self, byte: u8) {
        if let Some(last) = self.bytes[..self.end].last_mut() {
            *last = byte;
        }
    }

    /// Returns the bytes without the last one.
    pub(super) fn without_last(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end.saturating_sub(1));
        self.bytes
    }
}

/// Copies a slice of the same length. Most are so short that a call of `memcpy` takes longer than the copy.
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

/// Copies the first and the last `COUNT` bytes, which overlap or touch.
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
