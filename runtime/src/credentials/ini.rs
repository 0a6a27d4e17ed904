//! The format of profile files: `[name]`, and below it `key = value`.
//!
//! It is read as Python's configparser reads it, which the official SDK for Python uses, as far as profiles go: `=` or
//! `:`, comments on lines of their own, keys in any case. What that would refuse is refused here too. No message shows
//! what stands in a line, since it may be a key.

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

/// What is wrong with the file, and in which line, counted from 1.
#[derive(Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) line: usize,
    pub(super) message: String,
}

impl<'a> Section<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads the whole file, so that a mistake anywhere in it is found.
pub(super) fn parse(text: &str) -> Result<Vec<Section<'_>>, Problem> {
    let mut sections = Vec::new();
    // Editors on Windows put a mark before the first line.
    for (index, text) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let (line, text) = (index + 1, text.trim());
        let read = match text.chars().next() {
            None | Some('#' | ';') => Ok(()),
            Some('[') => open(&mut sections, text, line),
            Some(_) => enter(&mut sections, text, line),
        };
        read.map_err(|message| Problem { line, message })?;
    }
    Ok(sections)
}

fn open<'a>(sections: &mut Vec<Section<'a>>, text: &'a str, line: usize) -> Result<(), String> {
    let name = heading(text).ok_or("a section is `[name]`, with nothing behind it")?;
    if let Some(first) = sections.iter().find(|section| section.name == name) {
        return Err(format!("the same section as in line {}", first.line));
    }
    sections.push(Section { name, line, entries: Vec::new() });
    Ok(())
}

fn heading(text: &str) -> Option<&str> {
    let name = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    (!name.is_empty() && !name.contains(['[', ']'])).then_some(name)
}

fn enter<'a>(sections: &mut [Section<'a>], text: &'a str, line: usize) -> Result<(), String> {
    let (key, value) = text.split_once(['=', ':']).ok_or("neither `[name]` nor `key = value`")?;
    let section = sections.last_mut().ok_or("a key must stand below a section's `[name]`")?;
    let (key, value) = (key.trim().to_lowercase(), value.trim());
    if let Some(first) = section.get(&key) {
        return Err(format!("the same key as in line {}", first.line));
    }
    section.entries.push(Entry { key, value, line });
    Ok(())
}

/// Says which key there is, not its value.
impl std::fmt::Debug for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}", self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// A file, and either what is in it or what is wrong with it.
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
        ("secret_id=a", "1: a key must stand below"),
        ("\n# x\nsecret_id=a", "3: a key must stand below"),
        ("[default]\nhush", "2: neither"),
        ("{\"secretId\": \"hush\"}", "1: a key must stand below"),
        ("[default\nsecret_id=a", "1: a section is"),
        ("[default] hush", "1: a section is"),
        ("[]", "1: a section is"),
        ("[[a]]", "1: a section is"),
        ("[a]\nk=hush\n\nK=hush", "4: the same key as in line 2"),
        ("[a]\n[b]\n[a]", "3: the same section as in line 1"),
        ("<html><body>hush</body></html>", "1: neither"),
        ("\0\u{1}", "1: neither"),
    ];

    #[test]
    fn every_file_is_read_or_its_mistake_found() {
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
