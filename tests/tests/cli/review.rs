//! A branch with everyday edits: its reviewer has the verdict in the first ten lines.

use std::fs;

use serde_json::Value;

use super::repository::Repository;

const DESCRIPTOR: &str = "schemas/look/2024-01-01.json";
const OPERATION: &str = "schemas/ci/turn-image.xml";

/// Seven edits, each of its own kind: the file, the text before, and the text after.
const EDITS: [(&str, &str, &str); 7] = [
    (DESCRIPTOR, "\"Looks at images.\"", "\"Looks at images of any size.\""),
    (DESCRIPTOR, "\"name\": \"Region\",", "\"name\": \"Area\","),
    (DESCRIPTOR, "\"max\": 100", "\"max\": 50"),
    (DESCRIPTOR, "\"Anything else.\"", "\"Anything else.\", \"deprecated\": \"Nobody reads it.\""),
    (DESCRIPTOR, "\"default\": 10", "\"default\": 20"),
    (DESCRIPTOR, r#"{ "name": "From","#, r#"{ "name": "Order", "type": "string" }, { "name": "From","#),
    (OPERATION, "max=\"180\"", "max=\"360\""),
];

/// Commits each edit to a branch.
fn branch() -> Repository {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "--force", "-b", "topic"]);
    repository.put("base");
    for (index, (file, before, after)) in EDITS.iter().enumerate() {
        let path = repository.path().join(file);
        let text = fs::read_to_string(&path).expect("a schema");
        assert_eq!(text.matches(before).count(), 1, "{before} in {text}");
        fs::write(&path, text.replace(before, after)).expect("it is written");
        repository.commit(&format!("edit {index}"));
    }
    repository
}

#[test]
fn the_first_ten_lines_have_the_verdict_the_version_and_the_counts() {
    let repository = branch();
    let run = repository.diff(&["--format", "json"]);
    let document: Value = serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.err));
    let verdict = &document["verdict"];
    let findings = document["findings"].as_array().expect("findings");
    // A member with a name that has nothing of the old one was removed, and another one added.
    let rules = [
        "docs-service-changed",
        "parameter-removed",
        "parameter-bounds-tightened",
        "parameter-deprecated",
        "parameter-default-changed",
        "parameter-added",
        "parameter-bounds-loosened",
    ];
    for rule in rules {
        assert!(findings.iter().any(|finding| finding["rule"] == rule), "{rule}: {}", run.out);
    }
    let counts = [("errors", "error"), ("warnings", "warning"), ("notes", "note")].map(|(key, word)| {
        let count = verdict[key].as_u64().expect("a count");
        assert!(count > 0, "{key}: {}", run.out);
        format!("{count} {word}{}", if count == 1 { "" } else { "s" })
    });
    let docs = format!("{} docs", verdict["docs"]);
    let expected = [&counts[..], &[docs]].concat().join(", ");
    for format in ["text", "markdown"] {
        let run = repository.diff(&["--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        let beginning = run.out.lines().take(10).collect::<Vec<_>>().join("\n");
        for part in ["major", "wire breaks", "0.1.0 needs 0.2.0", "fails on error", &expected] {
            assert!(beginning.contains(part), "{format} has no {part:?} in its first ten lines:\n{beginning}");
        }
    }
}
