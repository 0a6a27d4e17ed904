//! Damaged metadata: every problem is named with its place, in one run, and nothing panics or hangs. What is written, or not,
//! is a matter of the command line and tested there.

use std::collections::BTreeSet;
use std::path::Path;

use codegen::diagnostic::{Diagnostic, Diagnostics, Level};
use codegen::import;
use codegen::source::Sources;
use serde_json::{Value, json};

/// A service with something of everything.
const WHOLE: &str = include_str!("../../tests/golden/published/schemas/demo/api.json");
/// Keys whose values nobody asks for, or that are quoted as they are.
const PASSED_OVER: &[&str] = &["example", "usage", "version", "new_key"];

/// The findings in files of metadata, as `line:column code message`. Each points into its file.
fn found(files: &[(&str, &[u8])]) -> (Vec<String>, Option<Level>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let mut sources = Sources::below(folder.path());
    let mut diagnostics = Diagnostics::default();
    let files = import::find(folder.path()).expect("files");
    import::checked(folder.path(), &files, &mut sources, &mut diagnostics);
    let worst = diagnostics.worst();
    let findings = diagnostics.finish(&sources);
    (findings.iter().map(|finding| shown(finding, &sources)).collect(), worst)
}

fn shown(finding: &Diagnostic, sources: &Sources) -> String {
    let (text, place) = (sources.text(finding.span.file), sources.position(finding.span));
    let end = finding.span.end as usize;
    assert!(end <= text.len() && text.is_char_boundary(end), "{finding:?} points outside of its file");
    assert!(place.path.ends_with(import::METADATA), "{finding:?} is in no file");
    format!("{}:{} {} {}", place.line, place.column, finding.code, finding.message)
}

fn of_one(bytes: &[u8]) -> Vec<String> {
    let (findings, worst) = found(&[("demo/api.json", bytes)]);
    assert_eq!(worst.is_none(), findings.is_empty());
    findings
}

fn errors(bytes: &[u8]) -> bool {
    found(&[("demo/api.json", bytes)]).1 == Some(Level::Error)
}

#[test]
fn a_file_may_end_nowhere_but_at_its_end() {
    let end = WHOLE.trim_end().len();
    assert!(!errors(&WHOLE.as_bytes()[..end]));
    // Within a word or a stretch of blanks, one place is like the next.
    let is_edge = |end: &usize| {
        let around = &WHOLE.as_bytes()[end.saturating_sub(1)..=*end];
        let same = |is: fn(&u8) -> bool| around.iter().all(is);
        !same(u8::is_ascii_lowercase) && !same(u8::is_ascii_whitespace)
    };
    for end in (0..end).filter(is_edge) {
        let findings = of_one(&WHOLE.as_bytes()[..end]);
        assert_eq!(findings.len(), 1, "{end}: {findings:?}");
        assert!(["TC0104", "TC0103"].iter().any(|code| findings[0].contains(code)), "{end}: {findings:?}");
    }
}

#[test]
fn only_utf8_is_text() {
    assert!(!errors(&[b"\xef\xbb\xbf", WHOLE.as_bytes()].concat()), "a byte order mark is no damage");
    for (what, bytes) in [("UTF-16", vec![0xff, 0xfe, b'{', 0]), ("a lone byte", [WHOLE.as_bytes(), b"\xe4"].concat())]
    {
        let findings = of_one(&bytes);
        assert!(findings.len() == 1 && findings[0].contains("TC0103"), "{what}: {findings:?}");
    }
    let gbk =
        WHOLE.replace('空', "?").into_bytes().iter().map(|b| if *b == b'?' { 0xbf } else { *b }).collect::<Vec<_>>();
    assert!(of_one(&gbk)[0].contains("TC0103"));
}

/// The ways to every value of a document.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{}", key.replace('/', "~1")), into));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

fn places() -> (Value, Vec<String>) {
    let document: Value = serde_json::from_str(WHOLE).expect("JSON");
    let mut places = Vec::new();
    pointers(&document, "", &mut places);
    (document, places)
}

/// Whether a place is one that nobody reads.
fn is_passed_over(place: &str) -> bool {
    let depth = place.matches('/').count();
    let key = place.rsplit('/').next().unwrap_or_default();
    PASSED_OVER.contains(&key) || place.starts_with("/objects/") && depth == 3 && key == "type"
}

#[test]
fn a_value_of_another_kind_is_found() {
    let (document, places) = places();
    let kinds = [json!(null), json!(true), json!(5), json!("x"), json!([]), json!({})];
    let kind = std::mem::discriminant::<Value>;
    let mut unseen = BTreeSet::new();
    for place in places.iter().filter(|place| !is_passed_over(place)) {
        let old = document.pointer(place).expect("a value");
        for new in kinds.iter().filter(|new| kind(new) != kind(old)) {
            let mut damaged = document.clone();
            *damaged.pointer_mut(place).expect("a value") = new.clone();
            if of_one(damaged.to_string().as_bytes()).is_empty() {
                unseen.insert(format!("{place}: {new}"));
            }
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

/// Keys without which something is still whole.
const MAY_BE_MISSING: &[&str] = &[
    "document",
    "status",
    "required",
    "output_required",
    "disabled",
    "value_allowed_null",
    "api_brief",
    "serviceNameCN",
];

#[test]
fn a_key_that_is_missing_is_found() {
    let (document, places) = places();
    let mut unseen = BTreeSet::new();
    for place in places.iter().filter(|place| !place.is_empty() && !is_passed_over(place)) {
        let (owner, key) = place.rsplit_once('/').expect("a parent");
        let mut damaged = document.clone();
        let Some(Value::Object(entries)) = damaged.pointer_mut(owner) else { continue };
        entries.remove(&key.replace("~1", "/"));
        let is_action = owner == "/actions";
        let is_title = owner.starts_with("/actions/") && key == "name";
        let may_miss = MAY_BE_MISSING.contains(&key) || is_action || is_title;
        if !may_miss && of_one(damaged.to_string().as_bytes()).is_empty() {
            unseen.insert(place.clone());
        }
    }
    assert!(unseen.is_empty(), "{unseen:#?}");
}

#[test]
fn a_key_that_is_there_twice_is_found() {
    for line in WHOLE.lines().filter(|line| line.contains("\": ") && line.ends_with(',')) {
        if WHOLE.matches(line).count() == 1 {
            let findings = of_one(WHOLE.replace(line, &format!("{line}{line}")).as_bytes());
            assert!(findings.iter().any(|finding| finding.contains("TC0201")), "{line}: {findings:?}");
        }
    }
}

/// A document with one action, and members of what it takes.
fn with_members(members: Value) -> String {
    json!({
        "actions": { "List": { "document": "", "name": "", "input": "ListRequest", "output": "ListResponse" } },
        "metadata": { "apiVersion": "2024-01-01", "serviceShortName": "demo" },
        "objects": {
            "ListRequest": { "document": "", "members": members },
            "ListResponse": { "document": "", "members": [{ "document": "", "member": "string", "name": "RequestId", "type": "string" }] },
            "Ring": { "document": "", "members": [{ "document": "", "member": "Ring", "name": "Ring", "type": "object" }] },
        }
    })
    .to_string()
}

fn named(name: &str) -> Value {
    json!({ "document": "", "member": "string", "name": name, "type": "string" })
}

#[test]
fn what_has_no_good_name_is_found() {
    for name in ["", " ", "Two Words", "名", "..", "a/b", "\"", "A\nB", "-", &"x".repeat(129)] {
        assert!(errors(with_members(json!([named(name)])).as_bytes()), "a member {name:?}");
        let quoted = serde_json::to_string(name).expect("JSON");
        let action = with_members(json!([])).replace("\"List\"", &quoted);
        assert!(errors(action.as_bytes()), "an action {name:?}");
        let object = with_members(json!([])).replace("\"Ring\":", &format!("{quoted}:"));
        assert!(errors(object.as_bytes()), "an object {name:?}");
        let service = with_members(json!([])).replace("\"demo\"", &quoted);
        assert!(errors(service.as_bytes()), "a service {name:?}");
        let version = with_members(json!([])).replace("\"2024-01-01\"", &quoted);
        assert!(errors(version.as_bytes()), "a version {name:?}");
    }
    for path in ["../demo", "/etc", "demo/../..", "C:\\", "Demo"] {
        let service = with_members(json!([])).replace("\"demo\"", &serde_json::to_string(path).expect("JSON"));
        assert!(errors(service.as_bytes()), "a service {path:?}");
    }
}

#[test]
fn circles_and_sizes_have_an_end() {
    let ring = json!([{ "document": "", "member": "Ring", "name": "Ring", "type": "object" }]);
    assert_eq!(of_one(with_members(ring).as_bytes()), Vec::<String>::new(), "a structure may contain itself");
    let many: Vec<_> = (0..10_001).map(|index| named(&format!("M{index}"))).collect();
    assert!(errors(with_members(many.into()).as_bytes()), "more members than are read");
    let twins: Vec<_> = (0..2_000).map(|_| named("Twin")).collect();
    let findings = of_one(with_members(twins.into()).as_bytes());
    assert!(findings.len() < 2_000 && findings[0].contains("TC0302"), "{}", findings.len());
    for depth in [600, 100_000] {
        let deep = with_members(json!([])).replacen("[]", &"[".repeat(depth), 1);
        assert!(of_one(deep.as_bytes())[0].contains("TC0106") || errors(deep.as_bytes()), "{depth}");
    }
    let large = format!("{WHOLE}{}", " ".repeat(17 * 1024 * 1024));
    assert!(errors(large.as_bytes()), "larger than any file that is read");
}

#[test]
fn two_files_of_one_version_are_found_in_the_second() {
    let (findings, worst) = found(&[("a/api.json", WHOLE.as_bytes()), ("b/api.json", WHOLE.as_bytes())]);
    assert!(worst == Some(Level::Error) && findings.iter().any(|finding| finding.contains("TC0302")), "{findings:?}");
}

#[test]
fn everything_is_reported_in_one_run() {
    let bad = with_members(json!([named("Two Words"), named("A"), named("A"), { "name": "B" }]));
    let missing = bad.replace("\"ListResponse\":", "\"Other\":").replace("\"Ring\",\"name\"", "\"Rung\",\"name\"");
    let (findings, _) = found(&[("a/api.json", missing.as_bytes()), ("b/api.json", b"{"), ("c/api.json", b"[]")]);
    let codes: BTreeSet<_> = findings.iter().filter_map(|finding| finding.split(' ').nth(1)).collect();
    for code in ["TC0301", "TC0302", "TC0203", "TC0501", "TC0104", "TC0204"] {
        assert!(codes.contains(code), "no {code}: {findings:#?}");
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most.max(1)
    }
}

const PIECES: &[&[u8]] = &[
    b"\"",
    b"\\",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"true",
    b"1e999",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\n",
    b"\"members\": [",
    b"\"type\": \"list\",",
    b"\"..\"",
    "名".as_bytes(),
];

#[test]
fn no_change_is_too_much() {
    let mut dice = Dice(7);
    for _ in 0..1_500 {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for _ in 0..=dice.below(3) {
            let (at, count) = (dice.below(bytes.len()), dice.below(60));
            let range = at..(at + count).min(bytes.len());
            match dice.below(4) {
                0 => drop(bytes.drain(range)),
                1 => {
                    let again = bytes[range].to_vec();
                    bytes.splice(at..at, again);
                }
                2 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
                _ => bytes[at] = dice.below(256) as u8,
            }
        }
        of_one(&bytes);
    }
}

#[test]
fn cut_corpus_is_found() {
    let Some(root) = std::env::var_os("TENCENTCLOUD_METADATA") else {
        return println!("skipped: TENCENTCLOUD_METADATA names no folder of published metadata");
    };
    let root = Path::new(&root);
    let mut dice = Dice(11);
    for path in import::find(root).expect("metadata") {
        let bytes = std::fs::read(root.join(&path)).expect("metadata");
        for _ in 0..3 {
            let end = dice.below(bytes.len() - 2);
            let findings = of_one(&bytes[..end]);
            assert!(findings.len() == 1, "{path} up to {end}: {findings:?}");
        }
    }
}
