//! Recorded exchanges, taken through the generated types and back by the program that does it for any file.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(file: &str, format: &str) -> (i32, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("exchanges").join(file);
    let output = Command::new(env!("CARGO_BIN_EXE_exchanges")).arg(file).args(["--format", format]).output();
    let Output { status, stdout, .. } = output.expect("the program starts");
    (status.code().expect("it is not killed"), String::from_utf8(stdout).expect("UTF-8"))
}

/// The exit code, and of each exchange its operation, what became of it, and what was found.
fn checked(file: &str) -> (i32, Value) {
    let (code, text) = run(file, "json");
    (code, serde_json::from_str(&text).expect("JSON"))
}

fn columns(report: &Value) -> Vec<[&str; 4]> {
    let rows = report["exchanges"].as_array().expect("a list").iter();
    rows.map(|row| ["exchange", "operation", "request", "answer"].map(|key| row[key].as_str().expect("a text")))
        .collect()
}

#[test]
fn what_a_peer_sends_comes_back_as_it_was() {
    let (code, report) = checked("peer.json");
    let expected = [
        ["A job by its ID", "QueryImageModerationJob", "same", "same"],
        ["Two ways to an enhanced image 1", "AIEnhanceImage", "same", "bytes"],
        ["Two ways to an enhanced image 2", "AIEnhanceImage", "same", "none"],
        ["An upload with its rules", "UploadImage", "same", "same"],
        ["An upload whose query and headers nobody recorded", "UploadImage", "read", "same"],
        ["A bucket", "CreatePicProcessBucket", "same", "same"],
        ["A rule in the query", "DownloadImage", "same", "none"],
        ["An error", "QueryImageModerationJob", "same", "read"],
    ];
    assert_eq!((code, columns(&report)), (0, expected.to_vec()), "{report:#}");
    let others = [
        "1: GET /lake.jpg?ci-process=OfNoSchema",
        "2: GET /lake.jpg?of-no-schema",
        "3: PUT /lake.jpg",
        "4: POST /of/no-schema",
    ];
    assert_eq!(report["no_operation"], Value::from(others.map(|other| format!("Of no schema {other}")).to_vec()));
    assert_eq!(report["nothing_recorded"], Value::from(vec!["Never sent"]));
    assert_eq!((&report["sums"]["request"]["same"], &report["sums"]["answer"]["same"]), (&7.into(), &4.into()));
}

/// Operations by the dozen, each in a form that some client sends and some service answers: of other versions of objects, by
/// address, with empty values, with scenes that are empty elements, with names that are data, with JSON both ways.
#[test]
fn the_shapes_of_peers_come_back_as_they_were() {
    let (code, report) = checked("shapes.json");
    assert_eq!(code, 0, "{report:#}");
    let all = columns(&report);
    // Its query was not recorded, and has members that must be set.
    let read: Vec<_> = all.iter().filter(|row| row[2] != "same").map(|row| row[0]).collect();
    assert_eq!((all.len(), read), (78, vec!["A living face at once"]));
    assert_eq!((&report["no_operation"], &report["sums"]["answer"]["same"]), (&serde_json::json!([]), &47.into()));
}

#[test]
fn what_is_lost_or_refused_is_found() {
    let (code, report) = checked("loss.json");
    let expected = [
        ["An element that no schema has, in an answer", "QueryImageModerationJob", "same", "differs"],
        ["Another kind of value in an answer", "QueryImageModerationJob", "same", "differs"],
        ["Another document for an answer", "AIEnhanceImage", "same", "differs"],
        ["A parameter that no schema has", "AIEnhanceImage", "differs", "none"],
        ["A parameter beside a rule", "DownloadImage", "differs", "none"],
        ["A value in another form", "AIEnhanceImage", "differs", "none"],
        ["A part of a header that no schema has", "UploadImage", "differs", "none"],
        ["A body where none belongs", "CreatePicProcessBucket", "differs", "none"],
        ["More than a demand allows", "AIEnhanceImage", "refused", "none"],
    ];
    assert_eq!((code, columns(&report)), (1, expected.to_vec()), "{report:#}");
    let said = [
        "OfNoSchema",
        "CompressionResult",
        "bytes",
        "of-no-schema",
        "of-no-schema",
        "denoise=03",
        "of_no_schema",
        "OfNoSchema",
        "denoise",
    ];
    assert_eq!(said.len(), expected.len());
    for (at, said) in said.into_iter().enumerate() {
        let findings = report["exchanges"][at]["findings"].to_string();
        assert!(findings.contains(said), "{said} in {findings}");
    }
}

#[test]
fn the_table_says_the_same_in_words() {
    let (code, text) = run("loss.json", "text");
    let last = "9 exchanges of operations here, 0 of others\nrequests: 3 same, 5 differs, 1 refused\nanswers: 6 –, 3 differs\n";
    assert!(code == 1 && text.ends_with(last), "{text}");
    assert!(text.contains("`denoise` must be 0 to 5, found 9"), "{text}");
    assert_eq!(run("of-no-name.json", "text"), (2, String::new()));
}
