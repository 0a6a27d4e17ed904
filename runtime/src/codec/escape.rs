//! Finds texts that JSON contains unescaped.

const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);

/// Returns whether `text` needs no escaping. Checks eight bytes at a time: most texts need none, and checking every
/// byte takes longer than copying the text.
#[inline]
pub(super) fn is_plain(text: &[u8]) -> bool {
    match (text.first_chunk(), text.last_chunk()) {
        // The chunks may overlap, which is faster than checking the rest byte by byte.
        (Some(first), Some(last)) if text.len() <= 16 => escapes(first) | escapes(last) == 0,
        (Some(_), Some(last)) => text.as_chunks().0.iter().chain([last]).all(|chunk| escapes(chunk) == 0),
        _ => text.iter().all(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\')),
    }
}

/// Returns zero if none of the bytes needs escaping.
fn escapes(bytes: &[u8; 8]) -> u64 {
    let bytes = u64::from_ne_bytes(*bytes);
    // With this bit flipped, the quotation mark directly follows the control characters.
    let is_control_or_quote = (bytes ^ (0x02 * LOW)).wrapping_sub(0x21 * LOW);
    let is_backslash = (bytes ^ (u64::from(b'\\') * LOW)).wrapping_sub(LOW);
    (is_control_or_quote | is_backslash) & !bytes & HIGH
}

#[cfg(test)]
mod tests {
    use super::is_plain;

    /// Compares with serde_json for every character at every position in texts of various lengths.
    #[test]
    fn agrees_with_serde_json() {
        for around in ['x', '\u{7f}', '!', '[', 'é'] {
            for wanted in (0..=0x100).filter_map(char::from_u32) {
                for (before, behind) in (0..20).flat_map(|before| [0, 1, 9].map(|behind| (before, behind))) {
                    let beside = |count| std::iter::repeat_n(around, count);
                    let text: String = beside(before).chain([wanted]).chain(beside(behind)).collect();
                    let escaped = serde_json::Value::from(text.as_str()).to_string();
                    assert_eq!(is_plain(text.as_bytes()), escaped.len() == text.len() + 2, "{escaped}");
                }
            }
        }
        assert!(is_plain(b""));
    }
}
