//! Idempotency tokens: texts by which a service recognizes a repeated request.

use std::hash::{BuildHasher, RandomState};

use crate::shape::{Shape, Token, View};

/// A generator of tokens.
pub(crate) type Provider = Box<dyn Fn() -> String + Send + Sync>;

/// Returns a random token in the form of a UUID of version 4.
///
/// The key of the standard library's hasher is random and new for each hasher: enough for texts that are not secret,
/// without another crate. A forked process has the same keys, so its number is hashed with them.
pub(crate) fn random() -> String {
    let process = if cfg!(target_family = "wasm") { 0 } else { std::process::id() };
    let [high, low] = [0_u8, 1].map(|half| RandomState::new().hash_one((process, half)));
    let (high, low) = (high & !0xf000 | 0x4000, low & !(0b11 << 62) | 0b10 << 62);
    let (first, second, third) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    format!("{first:08x}-{second:04x}-{third:04x}-{:04x}-{:012x}", low >> 48, low & 0xffff_ffff_ffff)
}

/// Fills in a member unless it is set. Returns whether the request has a token.
pub(crate) fn fill(shape: &mut dyn Shape, member: &str, provider: &Provider) -> bool {
    let Some(field) = shape.member(member) else { return false };
    match field.view() {
        View::Absent => field.put(Token::Text(&provider())).is_ok(),
        View::Text(text) => !text.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::random;

    #[test]
    fn tokens_are_different_uuids_of_version_4() {
        let tokens: Vec<_> = (0..1000).map(|_| random()).collect();
        for token in &tokens {
            let lengths: Vec<_> = token.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{token}");
            assert!(token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f' | b'-')), "{token}");
            assert!(token.as_bytes()[14] == b'4' && b"89ab".contains(&token.as_bytes()[19]), "{token}");
        }
        assert_eq!(tokens.iter().collect::<HashSet<_>>().len(), tokens.len());
    }
}
