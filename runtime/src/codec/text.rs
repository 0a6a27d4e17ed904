//! The text of a document whose bytes may be damaged.

use std::borrow::Cow;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// Returns the body without a byte order mark at its start.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// Returns the body as text, with the replacement character for bytes that are not UTF-8. Beyond
/// [the longest repaired text](max_repaired), a question mark replaces them.
pub(super) fn text(body: &[u8]) -> Cow<'_, str> {
    let body = without_mark(body);
    std::str::from_utf8(body).map_or_else(|_| Cow::Owned(lossy(body)), Cow::Borrowed)
}

/// Replaces the bytes that are not UTF-8, without growing the text while it is written.
fn lossy(body: &[u8]) -> String {
    let max = max_repaired(body.len());
    let mut text = String::with_capacity(max);
    let mut left = body.len();
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        left -= chunk.valid().len() + chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            let has_room = text.len() + char::REPLACEMENT_CHARACTER.len_utf8() + left <= max;
            text.push(if has_room { char::REPLACEMENT_CHARACTER } else { '?' });
        }
    }
    text
}

/// Returns the maximum length of a damaged document of `length` bytes after its repair: a quarter longer, so that
/// reading it takes a limited multiple of the answer's memory, and 512 KiB, so that any small document can be repaired.
pub(super) fn max_repaired(length: usize) -> usize {
    length.saturating_add(length / 4).saturating_add(512 << 10)
}
