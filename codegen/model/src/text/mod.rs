//! Text from outside: which characters are hidden, and which lines, code and tables published text has. A leaf: it imports
//! no other module.

mod blocks;
mod entity;
mod html;
mod table;
mod tag;

pub use blocks::{Block, blocks};
pub use html::code_span;
pub use table::Row;

/// Whether a character controls how its surroundings are displayed instead of being visible itself: control characters,
/// bidirectional marks, invisible format characters, tags, and noncharacters, which programs may use internally.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
            '\u{ad}' | '\u{61c}' | '\u{180e}'
            // Zero width spaces and joiners, left-to-right and right-to-left marks.
            | '\u{200b}'..='\u{200f}'
            // Line and paragraph separators, bidirectional embeddings and overrides.
            | '\u{2028}'..='\u{202e}'
            // Word joiner, invisible operators, bidirectional isolates, deprecated format characters.
            | '\u{2060}'..='\u{206f}'
            // Noncharacters, byte order mark, interlinear annotations.
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Tags.
            | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::is_hidden;

    #[test]
    fn marks_that_change_the_direction_of_text_are_hidden() {
        for c in
            "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2060}\u{2064}\u{2066}\u{2069}\u{ad}\u{feff}\u{e0041}".chars()
        {
            assert!(is_hidden(c), "{c:?}");
        }
        assert!(!"prüfe 图片 \u{1f600} e\u{301}".chars().any(is_hidden));
    }
}
