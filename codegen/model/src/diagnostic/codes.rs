//! The kinds of findings: code, name, title and the page that explains it.
//!
//! A code is never reused or renumbered: people search for codes and store them in their tools.

use std::fmt;

/// A kind of finding, such as [`Code::UNKNOWN_KEY`], printed as `TC0202`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

struct Entry {
    code: Code,
    title: &'static str,
    page: &'static str,
}

/// Declares the codes, one line each: name, number, title.
macro_rules! codes {
    ($($name:ident $number:literal $title:literal;)*) => {
        impl Code {
            $(
                #[doc = concat!("`", $number, "`: ", $title, ".")]
                pub const $name: Code = Code($number);
            )*
        }

        const TABLE: &[Entry] = &[$(
            Entry {
                code: Code::$name,
                title: $title,
                page: include_str!(concat!("explain/", $number, ".md")),
            },
        )*];
    };
}

codes! {
    // Reading a file.
    FILE_UNREADABLE "TC0101" "a file cannot be read";
    FILE_TOO_LARGE "TC0102" "a file or a list is too large";
    NOT_UTF8 "TC0103" "a file is not valid UTF-8";
    JSON_SYNTAX "TC0104" "JSON syntax error";
    XML_SYNTAX "TC0105" "XML syntax error";
    TOML_SYNTAX "TC0106" "TOML syntax error";
    NESTING_TOO_DEEP "TC0107" "nesting is too deep";
    ARCHIVE_REFUSED "TC0108" "an archive is refused";
    HIDDEN_CHARACTER "TC0109" "a text has a hidden character";
    UNREAD_FILE "TC0110" "a file is not read";

    // The structure of a file.
    DUPLICATE_KEY "TC0201" "duplicate key, attribute or element";
    UNKNOWN_KEY "TC0202" "unknown key, attribute or element";
    MISSING_KEY "TC0203" "missing key, attribute or element";
    WRONG_TYPE "TC0204" "a value has the wrong type";
    UNKNOWN_VALUE "TC0205" "unknown value";
    INVALID_MANIFEST "TC0206" "invalid value in the manifest";
    NO_OPERATION "TC0207" "a service has no operations";

    // Names.
    NAME_NOT_ALLOWED "TC0301" "invalid name";
    DUPLICATE_NAME "TC0302" "duplicate name";
    NAME_COLLISION "TC0303" "two names map to the same Rust name";

    // The overlay.
    OVERLAY_TARGET_NOT_FOUND "TC0401" "the target of an overlay entry does not exist";
    OVERLAY_WITHOUT_EFFECT "TC0402" "an overlay entry has no effect";
    OVERLAY_SHAPES_DIFFER "TC0403" "two objects with the same shape name have different members";

    // References and constraints across files.
    UNKNOWN_SHAPE "TC0501" "unknown shape, enumeration or operation";
    UNUSED_SHAPE "TC0502" "unused shape or enumeration";
    LABEL_MISMATCH "TC0503" "a path does not match its labels";
    INVALID_CONSTRAINT "TC0504" "invalid constraint";
    UNKNOWN_MEMBER "TC0505" "a group, paginator or waiter refers to an unknown member";
    EXAMPLE_MISMATCH "TC0506" "an example does not match its schema";
    REQUIRED_DISAGREES "TC0507" "the list of required members does not match their flags";
    UNKNOWN_PERMISSION "TC0508" "a permission is not in the authorization table";
    SITES_DISAGREE "TC0509" "the two sites publish different types";
    DUPLICATE_BINDING "TC0510" "two operations have the same HTTP binding";
    SENSITIVE_TWIN "TC0511" "a member like a sensitive one is not marked";

    // The output, and the run as a whole.
    OUTPUT_PATH_NOT_ALLOWED "TC0601" "an output path is not allowed";
    TOO_MANY_FINDINGS "TC0602" "too many findings";
}

impl Code {
    /// Returns all codes, in order.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|entry| entry.code)
    }

    /// Parses a code as people type it: `TC0202`, `tc0202` or `202`.
    pub fn parse(text: &str) -> Option<Code> {
        let text = text.trim();
        let digits = text.strip_prefix("TC").or_else(|| text.strip_prefix("tc")).unwrap_or(text);
        let number: u16 = digits.parse().ok()?;
        let id = format!("TC{number:04}");
        Code::all().find(|code| code.0 == id)
    }

    /// Returns the code as text, such as `TC0202`.
    pub fn id(self) -> &'static str {
        self.0
    }

    /// Returns the title, one line.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }

    /// Returns the page that explains the code, in Markdown.
    pub fn explain(self) -> &'static str {
        self.entry().map_or("", |entry| entry.page)
    }

    fn entry(self) -> Option<&'static Entry> {
        TABLE.iter().find(|entry| entry.code == self)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted() {
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn parse_accepts_every_spelling() {
        for typed in ["TC0202", "tc0202", " 202 ", "0202"] {
            assert_eq!(Code::parse(typed), Some(Code::UNKNOWN_KEY));
        }
        for typed in ["", "TC", "TC9999", "-202", "TC0202x", "99999999"] {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_page_has_its_title_and_the_same_sections() {
        for code in Code::all() {
            let page = code.explain();
            let heading = format!("# {code}: {}\n", code.title());
            assert!(page.starts_with(&heading), "{code}");
            let sections: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(sections, ["## Why", "## Example", "## What to do"], "{code}");
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{code}");
            assert!(page.lines().all(|line| line.chars().count() <= 100), "{code}");
        }
    }

    #[test]
    fn every_page_has_a_code() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/diagnostic/explain");
        let pages = std::fs::read_dir(folder).unwrap().map(|page| page.unwrap().file_name());
        let mut names: Vec<String> = pages.map(|name| name.into_string().unwrap()).collect();
        names.sort();
        let expected: Vec<String> = Code::all().map(|code| format!("{code}.md")).collect();
        assert_eq!(names, expected);
    }
}
