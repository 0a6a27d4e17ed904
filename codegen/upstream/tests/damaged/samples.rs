//! Damaged samples beside metadata.

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published::Folder;
use codegen_model::source::Sources;
use codegen_upstream::import::requests;

const WHOLE: &str = r#"{
  "actions": {
    "List": [
      { "document": "", "input": "POST / HTTP/1.1\r\nHost: x\r\n\r\n{\"Limit\": 5}", "output": "{}", "title": "t" },
      { "document": "", "input": "https://x/?Action=List&Limit=5", "output": "{}", "title": "t" }
    ]
  },
  "version": "1.0"
}"#;

/// Returns the number of requests, and the findings as `line:column code`.
fn read(text: &[u8]) -> (usize, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("demo")).expect("a folder");
    std::fs::write(folder.path().join("demo/examples.json"), text).expect("a file");
    std::fs::write(folder.path().join("demo/api.json"), "{}").expect("a file");
    let source = Folder::open(folder.path()).expect("a folder");
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let requests = requests(&source, "demo/api.json", &mut sources, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "a damaged sample costs nothing but itself");
    let findings = diagnostics.finish(&sources);
    let shown = |span| {
        let position = sources.position(span);
        assert!(position.path.ends_with("demo/examples.json"));
        format!("{}:{}", position.line, position.column)
    };
    let findings = findings.iter().map(|finding| format!("{} {}", shown(finding.span), finding.code));
    (requests.len(), findings.collect())
}

#[test]
fn reads_requests_with_a_json_body() {
    assert_eq!(read(WHOLE.as_bytes()), (1, Vec::new()));
    assert_eq!(read(br#"{"actions": {}}"#), (0, Vec::new()));
}

#[test]
fn damage_is_reported_with_its_position() {
    for end in 0..WHOLE.len() {
        let (requests, findings) = read(&WHOLE.as_bytes()[..end]);
        assert!(requests == 0 && findings.len() == 1, "{end}: {findings:?}");
    }
    let input = |new: &str| {
        WHOLE.replacen(&WHOLE[WHOLE.find("\"POST").unwrap_or(0)..WHOLE.find(", \"output\"").unwrap_or(0)], new, 1)
    };
    for (text, expected) in [
        (WHOLE.replace("\"actions\"", "\"action\""), vec!["1:1 TC0203"]),
        (WHOLE.replace("\"List\": [", "\"Show\": 5, \"List\": ["), vec!["3:13 TC0204"]),
        (WHOLE.replace("\"List\": [", "\"List\": [5, null,"), vec!["3:14 TC0204", "3:17 TC0204"]),
        (input("5"), vec!["4:34 TC0204"]),
        (WHOLE.replace("\"version\"", "\"actions\""), vec!["8:3 TC0201"]),
        ("[]".to_owned(), vec!["1:1 TC0204"]),
        ("[".repeat(100_000), vec!["1:129 TC0107"]),
    ] {
        let (_, findings) = read(text.as_bytes());
        assert_eq!(findings, expected, "{text:.80}");
    }
    assert_eq!(read(b"{\"actions\": \"\xff\"}").1, ["1:14 TC0103"]);
}
