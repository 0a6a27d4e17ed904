//! Knows which places a pattern is for: `*` stands for anything within a part of a place, `**` for any parts.

/// Whether the pattern is for the place. Takes as long as both are long, multiplied.
pub fn matches(pattern: &str, place: &str) -> bool {
    let (tokens, text): (Vec<Token>, Vec<char>) = (tokens(pattern), place.chars().collect());
    // Which beginnings of the place the tokens so far are for.
    let mut fits = vec![false; text.len() + 1];
    fits[0] = true;
    for token in tokens {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            next[at] = match token {
                Token::One(c) => at > 0 && fits[at - 1] && text[at - 1] == c,
                Token::Part => fits[at] || at > 0 && next[at - 1] && text[at - 1] != '/',
                Token::Parts => fits[at] || at > 0 && next[at - 1],
            };
        }
        fits = next;
    }
    fits[text.len()]
}

#[derive(Clone, Copy)]
enum Token {
    One(char),
    Part,
    Parts,
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for c in pattern.chars() {
        match (c, tokens.last_mut()) {
            ('*', Some(last @ (Token::Part | Token::Parts))) => *last = Token::Parts,
            ('*', _) => tokens.push(Token::Part),
            _ => tokens.push(Token::One(c)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_parts() {
        let place = "ims/2020-12-29/ImageModeration/request/FileUrl";
        for pattern in [place, "ims/*/ImageModeration/request/File*", "ims/**", "**/FileUrl", "**", "i**l"] {
            assert!(matches(pattern, place), "{pattern}");
        }
        for pattern in ["", "*", "ims/*", "ims/*/*/FileUrl", "ims/**/File", "IMS/**"] {
            assert!(!matches(pattern, place), "{pattern}");
        }
        assert!(matches("", "") && matches("**", "") && matches("*名", "图名"));
    }

    #[test]
    fn a_hostile_pattern_takes_no_longer() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(2_000).replace("aaaa", "aa/a")));
    }
}
