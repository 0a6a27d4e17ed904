//! Damaged metadata: every problem is named with its place, in one run, and nothing panics or hangs. What is written, or not,
//! is a matter of the command line and tested there.

mod keys;
#[allow(dead_code)]
#[path = "../../../../tests/src/metadata.rs"]
mod metadata;
mod random;
mod samples;

use std::collections::BTreeSet;

use codegen_model::diagnostic::{Diagnostic, Diagnostics, Level};
use codegen_model::source::Sources;
use serde_json::{Value, json};

/// A service with something of everything.
const WHOLE: &str = include_str!("../../../../tests/golden/published/schemas/demo/api.json");
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
    let files = codegen_model::load::published::find(folder.path()).expect("files");
    codegen_model::pipeline::check_published(folder.path(), &files, &mut sources, &mut diagnostics);
    let worst = diagnostics.worst();
    let findings = diagnostics.finish(&sources);
    (findings.iter().map(|finding| shown(finding, &sources)).collect(), worst)
}

fn shown(finding: &Diagnostic, sources: &Sources) -> String {
    let (text, place) = (sources.text(finding.span.file), sources.position(finding.span));
    let end = finding.span.end as usize;
    assert!(end <= text.len() && text.is_char_boundary(end), "{finding:?} points outside of its file");
    assert!(place.path.ends_with(codegen_model::load::published::METADATA), "{finding:?} is in no file");
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
        assert!(of_one(deep.as_bytes())[0].contains("TC0107"), "{depth}");
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
