//! The memory that reading a document takes, beyond the document itself.
//!
//! Structures, items of lists and free JSON can take hundreds of times as much memory as their text. They are counted
//! where they are built. Texts are not: all texts together, and the buffers in which they are decoded, take at most three
//! times the document.

use super::error::CodecError;

/// The most memory that reading takes, as a multiple of the limit of an answer.
const LIMITS: usize = 4;

/// The memory of the texts of a document and of the buffer for the longest, as a multiple of the document. The buffer
/// doubles when it is full, and the old one is still in use then.
const TEXTS: usize = 3;

/// The share of an item in the buffer of a list, which doubles when it is full and begins with four items.
const GROWTH: usize = 4;

/// The number of values for which a map makes room at once.
const MAP_NODE: usize = 11;

/// The most bytes that a scalar takes in a list.
const SCALAR: usize = 40;

/// The bytes of the first entry of a map, which makes room for eleven, and of any further one.
const FIRST_ENTRY: usize = 640;
const ENTRY: usize = 160;

/// Where a value is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the field of a structure.
    Member,
    /// In a list.
    Item,
    /// In a map, by its name.
    Entry {
        /// Whether it is the first.
        is_first: bool,
    },
}

/// Counts the memory of values.
#[derive(Debug)]
pub(crate) struct Memory {
    left: usize,
    exceeded: bool,
}

impl Memory {
    /// No limit.
    pub(crate) const UNLIMITED: Self = Self { left: usize::MAX, exceeded: false };

    /// Returns what is left for the values of a document of `length` bytes, if answers have at most `limit` bytes and
    /// reading holds `held` bytes already. Returns `None` if not even the texts fit.
    pub(super) fn for_values(limit: usize, held: usize, length: usize) -> Option<Self> {
        let texts = length.saturating_mul(TEXTS);
        let left = limit.saturating_mul(LIMITS).checked_sub(held.saturating_add(texts))?;
        Some(Self { left, exceeded: false })
    }

    /// Returns the error for what was read if it exceeded the memory, or else `error`.
    pub(super) fn explain(&self, error: CodecError) -> CodecError {
        if self.exceeded { CodecError::too_large() } else { error }
    }

    /// Counts a structure: `boxed` bytes that it has on the heap, and its share of the buffer of a list or a map.
    #[inline]
    pub(super) fn structure(&mut self, size: usize, boxed: usize, place: Place) -> Result<(), CodecError> {
        let share = match place {
            Place::Member => 0,
            Place::Item | Place::Entry { is_first: false } => GROWTH,
            Place::Entry { is_first: true } => MAP_NODE,
        };
        self.take(boxed.saturating_add(size.saturating_mul(share)))
    }

    /// Counts an item of a list of scalars.
    #[inline]
    pub(super) fn item(&mut self) -> Result<(), CodecError> {
        self.take(SCALAR * GROWTH)
    }

    /// Counts an entry of a map.
    pub(super) fn entry(&mut self, is_first: bool) -> Result<(), CodecError> {
        self.take(if is_first { FIRST_ENTRY } else { ENTRY })
    }

    #[inline]
    fn take(&mut self, bytes: usize) -> Result<(), CodecError> {
        match self.left.checked_sub(bytes) {
            Some(left) => self.left = left,
            None => return Err(self.exceed()),
        }
        Ok(())
    }

    #[cold]
    fn exceed(&mut self) -> CodecError {
        self.exceeded = true;
        CodecError::too_large()
    }
}
