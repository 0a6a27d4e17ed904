//! Which characters are hidden: they are not seen, or change how other text is seen. Knows nothing of where a text stands.
//!
//! The table is that of Unicode: `Bidi_Control`, `Default_Ignorable_Code_Point`, format and control characters, line and
//! paragraph separators, private use and noncharacters. A test compares it with the properties. Not hidden are the marks
//! that Arabic and Kaithi write around numbers (`Prepended_Concatenation_Mark`), which have a form of their own.

use std::borrow::Cow;

/// Returns whether a character is hidden, wherever it stands. Tab, line feed and carriage return are hidden as well.
pub fn is_hidden(c: char) -> bool {
    match c {
        // Most characters of most texts.
        ' '..='~' | '\u{3041}'..='\u{3163}' | '\u{4e00}'..='\u{9fff}' => false,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => true,
        // Soft hyphen, grapheme joiner, Arabic letter mark, fillers of Hangul, inherent vowels of Khmer.
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        // Selectors and the vowel separator of Mongolian.
        '\u{180b}'..='\u{180f}' => true,
        // Zero width characters, directional marks, separators, embeddings, overrides, isolates, invisible operators.
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        // Filler of Hangul, private use, noncharacters, variation selectors, byte order mark, annotations.
        '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' => true,
        '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' => true,
        // Controls of hieroglyphs, shorthand and musical notation.
        '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        // Tags and more variation selectors, private use.
        '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' => true,
        // The last two characters of every plane.
        c => u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// Returns the hidden characters of a text with their offsets, except those that the text needs: tab and line break; a
/// joiner in an emoji or between letters of a script that joins them; the selector of a symbol's presentation.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut last = None;
    text.char_indices().filter(move |(offset, c)| {
        let after = text.get(offset + c.len_utf8()..).unwrap_or_default();
        let found = is_hidden(*c) && !is_needed(*c, last, after);
        last = (!found).then_some(*c);
        found
    })
}

/// Removes the hidden characters that [`hidden`] returns. A separator of lines becomes a line break.
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut end = 0;
    for (offset, c) in hidden(text) {
        out.push_str(&text[end..offset]);
        if matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            out.push('\n');
        }
        end = offset + c.len_utf8();
    }
    if end == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[end..]) }
}

fn is_needed(c: char, before: Option<char>, after: &str) -> bool {
    let next = after.chars().next();
    match c {
        '\t' | '\n' | '\r' => true,
        '\u{200c}' | '\u{200d}' => before.is_some_and(joins) && next.is_some_and(joins),
        '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(is_symbol) || is_keycap(before, next),
        _ => false,
    }
}

/// Returns whether a joiner beside this character has an effect: it is an emoji, or a letter or a sign of the scripts of
/// the Middle East and of South and Southeast Asia.
fn joins(c: char) -> bool {
    let is_letter = matches!(c, '\u{620}'..='\u{109f}' | '\u{1780}'..='\u{1cff}' | '\u{a800}'..='\u{abff}')
        || matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}');
    c == '\u{fe0f}' || !is_hidden(c) && (is_letter || is_symbol(c))
}

/// Returns whether a character is a symbol that may be an emoji.
fn is_symbol(c: char) -> bool {
    let is_symbol = matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    !is_hidden(c) && (is_symbol || matches!(c, '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}'))
}

/// Returns whether a selector stands inside a keycap: a digit or a sign, the selector, and the enclosing key.
fn is_keycap(before: Option<char>, next: Option<char>) -> bool {
    matches!(before, Some('0'..='9' | '#' | '*')) && next == Some('\u{20e3}')
}

#[cfg(test)]
mod tests {
    use icu_properties::props::{
        BidiControl, BinaryProperty, DefaultIgnorableCodePoint, GeneralCategory, NoncharacterCodePoint,
        PrependedConcatenationMark,
    };
    use icu_properties::{CodePointMapData, CodePointSetData};

    use super::*;

    /// Returns whether the properties of Unicode make a character hidden.
    fn by_properties(c: char) -> bool {
        fn has<P: BinaryProperty>(c: char) -> bool {
            CodePointSetData::new::<P>().contains(c)
        }
        let category = CodePointMapData::<GeneralCategory>::new().get(c);
        let hides = matches!(
            category,
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::LineSeparator
                | GeneralCategory::ParagraphSeparator
                | GeneralCategory::PrivateUse
        );
        (hides || has::<BidiControl>(c) || has::<DefaultIgnorableCodePoint>(c) || has::<NoncharacterCodePoint>(c))
            && !has::<PrependedConcatenationMark>(c)
    }

    #[test]
    fn the_table_is_that_of_unicode() {
        let wrong: Vec<_> = ('\0'..=char::MAX).filter(|c| is_hidden(*c) != by_properties(*c)).collect();
        assert!(wrong.is_empty(), "{wrong:x?}");
    }

    #[test]
    fn honest_text_has_no_hidden_characters() {
        for text in [
            "prüfe 图片，「a」\u{a0}\u{3000}e\u{301}\r\n\tfin",
            "\u{1f468}\u{200d}\u{1f4bb} \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{26a0}\u{fe0f} 1\u{fe0f}\u{20e3} \u{a9}\u{fe0e}",
            "\u{1f3f3}\u{fe0f}\u{200d}\u{1f308} \u{1f44b}\u{1f3fd}",
            // Persian, Hindi and Sinhala.
            "\u{645}\u{6cc}\u{200c}\u{62e}\u{648}\u{627}\u{647}\u{645} \u{915}\u{94d}\u{200d}\u{937} \u{dc1}\u{dca}\u{200d}\u{dbb}\u{dd3}",
        ] {
            assert_eq!(hidden(text).collect::<Vec<_>>(), [], "{text}");
            assert!(matches!(without_hidden(text), Cow::Borrowed(_)));
        }
    }

    #[test]
    fn everything_else_is_found_and_removed() {
        for (text, visible) in [
            ("a\u{202e}b\u{2066}c\u{61c}", "abc"),
            ("pass\u{200c}word \u{200d}图\u{200d}片", "password 图片"),
            ("a\u{ad}b\u{2060}c\u{feff}d\u{e0041}e\u{e000}f\u{fdd0}", "abcdef"),
            ("one\u{2028}two\u{85}three\u{b}four", "one\ntwo\nthree\nfour"),
            ("nul\0 bell\u{7} escape\u{1b}[2J", "nul bell escape[2J"),
            // Selectors that select nothing, and a second one.
            ("a\u{fe0f}1\u{fe0f}图\u{fe00}\u{26a0}\u{fe0f}\u{fe0f}\u{e0100}", "a1图\u{26a0}\u{fe0f}"),
            ("\u{fe0f}\u{200d}\u{1f4bb}\u{200d}", "\u{1f4bb}"),
        ] {
            assert_eq!(without_hidden(text), visible, "{text:?}");
        }
    }
}
