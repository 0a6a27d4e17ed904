//! Untrusted text on one line.

use codegen_model::text::is_hidden;

/// Escapes the characters that end a line, control a terminal, or reorder or hide text.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) { line.extend(c.escape_default()) } else { line.push(c) }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::on_one_line;

    #[test]
    fn hidden_characters_are_escaped() {
        assert_eq!(
            on_one_line("a\nb\u{1b}[2J\u{202e}\u{61c}\u{ad}\u{2060}\u{e0041}\u{85}图片"),
            "a\\nb\\u{1b}[2J\\u{202e}\\u{61c}\\u{ad}\\u{2060}\\u{e0041}\\u{85}图片"
        );
    }
}
