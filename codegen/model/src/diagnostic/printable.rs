//! Knows which characters must not reach a terminal as they are.
//!
//! A schema comes from outside. Quoted raw, it could recolour, overwrite or reorder what a
//! reviewer sees: by escape sequences, by carriage returns, by marks that turn the direction of
//! writing or take no space.

use std::borrow::Cow;

use crate::text::is_hidden;

/// The text with every character that a terminal would act on replaced by a visible one, except
/// the characters in `kept`.
pub fn printable<'t>(text: &'t str, kept: &[char]) -> Cow<'t, str> {
    let visible = |c: char| if kept.contains(&c) { c } else { visible(c) };
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// The character that stands for `c`: Unicode has a picture for each of the old control
/// characters, and one replacement for everything else.
fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ if is_hidden(c) => '\u{fffd}',
        _ => c,
    }
}

/// The first `longest` characters, with `…` where something was cut.
pub(super) fn clipped(mut text: String, longest: usize) -> String {
    if let Some((cut, _)) = text.char_indices().nth(longest) {
        text.truncate(cut);
        text.push('…');
        text.shrink_to_fit();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_left_alone() {
        let text = "prüfe 图片 \u{1f600} e\u{301}";
        assert!(matches!(printable(text, &[]), Cow::Borrowed(_)));
    }

    #[test]
    fn what_acts_on_a_terminal_is_shown_instead() {
        assert_eq!(printable("a\u{1b}[31m\r\n\t\u{7f}", &['\n']), "a␛[31m␍\n␉␡");
        assert_eq!(printable("\u{9b}31m\u{202e}x\u{200b}", &[]), "\u{fffd}31m\u{fffd}x\u{fffd}");
    }

    #[test]
    fn nothing_hidden_is_left_of_any_character() {
        for c in '\0'..=char::MAX {
            assert!(!printable(&c.to_string(), &[]).chars().any(is_hidden), "{c:?}");
        }
    }

    #[test]
    fn clipping_counts_characters() {
        assert_eq!(clipped("名前です".into(), 2), "名前…");
        assert_eq!(clipped("名前".into(), 2), "名前");
    }
}
