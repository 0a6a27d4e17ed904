//! Foreign text on one line.

/// Escapes the characters that end a line, control a terminal, or reorder or hide text.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

/// Returns whether a character is a control character, a line separator, a bidirectional control, or invisible. The
/// joiners of scripts and emoji are not.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn a_line_has_no_breaks_and_no_controls() {
        let text = "a\nb\r\u{85}\u{2028}\u{2029}\u{1b}[2J\u{202e}\u{2066}\u{200f}\u{61c}\u{ad}\u{2060}\u{e0041}é你👨\u{200d}👩";
        let line = on_one_line(text);
        assert!(line.starts_with("a\\nb\\r\\u{85}\\u{2028}"), "{line}");
        assert!(line.ends_with("\\u{e0041}é你👨\u{200d}👩"), "{line}");
        assert!(!line.contains(super::is_hidden), "{line}");
    }
}
