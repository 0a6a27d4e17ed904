//! Replaces characters that must not reach a terminal.
//!
//! Schemas are not trusted. Unescaped text from a schema could recolour, overwrite or reorder the output with escape
//! sequences, carriage returns, directional marks or zero-width characters.

use std::borrow::Cow;

use crate::text::is_hidden;

/// Replaces every control or hidden character by a visible one, except the characters in `kept`.
pub fn printable<'t>(text: &'t str, kept: &[char]) -> Cow<'t, str> {
    let visible = |c: char| if kept.contains(&c) { c } else { visible(c) };
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// Returns a visible character for `c`: the control picture of an ASCII control character, or U+FFFD for other hidden
/// characters.
fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(c) => '\u{fffd}',
        _ => c,
    }
}

/// Truncates a text to `max_chars` characters, with `…` at the end if something was removed.
pub(super) fn truncated(mut text: String, max_chars: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(max_chars) {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_unchanged() {
        let text = "prüfe 图片 \u{1f600} e\u{301}";
        assert!(matches!(printable(text, &[]), Cow::Borrowed(_)));
    }

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(printable("a\u{1b}[31m\r\n\t\u{7f}", &['\n']), "a␛[31m␍\n␉␡");
        assert_eq!(printable("\u{9b}31m\u{202e}x\u{200b}", &[]), "\u{fffd}31m\u{fffd}x\u{fffd}");
    }

    #[test]
    fn no_hidden_character_remains() {
        for c in '\0'..=char::MAX {
            assert!(!printable(&c.to_string(), &[]).chars().any(is_hidden), "{c:?}");
        }
    }

    #[test]
    fn truncation_counts_characters() {
        assert_eq!(truncated("名前です".into(), 2), "名前…");
        assert_eq!(truncated("名前".into(), 2), "名前");
    }
}
