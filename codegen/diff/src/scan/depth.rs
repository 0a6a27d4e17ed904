//! Bounds how deep the tokens of a file nest, so that functions over them can recurse.

use proc_macro2::{TokenStream, TokenTree};

/// How deep groups can nest. Formatted code of people and macros has less than 20.
const MAX_DEPTH: usize = 200;

/// Splits a text into tokens.
///
/// # Errors
///
/// Returns the reason if the text is not valid Rust, or nests too deep; that has a line.
pub(super) fn tokens(text: &str) -> Result<TokenStream, String> {
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    if nests_too_deep(tokens.clone()) {
        let line = line_of(text).map_or(String::new(), |line| format!("line {line}: "));
        return Err(format!("{line}brackets nest deeper than {MAX_DEPTH} levels"));
    }
    Ok(tokens)
}

/// Checks the depth, without recursion.
fn nests_too_deep(tokens: TokenStream) -> bool {
    let mut open = vec![tokens.into_iter()];
    while let Some(innermost) = open.last_mut() {
        match innermost.next() {
            None => _ = open.pop(),
            Some(TokenTree::Group(_)) if open.len() > MAX_DEPTH => return true,
            Some(TokenTree::Group(group)) => open.push(group.stream().into_iter()),
            Some(_) => {}
        }
    }
    false
}

/// Returns the line of the first bracket that is too deep. Tokens do not know their lines, so the brackets of the text are
/// counted. Those in strings and comments of several lines, and in character literals, count as well.
fn line_of(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    text.lines().zip(1..).find_map(|(line, number)| {
        let code = without_texts(line);
        let deepest = code.chars().fold((depth, depth), |(now, deepest), c| match c {
            '(' | '[' | '{' => (now + 1, deepest.max(now + 1)),
            ')' | ']' | '}' => (now.saturating_sub(1), deepest),
            _ => (now, deepest),
        });
        depth = deepest.0;
        (deepest.1 > MAX_DEPTH).then_some(number)
    })
}

/// Removes the strings and the comment of a line.
fn without_texts(line: &str) -> String {
    let code = line.split("//").next().unwrap_or_default();
    code.split('"').step_by(2).collect()
}
