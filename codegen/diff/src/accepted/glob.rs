//! Matches places against patterns: `*` matches any text within a segment, `**` any segments.

/// Whether the pattern matches the place. The time is proportional to the product of both lengths.
pub fn matches(pattern: &str, place: &str) -> bool {
    let (tokens, text): (Vec<Token>, Vec<char>) = (tokens(pattern), place.chars().collect());
    // `prefixes[n]`: whether the tokens so far match the first n characters.
    let mut prefixes = vec![false; text.len() + 1];
    prefixes[0] = true;
    for token in tokens {
        let mut next = vec![false; text.len() + 1];
        for end in 0..=text.len() {
            next[end] = match token {
                Token::Char(c) => end > 0 && prefixes[end - 1] && text[end - 1] == c,
                Token::InSegment => prefixes[end] || end > 0 && next[end - 1] && text[end - 1] != '/',
                Token::Anything => prefixes[end] || end > 0 && next[end - 1],
            };
        }
        prefixes = next;
    }
    prefixes[text.len()]
}

/// Whether a pattern names no operation and no type: at most a service and a version.
pub fn is_catch_all(pattern: &str) -> bool {
    let is_version = |part: &str| part.starts_with(|c: char| c.is_ascii_digit());
    let has_star = pattern.contains('*');
    let names = pattern.split('/').filter(|part| part.chars().any(|c| !matches!(c, '*')) && !is_version(part));
    has_star && names.count() < 2
}

#[derive(Clone, Copy)]
enum Token {
    /// This character.
    Char(char),
    /// `*`.
    InSegment,
    /// `**`.
    Anything,
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for c in pattern.chars() {
        match (c, tokens.last_mut()) {
            ('*', Some(last @ (Token::InSegment | Token::Anything))) => *last = Token::Anything,
            ('*', _) => tokens.push(Token::InSegment),
            _ => tokens.push(Token::Char(c)),
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_match_within_and_across_segments() {
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
    fn a_catch_all_names_nothing_that_can_break() {
        for pattern in ["*", "**", "*/**", "ims/**", "ims/*/**", "ims/2020-12-29/**", "**/FileUrl"] {
            assert!(super::is_catch_all(pattern), "{pattern}");
        }
        for pattern in ["ims", "ims/2020-12-29", "ims/*/Look/**", "ims/**/FileUrl", "ims/*/Look*"] {
            assert!(!super::is_catch_all(pattern), "{pattern}");
        }
    }

    #[test]
    fn a_hostile_pattern_is_not_slower() {
        assert!(!matches(&"*a".repeat(200), &"a".repeat(2_000).replace("aaaa", "aa/a")));
    }
}
