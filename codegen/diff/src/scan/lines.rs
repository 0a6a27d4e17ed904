//! Finds the lines of a Rust file that contain a name.

/// Returns the lines, from 1, whose code contains a name as a whole word. Comments at the end of lines are not code.
pub fn lines(text: &str, name: &str) -> Vec<usize> {
    found(text, name, |_, _| true)
}

/// Returns the lines, from 1, that use a member of this name: after a dot, or in the braces of a pattern. A variable or a
/// function of the name is something else.
pub fn member_lines(text: &str, name: &str) -> Vec<usize> {
    found(text, name, |before, after| {
        let is_in_pattern = matches!(before, Some('{' | ',')) && matches!(after, Some('}' | ',' | ':'));
        before == Some('.') || is_in_pattern
    })
}

/// Returns the lines in which a name stands between characters that fit, apart from white space.
fn found(text: &str, name: &str, fits: impl Fn(Option<char>, Option<char>) -> bool) -> Vec<usize> {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let name = name.trim_start_matches("r#");
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut lines, mut line, mut counted) = (Vec::new(), 1, 0);
    for (start, _) in code.match_indices(name).filter(|_| !name.is_empty()) {
        let (before, after) = (&code[..start], &code[start + name.len()..]);
        line += code[counted..start].matches('\n').count();
        counted = start;
        let whole = !before.ends_with(is_word) && !after.starts_with(is_word);
        let before = before.trim_end_matches("r#").trim_end().chars().next_back();
        if whole && lines.last() != Some(&line) && fits(before, after.trim_start().chars().next()) {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{lines, member_lines};

    #[test]
    fn names_are_whole_words() {
        let text = "ims::Look::new()\n    .file_url(1) // Look\nOnlook, Looks, my_Look, Look\nr#type r#type\n";
        assert_eq!(
            ["Look", "file_url", "r#type", "none", ""].map(|name| lines(text, name)),
            [vec![1, 3], vec![2], vec![4], vec![], vec![]]
        );
    }

    #[test]
    fn members_stand_after_a_dot_or_in_a_pattern() {
        let text = "let width = area\n    .\n    width;\nlet Area { width, .. } = area;\nlet Area { height: h, width: w } = area;\n\
                    width(width);\narea.r#type\nfn width() {}\n";
        assert_eq!(["width", "type"].map(|name| member_lines(text, name)), [vec![3, 4, 5], vec![7]]);
    }
}
