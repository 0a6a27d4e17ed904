//! Damaged metadata: one run reports every problem with its position as a warning, and nothing panics or hangs. The
//! tests of the command line check what is written.

mod keys;
mod random;
mod samples;

use std::collections::BTreeSet;

use codegen_model::diagnostic::{Diagnostic, Diagnostics, Level};
use codegen_model::load::published::{Folder, METADATA, Selection, read_from};
use codegen_model::pipeline::check_published;
use codegen_model::source::Sources;
use serde_json::{Value, json};

/// A service that uses every feature of metadata.
const WHOLE: &str = include_str!("../../../../tests/golden/published/schemas/demo/api.json");

/// Returns the findings in files of metadata as `line:column code message`, with the worst level.
fn findings_in_files(files: &[(&str, &[u8])]) -> (Vec<String>, Option<Level>) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let source = Folder::open(folder.path()).expect("files");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let services = read_from(&source, &Selection::default(), &mut sources, &mut diagnostics);
    check_published(services, &mut diagnostics);
    let worst = diagnostics.worst();
    let findings = diagnostics.finish(&sources);
    (findings.iter().map(|finding| shown(finding, &sources)).collect(), worst)
}

fn shown(finding: &Diagnostic, sources: &Sources) -> String {
    let (text, position) = (sources.text(finding.span.file), sources.position(finding.span));
    let end = finding.span.end as usize;
    assert!(end <= text.len() && text.is_char_boundary(end), "{finding:?} points outside its file");
    assert!(position.path.ends_with(METADATA), "{finding:?} is not in a file");
    format!("{}:{} {} {}", position.line, position.column, finding.code, finding.message)
}

fn findings_in(bytes: &[u8]) -> Vec<String> {
    let (findings, worst) = findings_in_files(&[("demo/api.json", bytes)]);
    assert_eq!(worst.is_none(), findings.is_empty());
    findings
}

/// Returns whether something is reported. Damage is never an error: it costs nothing but what is damaged.
fn is_reported(bytes: &[u8]) -> bool {
    let (findings, worst) = findings_in_files(&[("demo/api.json", bytes)]);
    assert!(worst < Some(Level::Error), "{findings:?}");
    worst.is_some()
}

#[test]
fn a_truncated_file_is_one_syntax_error() {
    let end = WHOLE.trim_end().len();
    assert!(!is_reported(&WHOLE.as_bytes()[..end]));
    // Positions within a word or a run of blanks are equivalent.
    let is_edge = |end: &usize| {
        let around = &WHOLE.as_bytes()[end.saturating_sub(1)..=*end];
        let same = |is: fn(&u8) -> bool| around.iter().all(is);
        !same(u8::is_ascii_lowercase) && !same(u8::is_ascii_whitespace)
    };
    for end in (0..end).filter(is_edge) {
        let findings = findings_in(&WHOLE.as_bytes()[..end]);
        assert_eq!(findings.len(), 1, "{end}: {findings:?}");
        assert!(["TC0104", "TC0103"].iter().any(|code| findings[0].contains(code)), "{end}: {findings:?}");
    }
}

#[test]
fn a_file_must_be_utf8() {
    assert!(!is_reported(&[b"\xef\xbb\xbf", WHOLE.as_bytes()].concat()), "a byte order mark is allowed");
    for (name, bytes) in
        [("UTF-16", vec![0xff, 0xfe, b'{', 0]), ("an invalid byte", [WHOLE.as_bytes(), b"\xe4"].concat())]
    {
        let findings = findings_in(&bytes);
        assert!(findings.len() == 1 && findings[0].contains("TC0103"), "{name}: {findings:?}");
    }
    let gbk =
        WHOLE.replace('空', "?").into_bytes().iter().map(|b| if *b == b'?' { 0xbf } else { *b }).collect::<Vec<_>>();
    assert!(findings_in(&gbk)[0].contains("TC0103"));
}

/// Returns a document with one action whose input has these members.
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
fn an_invalid_name_is_reported() {
    for name in ["", " ", "Two Words", "名", "..", "a/b", "\"", "A\nB", "-", &"x".repeat(129)] {
        assert!(is_reported(with_members(json!([named(name)])).as_bytes()), "a member {name:?}");
        let quoted = serde_json::to_string(name).expect("JSON");
        let action = with_members(json!([])).replace("\"List\"", &quoted);
        assert!(is_reported(action.as_bytes()), "an action {name:?}");
        let object = with_members(json!([])).replace("\"Ring\":", &format!("{quoted}:"));
        assert!(is_reported(object.as_bytes()), "an object {name:?}");
        let service = with_members(json!([])).replace("\"demo\"", &quoted);
        assert!(is_reported(service.as_bytes()), "a service {name:?}");
        let version = with_members(json!([])).replace("\"2024-01-01\"", &quoted);
        assert!(is_reported(version.as_bytes()), "a version {name:?}");
    }
    for path in ["../demo", "/etc", "demo/../..", "C:\\", "Demo"] {
        let service = with_members(json!([])).replace("\"demo\"", &serde_json::to_string(path).expect("JSON"));
        assert!(is_reported(service.as_bytes()), "a service {path:?}");
    }
}

#[test]
fn recursion_and_size_are_bounded() {
    let recursive = json!([{ "document": "", "member": "Ring", "name": "Ring", "type": "object" }]);
    assert_eq!(findings_in(with_members(recursive).as_bytes()), Vec::<String>::new(), "a structure may contain itself");
    let many: Vec<_> = (0..10_001).map(|index| named(&format!("M{index}"))).collect();
    assert!(is_reported(with_members(many.into()).as_bytes()), "too many members");
    let duplicates: Vec<_> = (0..2_000).map(|_| named("Same")).collect();
    let findings = findings_in(with_members(duplicates.into()).as_bytes());
    assert!(findings.len() < 2_000 && findings[0].contains("TC0302"), "{}", findings.len());
    for depth in [600, 100_000] {
        let deep = with_members(json!([])).replacen("[]", &"[".repeat(depth), 1);
        assert!(findings_in(deep.as_bytes())[0].contains("TC0107"), "{depth}");
    }
    let large = format!("{WHOLE}{}", " ".repeat(17 * 1024 * 1024));
    assert!(is_reported(large.as_bytes()), "the file is too large");
}

#[test]
fn a_second_file_of_the_same_version_is_reported() {
    let (findings, worst) = findings_in_files(&[("a/api.json", WHOLE.as_bytes()), ("b/api.json", WHOLE.as_bytes())]);
    assert!(worst == Some(Level::Warning) && findings.iter().any(|finding| finding.contains("TC0302")), "{findings:?}");
}

#[test]
fn one_run_reports_all_problems() {
    let bad = with_members(json!([named("Two Words"), named("A"), named("A"), { "name": "B" }]));
    let missing = bad.replace("\"Ring\",\"name\"", "\"Rung\",\"name\"");
    let action = with_members(json!([])).replace("\"demo\"", "\"other\"").replace("\"ListResponse\":", "\"Other\":");
    let files: [(&str, &[u8]); 4] = [
        ("a/api.json", missing.as_bytes()),
        ("b/api.json", b"{"),
        ("c/api.json", b"[]"),
        ("d/api.json", action.as_bytes()),
    ];
    let (findings, _) = findings_in_files(&files);
    let codes: BTreeSet<_> = findings.iter().filter_map(|finding| finding.split(' ').nth(1)).collect();
    for code in ["TC0301", "TC0302", "TC0203", "TC0501", "TC0104", "TC0204"] {
        assert!(codes.contains(code), "no {code}: {findings:#?}");
    }
}
