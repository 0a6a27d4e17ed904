//! Foreign text on one line.

/// Escapes the characters that end a line, control a terminal, or reorder or hide text.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

/// Returns whether a character is not seen, or changes how the text around it is seen, by the properties of Unicode:
/// controls, format characters, directional marks, separators, invisible and private characters. The joiners of scripts
/// and emoji, and the selectors of emoji, are not hidden.
fn is_hidden(c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' => false,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' => true,
        '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' => true,
        '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => true,
        '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' => true,
        c => c.is_control() || u32::from(c) & 0xfffe == 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_line_has_no_breaks_and_no_controls() {
        let text = "a\nb\r\u{85}\u{2028}\u{2029}\u{1b}[2J\u{202e}\u{2066}\u{200f}\u{61c}\u{ad}\u{2060}\u{34f}\u{3164}\u{180e}\u{e000}\u{fdd0}\u{10ffff}\u{e0041}é你👨\u{200d}👩 \u{26a0}\u{fe0f}";
        let line = on_one_line(text);
        assert!(line.starts_with("a\\nb\\r\\u{85}\\u{2028}"), "{line}");
        assert!(line.ends_with("\\u{10ffff}\\u{e0041}é你👨\u{200d}👩 \u{26a0}\u{fe0f}"), "{line}");
        assert!(!line.contains(super::is_hidden), "{line}");
    }
}
