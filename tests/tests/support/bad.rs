//! Invalid schemas in `tests/bad`, one for each kind of finding, with the location of the finding.

use codegen_model::Loaded;

use super::{Schemas, root, small};

/// An invalid schema with one error.
pub struct Bad {
    /// The file in `tests/bad`. Its name starts with the code of the finding.
    pub file: &'static str,
    /// The line and column of the finding.
    pub place: &'static str,
    /// The text that the finding marks.
    pub marked: &'static str,
    /// Why the JSON Schema or XSD accepts the file, if it does.
    pub beyond: Option<&'static str>,
}

const fn bad(file: &'static str, place: &'static str, marked: &'static str) -> Bad {
    Bad { file, place, marked, beyond: None }
}

const fn beyond(file: &'static str, place: &'static str, marked: &'static str, why: &'static str) -> Bad {
    Bad { file, place, marked, beyond: Some(why) }
}

const TOGETHER: &str = "the error needs two places, or two files, to see";
const PARSER: &str = "parsers keep the last of two equal keys silently";
const ORDER: &str = "the schema language cannot compare two numbers";
const HIDDEN: &str = "schema languages do not know the properties of characters";
const NO_ERROR: &str = "the finding is a warning";

/// All invalid schemas.
pub const CASES: &[Bad] = &[
    bad("TC0101.toml", "1:1", ""),
    bad("TC0104.json", "9:44", ","),
    bad("TC0105.xml", "2:4", "doc"),
    bad("TC0106.toml", "7:10", "tiny"),
    beyond("TC0109.json", "9:76", "\"Where the \\u202eimage is.\"", HIDDEN),
    beyond("TC0109.toml", "4:15", "\"\\u2066d\"", HIDDEN),
    beyond("TC0109.xml", "6:38", "Na&#xAD;me.", HIDDEN),
    beyond("TC0201.json", "6:48", "\"parameters\"", PARSER),
    bad("TC0201.xml", "5:4", "request"),
    bad("TC0202.json", "9:61", "\"desciption\""),
    bad("TC0202.overlay.json", "3:56", "\"rnage\""),
    beyond("TC0202-about.overlay.json", "3:52", "\"sensitive\"", TOGETHER),
    bad("TC0202.xml", "4:43", "mandatory"),
    bad("TC0202-element.xml", "4:4", "reqest"),
    bad("TC0203.json", "9:9", "{"),
    bad("TC0203-children.json", "9:19", "\"User\""),
    bad("TC0203.overlay.json", "3:5", "{"),
    bad("TC0203-paginate.overlay.json", "3:64", "{ \"items\": \"Urls\" }"),
    bad("TC0203.xml", "3:4", "http"),
    bad("TC0204.json", "9:56", "\"yes\""),
    bad("TC0204.overlay.json", "3:62", "\"Url\""),
    bad("TC0204-events.overlay.json", "3:62", "\"yes\""),
    bad("TC0204.xml", "4:52", "low"),
    bad("TC0205.json", "9:34", "\"text\""),
    bad("TC0205-format.json", "9:57", "\"base64\""),
    bad("TC0205.authorization.json", "3:47", "\"reads\""),
    bad("TC0205.overlay.json", "3:64", "\"integr\""),
    bad("TC0205.xml", "3:17", "FETCH"),
    bad("TC0206-group.toml", "11:10", "\"look\""),
    bad("TC0206.toml", "8:12", "\"../tiny.json\""),
    bad("TC0207.json", "2:11", "\"tiny\""),
    bad("TC0301-repository.toml", "5:14", "\"git@example.com:p\""),
    bad("TC0301.json", "6:15", "\"../DetectThing\""),
    bad("TC0301-member.json", "9:19", "\"Url of it\""),
    bad("TC0301.overlay.json", "3:17", "\"../User\""),
    bad("TC0301-page.overlay.json", "3:53", "\"javascript:alert(1)\""),
    bad("TC0301-search-words.overlay.json", "3:78", "\"Thing\""),
    bad("TC0301-search-word.xml", "3:4", "search-word"),
    bad("TC0301.xml", "1:18", "Query Thing"),
    beyond("TC0302.json", "10:19", "\"Url\"", TOGETHER),
    beyond("TC0302.xml", "6:18", "id", TOGETHER),
    beyond("TC0303.json", "10:19", "\"data_id\"", NO_ERROR),
    beyond("TC0401.overlay.json", "3:17", "\"DetectThing.Ulr\"", TOGETHER),
    beyond("TC0402.overlay.json", "3:68", "false", TOGETHER),
    beyond("TC0402-events.overlay.json", "3:62", "false", TOGETHER),
    beyond("TC0403.overlay.json", "4:67", "\"Person\"", TOGETHER),
    beyond("TC0501.json", "9:19", "\"User\"", TOGETHER),
    beyond("TC0501.xml", "4:25", "level", TOGETHER),
    beyond("TC0502.overlay.json", "4:17", "\"Area\"", TOGETHER),
    beyond("TC0503.xml", "3:38", "/thing/{Id}", TOGETHER),
    beyond("TC0504.json", "9:56", "{ \"min\": 5, \"max\": 1 }", ORDER),
    bad("TC0504-pattern.json", "9:55", "\"^https:\""),
    bad("TC0504-misplaced.json", "9:56", "[]"),
    bad("TC0504-free.json", "9:71", "[]"),
    bad("TC0504-type.json", "9:19", "\"Url\""),
    beyond("TC0504-sites.json", "7:15", "\"DetectThing\"", TOGETHER),
    bad("TC0504-paginate.overlay.json", "8:58", "\"next\""),
    beyond("TC0504.overlay.json", "3:68", "{ \"max\": 5 }", TOGETHER),
    beyond("TC0504.xml", "4:13", "query", ORDER),
    bad("TC0504-pattern.xml", "4:52", "^a"),
    beyond("TC0504-token.overlay.json", "3:73", "\"Level\"", TOGETHER),
    beyond("TC0505-token.overlay.json", "3:73", "\"Ulr\"", TOGETHER),
    beyond("TC0505-paginate.overlay.json", "8:45", "\"Next\"", TOGETHER),
    beyond("TC0505.overlay.json", "3:70", "\"File\"", TOGETHER),
    beyond("TC0506.overlay.json", "7:51", "1", TOGETHER),
    beyond("TC0505.xml", "7:22", "id nam", TOGETHER),
    beyond("TC0506.xml", "7:11", "POST", TOGETHER),
    beyond("TC0507.json", "6:96", "\"Url\"", TOGETHER),
    beyond("TC0601.xml", "13:12", "\"ci\"", "it is about the name of the file"),
    beyond("TC0508.xml", "3:23", "ci:QueryJobs", TOGETHER),
];

impl Bad {
    /// Reads the text.
    pub fn text(&self) -> String {
        file(self.file)
    }

    /// Returns its path in a folder of schemas.
    pub fn path(&self) -> &'static str {
        match self.file {
            "TC0601.xml" => "ci/aux.xml",
            name if name.ends_with(".overlay.json") => small::OVERLAY,
            name if name.ends_with(".authorization.json") => small::TABLE,
            name if name.ends_with(".json") => small::DESCRIPTOR,
            name if name.ends_with(".toml") => small::MANIFEST,
            _ => "ci/bad.xml",
        }
    }

    /// Whether it is a descriptor.
    pub fn is_descriptor(&self) -> bool {
        self.path() == small::DESCRIPTOR
    }

    /// Whether it is an overlay.
    pub fn is_overlay(&self) -> bool {
        self.path() == small::OVERLAY
    }

    /// Whether it is an authorization table.
    pub fn is_table(&self) -> bool {
        self.path() == small::TABLE
    }

    /// Whether it is in XML.
    pub fn is_xml(&self) -> bool {
        self.file.ends_with(".xml")
    }

    /// Loads the schema in a folder that is valid otherwise.
    pub fn load(&self) -> Loaded {
        let [tiny, ci] = small::halves();
        let manifest = if self.is_xml() { &ci[0].1 } else { &tiny[0].1 };
        let schemas = Schemas::of(&[(small::MANIFEST, manifest.clone()), (small::DESCRIPTOR, file("base.json"))]);
        if self.is_xml() {
            schemas.write(small::CI_TABLE, small::file(small::CI_TABLE));
        }
        schemas.write(self.path(), self.text());
        schemas.check()
    }
}

fn file(name: &str) -> String {
    std::fs::read_to_string(root().join("tests/bad").join(name)).expect("a bad schema")
}
