//! Tests that each kind of finding is reported for a small bad schema, at the right location.

use std::collections::BTreeSet;

use codegen_model::Loaded;
use codegen_model::diagnostic::{Code, Diagnostic};

use crate::support::bad::{Bad, CASES};
use crate::support::{Schemas, lines, root, small};

/// Returns the findings as `CODE line:column marked text`.
fn summaries(loaded: &Loaded) -> Vec<String> {
    let summary = |finding: &Diagnostic| {
        let position = loaded.sources.position(finding.span);
        let marked = &loaded.sources.text(finding.span.file)[finding.span.start as usize..finding.span.end as usize];
        format!("{} {}:{} {marked}", finding.code, position.line, position.column)
    };
    loaded.findings.iter().map(summary).collect()
}

#[test]
fn every_bad_schema_has_one_finding_at_its_location() {
    let case = |bad: &Bad| {
        let loaded = bad.load();
        let expected = format!("{} {} {}", &bad.file[..6], bad.place, bad.marked);
        let found = summaries(&loaded);
        (found != [&*expected]).then(|| format!("{}: not {expected:?}, but {found:?}: {:?}", bad.file, lines(&loaded)))
    };
    let wrong: Vec<_> = CASES.iter().filter_map(case).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_bad_schema_is_a_case() {
    let entries = std::fs::read_dir(root().join("tests/bad")).expect("the folder");
    let files: BTreeSet<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let cases = CASES.iter().map(|bad| bad.file.to_owned());
    assert_eq!(files, cases.chain(["base.json".to_owned()]).collect::<BTreeSet<_>>());
}

/// A case that is generated because its file is large: code, path, content and position.
type Generated = (Code, &'static str, fn() -> Vec<u8>, &'static str);

const GENERATED: [Generated; 4] = [
    (Code::FILE_TOO_LARGE, small::DESCRIPTOR, || vec![b' '; 1 + (16 << 20)], "1:1"),
    (Code::NOT_UTF8, small::DESCRIPTOR, || b"{\n  \"\xff\"".to_vec(), "2:4"),
    (Code::NESTING_TOO_DEEP, small::DESCRIPTOR, || "[".repeat(600).into_bytes(), "1:129"),
    (Code::TOO_MANY_FINDINGS, small::DESCRIPTOR, many_unknown_keys, "1:1"),
];

/// Codes that concern no schema: the tests of archives in `codegen-upstream` have cases for them.
const OF_ARCHIVES: [Code; 1] = [Code::ARCHIVE_REFUSED];

fn many_unknown_keys() -> Vec<u8> {
    let keys: Vec<_> = (0..11_000).map(|n| format!(r#""key{n}": 1"#)).collect();
    format!("{{{}}}", keys.join(",")).into_bytes()
}

#[test]
fn every_generated_schema_has_its_finding() {
    for (code, path, generate, position) in GENERATED {
        let [tiny, _] = small::halves();
        let schemas = Schemas::of(&tiny[..1]);
        schemas.write(path, generate());
        // `TOO_MANY_FINDINGS` is the last finding.
        let found = summaries(&schemas.load()).pop().expect("a finding");
        assert!(found.starts_with(&format!("{code} {position} ")), "{found}");
    }
}

/// The codes of findings in published metadata, which tests of the import cover.
const OF_METADATA: [Code; 1] = [Code::SITES_DISAGREE];

/// The codes that concern several files, which the tables of mistakes in `codegen-model` cover.
const OF_SEVERAL_FILES: [Code; 3] = [Code::UNREAD_FILE, Code::DUPLICATE_BINDING, Code::SENSITIVE_TWIN];

#[test]
fn every_code_has_a_case() {
    let files = CASES.iter().map(|bad| bad.file[..6].to_owned());
    let elsewhere = GENERATED.map(|(code, ..)| code).into_iter().chain(OF_ARCHIVES).chain(OF_METADATA);
    let elsewhere = elsewhere.chain(OF_SEVERAL_FILES);
    let covered: BTreeSet<_> = files.chain(elsewhere.map(|code| code.id().to_owned())).collect();
    let all: BTreeSet<_> = Code::all().map(|code| code.id().to_owned()).collect();
    assert_eq!(covered, all);
}
