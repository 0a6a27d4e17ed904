//! Cuts names at their capitals, without a lexicon.

/// Returns the pieces of a name: runs of capitals, capitalized words, lower-case words and numbers.
pub(super) fn pieces(name: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.bytes().next() {
        let length = match first {
            b'0'..=b'9' => count(rest, |b| b.is_ascii_digit()),
            b'a'..=b'z' => count(rest, |b| b.is_ascii_lowercase()),
            b'A'..=b'Z' => capitals(rest),
            _ => 0,
        };
        if length > 0 {
            pieces.push(&rest[..length]);
        }
        let skipped = if length > 0 { length } else { rest.chars().next().map_or(1, char::len_utf8) };
        rest = &rest[skipped..];
    }
    pieces
}

/// Returns the length of a capitalized word, or of a run of capitals before it.
fn capitals(rest: &str) -> usize {
    let run = count(rest, |b| b.is_ascii_uppercase());
    let lower = count(&rest[run..], |b| b.is_ascii_lowercase());
    match (run, lower) {
        (1, _) => 1 + lower,
        (_, 0) => run,
        _ => run - 1,
    }
}

fn count(text: &str, condition: impl Fn(&u8) -> bool) -> usize {
    text.as_bytes().iter().take_while(|b| condition(b)).count()
}

/// Returns whether `text` consists of capitals.
pub(super) fn is_upper(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_uppercase())
}
