//! The width of examples: a page shows a hundred columns without scrolling. Text literals are continued on further lines.

const MAX_WIDTH: usize = 100;

/// How many characters before the end of a line a literal is rather cut behind punctuation.
const RAGGED: usize = 40;

/// Whether a line is no wider than a page.
pub fn fits(line: &str) -> bool {
    line.chars().count() <= MAX_WIDTH
}

/// The lines of a line of code. Only a literal can be continued.
pub fn fit(line: String) -> Vec<String> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len() + if trimmed.starts_with('"') { 1 } else { 4 };
    let (mut lines, mut rest, mut is_inside) = (Vec::new(), line, false);
    while !fits(&rest) {
        let Some(at) = cut(&rest, is_inside) else { break };
        let tail = format!("{:indent$}{}", "", &rest[at..]);
        rest.truncate(at);
        lines.push(rest + "\\");
        (rest, is_inside) = (tail, true);
    }
    lines.push(rest);
    lines
}

/// Where to cut a line so that it fits: in a literal, outside of escapes, and not before a space, which would be lost.
fn cut(line: &str, mut is_inside: bool) -> Option<usize> {
    let mut places = Vec::new();
    let start = line.len() - line.trim_start().len();
    let mut characters = line.char_indices().skip(start).take(MAX_WIDTH.saturating_sub(start)).peekable();
    while let Some((at, c)) = characters.next() {
        // A cut leaves room for the backslash, and something on each line.
        let next = characters.peek().map(|(_, next)| *next);
        if is_inside && at > start && next.is_some() && c != '"' && !c.is_whitespace() {
            places.push(at);
        }
        match c {
            '"' => is_inside = !is_inside,
            '\\' if is_inside && characters.next().is_some_and(|(_, c)| c == 'u') => {
                while characters.next_if(|(_, c)| *c != '}').is_some() {}
                characters.next();
            }
            _ => {}
        }
    }
    let is_behind_punctuation = |at: &&usize| line[..**at].ends_with(['/', '&', '|', ',', ' ', '?']);
    let preferred = places.iter().rev().take(RAGGED).find(is_behind_punctuation);
    preferred.or(places.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::{fit, fits};

    #[test]
    fn a_literal_is_the_same_after_it_is_continued() {
        for text in ["x y".repeat(90), "\n\u{7f}\"\\".repeat(60), "腾讯云".repeat(60), "a".repeat(120), " a".repeat(99)]
        {
            for (before, after) in [("", ","), ("    .set(\"a\", ", ")"), ("", "")] {
                let lines = fit(format!("{before}{text:?}{after}"));
                assert!(lines.len() > 1 && lines.iter().all(|line| fits(line)), "{lines:#?}");
                let source = lines.join("\n");
                let literal = &source[before.len()..source.len() - after.len()];
                assert_eq!(syn::parse_str::<syn::LitStr>(literal).expect("a literal").value(), text);
            }
        }
    }

    #[test]
    fn a_line_that_fits_or_has_no_literal_stays() {
        for line in [format!("f(\"{}\")", "a".repeat(95)), "a".repeat(200), " ".repeat(200)] {
            assert_eq!(fit(line.clone()), [line]);
        }
    }

    #[test]
    fn a_literal_is_cut_behind_punctuation() {
        let (path, file) = (format!("https://example.com/{}/", "a".repeat(60)), "b".repeat(30));
        let lines = fit(format!("    .set(\"{path}{file}\")"));
        assert_eq!(lines, [format!("    .set(\"{path}\\"), format!("        {file}\")")]);
    }
}
