//! Finds the lines of a Rust file that contain a name.

/// Returns the lines, from 1, whose code contains a name as a whole word. Comments at the end of lines are not code.
pub fn lines<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    let is_found = move |line: &str| {
        let code = line.split("//").next().unwrap_or_default();
        code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name.trim_start_matches("r#"))
    };
    text.lines().zip(1..).filter(move |(line, _)| is_found(line)).map(|(_, number)| number)
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn names_are_whole_words() {
        let text = "ims::Look::new()\n    .file_url(1) // Look\nOnlook, Looks, my_Look\nr#type\n";
        let found = |name| lines(text, name).collect::<Vec<_>>();
        assert_eq!(
            [found("Look"), found("file_url"), found("r#type"), found("none")],
            [vec![1], vec![2], vec![4], vec![]]
        );
    }
}
