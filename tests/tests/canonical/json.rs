//! Formats random JSON with random white space.

use proptest::prelude::*;

use super::{format_stable, run};

const WORDS: [&str; 7] = ["null", "true", "-0", "1.50E+3", "\"\"", "\"a b\"", "\"\\\" { [ , \\u00e9 \\/ 名\""];

/// Generates values as lists of tokens.
fn tokens() -> impl Strategy<Value = Vec<String>> {
    let leaf = proptest::sample::select(&WORDS[..]).prop_map(|word| vec![word.to_owned()]);
    leaf.prop_recursive(5, 40, 4, |inner| {
        let entry = (proptest::sample::select(&WORDS[4..]), inner.clone());
        let entry = entry.prop_map(|(key, value)| [vec![key.to_owned(), ":".to_owned()], value].concat());
        let list = proptest::collection::vec(inner, 0..4).prop_map(|items| bracketed("[", items, "]"));
        prop_oneof![list, proptest::collection::vec(entry, 0..4).prop_map(|entries| bracketed("{", entries, "}"))]
    })
}

fn bracketed(open: &str, items: Vec<Vec<String>>, close: &str) -> Vec<String> {
    let items: Vec<String> = items.join(&",".to_owned());
    [vec![open.to_owned()], items, vec![close.to_owned()]].concat()
}

/// Removes the white space between tokens.
fn without_spacing(text: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let is_kept = |c: &char| {
        let was_in_text = in_text;
        in_text ^= *c == '"' && !escaped;
        escaped = *c == '\\' && !escaped;
        was_in_text || !c.is_ascii_whitespace()
    };
    text.chars().filter(is_kept).collect()
}

#[test]
fn keeps_every_token_and_ignores_spacing() {
    let blanks = proptest::collection::vec(proptest::sample::select(&["", " ", "\n", "\r\n\t"][..]), 1..9);
    run(500, &(tokens(), blanks), |(tokens, blanks)| {
        let spaced: String =
            tokens.iter().zip(blanks.iter().cycle()).flat_map(|(token, blank)| [token, *blank]).collect();
        for path in ["a.overlay.json", "authorization.json"] {
            let formatted = format_stable(path, &spaced);
            prop_assert_eq!(without_spacing(&formatted), tokens.concat());
            prop_assert_eq!(formatted, format_stable(path, &tokens.concat()));
        }
        Ok(())
    });
}
