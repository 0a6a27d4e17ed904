//! Knows every kind of finding there is: its code, its name in the program, its title and the
//! page that explains it.
//!
//! A code is never used again for something else, and never renumbered: people search for them
//! and keep them in their own tools.

use std::fmt;

/// A kind of finding, such as [`Code::UNKNOWN_KEY`], printed as `TC0202`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(&'static str);

struct Entry {
    code: Code,
    title: &'static str,
    page: &'static str,
}

/// Declares the codes. One line each: name, number, title.
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
    NOT_UTF8 "TC0103" "a file is not UTF-8";
    JSON_SYNTAX "TC0104" "a JSON file is not well formed";
    XML_SYNTAX "TC0105" "an XML file is not well formed";
    TOML_SYNTAX "TC0106" "a TOML file is not well formed";
    NESTING_TOO_DEEP "TC0107" "values are nested too deep";

    // The form of a file.
    DUPLICATE_KEY "TC0201" "a key or attribute is given twice";
    UNKNOWN_KEY "TC0202" "a key, attribute or element is not known";
    MISSING_KEY "TC0203" "a key, attribute or element is missing";
    WRONG_TYPE "TC0204" "a value has the wrong type";
    UNKNOWN_VALUE "TC0205" "a value is none of those allowed";
    INVALID_MANIFEST "TC0206" "a value of the manifest cannot be used";
    NO_OPERATION "TC0207" "a document has no operation";

    // Names.
    NAME_NOT_ALLOWED "TC0301" "a name is not allowed";
    DUPLICATE_NAME "TC0302" "a name is given twice";
    NAME_COLLISION "TC0303" "two names became the same in Rust";

    // The overlay.
    OVERLAY_TARGET_NOT_FOUND "TC0401" "an overlay entry names something that is not there";
    OVERLAY_WITHOUT_EFFECT "TC0402" "an overlay entry changes nothing";
    OVERLAY_SHAPES_DIFFER "TC0403" "two objects of one shape have different members";

    // What things mean together.
    UNKNOWN_SHAPE "TC0501" "a shape or enum is used that nothing defines";
    UNUSED_SHAPE "TC0502" "a shape or enum is defined that nothing uses";
    LABEL_MISMATCH "TC0503" "a path and its labels do not agree";
    INVALID_CONSTRAINT "TC0504" "a constraint cannot hold";
    UNKNOWN_MEMBER "TC0505" "a rule names a member that is not there";
    EXAMPLE_MISMATCH "TC0506" "an example does not fit its schema";
    REQUIRED_DISAGREES "TC0507" "the list of required members disagrees with their flags";
    UNKNOWN_PERMISSION "TC0508" "a permission is needed that the authorization table does not list";

    // The output, and the run as a whole.
    OUTPUT_PATH_NOT_ALLOWED "TC0601" "a file of the output may not be called this";
    TOO_MANY_FINDINGS "TC0602" "there are more findings than are shown";
}

impl Code {
    /// Every code, in order.
    pub fn all() -> impl Iterator<Item = Code> {
        TABLE.iter().map(|entry| entry.code)
    }

    /// The code that a person typed: `TC0202`, `tc0202` or `202`.
    pub fn parse(typed: &str) -> Option<Code> {
        let typed = typed.trim();
        let digits = typed.strip_prefix("TC").or_else(|| typed.strip_prefix("tc")).unwrap_or(typed);
        let number: u16 = digits.parse().ok()?;
        let id = format!("TC{number:04}");
        Code::all().find(|code| code.0 == id)
    }

    /// The number, as in `TC0202`.
    pub fn id(self) -> &'static str {
        self.0
    }

    /// What is wrong, in one line.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }

    /// The page that explains it, in Markdown: what it means, why it is checked, an example, what
    /// to do.
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
    fn codes_ascend() {
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn a_typed_code_is_found() {
        for typed in ["TC0202", "tc0202", " 202 ", "0202"] {
            assert_eq!(Code::parse(typed), Some(Code::UNKNOWN_KEY));
        }
        for typed in ["", "TC", "TC9999", "-202", "TC0202x", "99999999"] {
            assert_eq!(Code::parse(typed), None, "{typed}");
        }
    }

    #[test]
    fn every_page_has_its_title_and_the_same_parts() {
        for code in Code::all() {
            let page = code.explain();
            let heading = format!("# {code}: {}\n", code.title());
            assert!(page.starts_with(&heading), "{code}");
            let parts: Vec<&str> = page.lines().filter(|line| line.starts_with("## ")).collect();
            assert_eq!(parts, ["## Why", "## Example", "## What to do"], "{code}");
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
