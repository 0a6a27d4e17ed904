//! Parsing profile files: sections `[name]` with entries `key = value`.
//!
//! Follows Python's configparser, which the official SDK for Python uses, as far as profiles need: `=` or `:`, comments
//! on separate lines, case-insensitive keys, and the same errors. Messages never quote a line, because it may contain a
//! key.

/// A section of the file.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Section<'a> {
    pub(super) name: &'a str,
    pub(super) line: usize,
    entries: Vec<Entry<'a>>,
}

/// `key = value`
#[derive(PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) key: String,
    pub(super) value: &'a str,
    pub(super) line: usize,
}

/// A syntax error and its line, counted from 1.
#[derive(Debug, PartialEq)]
pub(super) struct SyntaxError {
    pub(super) line: usize,
    pub(super) message: String,
}

impl<'a> Section<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Parses the whole file, so that every syntax error is found.
pub(super) fn parse(text: &str) -> Result<Vec<Section<'_>>, SyntaxError> {
    let mut sections = Vec::new();
    // Editors on Windows write a byte order mark.
    for (index, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (line, text) = (index + 1, text.trim());
        let read = match text.chars().next() {
            None | Some('#' | ';') => Ok(()),
            Some('[') => open(&mut sections, text, line),
            Some(_) => enter(&mut sections, text, line),
        };
        read.map_err(|message| SyntaxError { line, message })?;
    }
    Ok(sections)
}

fn open<'a>(sections: &mut Vec<Section<'a>>, text: &'a str, line: usize) -> Result<(), String> {
    let name = heading(text).ok_or("expected a section `[name]`")?;
    if let Some(first) = sections.iter().find(|section| section.name == name) {
        return Err(format!("duplicate section, first defined in line {}", first.line));
    }
    sections.push(Section { name, line, entries: Vec::new() });
    Ok(())
}

fn heading(text: &str) -> Option<&str> {
    let name = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    (!name.is_empty() && !name.contains(['[', ']'])).then_some(name)
}

fn enter<'a>(sections: &mut [Section<'a>], text: &'a str, line: usize) -> Result<(), String> {
    let (key, value) = text.split_once(['=', ':']).ok_or("expected `[name]` or `key = value`")?;
    let section = sections.last_mut().ok_or("expected a section `[name]` before the first key")?;
    let (key, value) = (key.trim().to_lowercase(), value.trim());
    if let Some(first) = section.get(&key) {
        return Err(format!("duplicate key, first defined in line {}", first.line));
    }
    section.entries.push(Entry { key, value, line });
    Ok(())
}

/// Prints the line of the entry, not its value.
impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// Files with their contents or syntax error.
    const FILES: &[(&str, &str)] = &[
        ("", ""),
        ("\n\n  \n", ""),
        ("# a\n; b\n", ""),
        ("[default]", "[default]"),
        ("[default]\nsecret_id=a\nsecret_key=b\n", "[default] secret_id=a secret_key=b"),
        ("[default]\r\nsecret_id = a\r\nsecret_key\t=\tb\r\n", "[default] secret_id=a secret_key=b"),
        ("\u{feff}[default]\nsecret_id=a", "[default] secret_id=a"),
        ("[default]\nsecret_id: a", "[default] secret_id=a"),
        ("[default]\nSECRET_ID=a", "[default] secret_id=a"),
        ("  [ default ]  \n  secret_id = a  ", "[default] secret_id=a"),
        ("[default]\nsecret_key=a=b=", "[default] secret_key=a=b="),
        ("[default]\nsecret_key=a#b;c", "[default] secret_key=a#b;c"),
        ("[default]\nsecret_id=", "[default] secret_id="),
        ("[a]\nk=1\n[b]\nk=2\n[c]", "[a] k=1 [b] k=2 [c]"),
        ("[default]\n=x", "[default] =x"),
        ("[名前]\nk=値", "[名前] k=値"),
        ("secret_id=a", "1: expected a section `[name]` before"),
        ("\n# x\nsecret_id=a", "3: expected a section `[name]` before"),
        ("[default]\nhush", "2: expected `[name]` or"),
        ("{\"secretId\": \"hush\"}", "1: expected a section `[name]` before"),
        ("[default\nsecret_id=a", "1: expected a section `[name]`"),
        ("[default] hush", "1: expected a section `[name]`"),
        ("[]", "1: expected a section `[name]`"),
        ("[[a]]", "1: expected a section `[name]`"),
        ("[a]\nk=hush\n\nK=hush", "4: duplicate key, first defined in line 2"),
        ("[a]\n[b]\n[a]", "3: duplicate section, first defined in line 1"),
        ("<html><body>hush</body></html>", "1: expected `[name]` or"),
        ("\0\u{1}", "1: expected `[name]` or"),
    ];

    #[test]
    fn parses_files_and_finds_syntax_errors() {
        for (text, expected) in FILES {
            let found = match parse(text) {
                Ok(sections) => {
                    let words = sections.iter().flat_map(|section| {
                        let entries = section.entries.iter().map(|entry| format!("{}={}", entry.key, entry.value));
                        std::iter::once(format!("[{}]", section.name)).chain(entries)
                    });
                    words.collect::<Vec<_>>().join(" ")
                }
                Err(problem) => format!("{}: {}", problem.line, problem.message),
            };
            let matches = if expected.contains(": ") { found.starts_with(expected) } else { found == *expected };
            assert!(matches, "{text:?}: {found}");
            assert!(expected.contains('=') || !found.contains("hush"), "{text:?}: {found}");
        }
    }
}
