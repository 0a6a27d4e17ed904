//! The program `exchanges`, run on recorded exchanges.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn run(file: &str, format: &str) -> (i32, String) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("exchanges").join(file);
    let output = Command::new(env!("CARGO_BIN_EXE_exchanges")).arg(file).args(["--format", format]).output();
    let Output { status, stdout, .. } = output.expect("the program starts");
    (status.code().expect("it is not killed"), String::from_utf8(stdout).expect("UTF-8"))
}

/// Checks a file. Returns the exit code and the report.
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
fn exchanges_of_another_client_round_trip() {
    let (code, report) = checked("peer.json");
    let expected = [
        ["A job by its ID", "QueryImageModerationJob", "same", "same"],
        ["Two bindings of one operation 1", "AIEnhanceImage", "same", "bytes"],
        ["Two bindings of one operation 2", "AIEnhanceImage", "same", "none"],
        ["An upload with its rules", "UploadImage", "same", "same"],
        ["An upload without recorded query and headers", "UploadImage", "read", "same"],
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
    assert_eq!(report["no_operation"], Value::from(others.map(|other| format!("Not in any schema {other}")).to_vec()));
    assert_eq!(report["passed_over"], Value::from(vec!["An exchange whose path was not recorded"]));
    assert_eq!(report["nothing_recorded"], Value::from(vec!["A case without exchanges"]));
    assert_eq!((&report["sums"]["request"]["same"], &report["sums"]["answer"]["same"]), (&7.into(), &4.into()));
}

/// Many operations, in forms that clients send and services answer: object versions, images by URL, empty values, empty
/// elements, names that are data, JSON requests and answers.
#[test]
fn forms_of_other_clients_round_trip() {
    let (code, report) = checked("shapes.json");
    assert_eq!(code, 0, "{report:#}");
    let rows = columns(&report);
    // The query of this exchange was not recorded, and has required members.
    let not_same: Vec<_> = rows.iter().filter(|row| row[2] != "same").map(|row| row[0]).collect();
    assert_eq!((rows.len(), not_same), (84, vec!["Face liveness with an answer at once"]));
    assert_eq!((&report["no_operation"], &report["sums"]["answer"]["same"]), (&serde_json::json!([]), &52.into()));
}

#[test]
fn losses_and_refusals_are_reported() {
    let (code, report) = checked("loss.json");
    let expected = [
        ["An unknown element in an answer", "QueryImageModerationJob", "same", "differs"],
        ["A value of another type in an answer", "QueryImageModerationJob", "same", "differs"],
        ["A document instead of bytes in an answer", "AIEnhanceImage", "same", "differs"],
        ["An unknown parameter", "AIEnhanceImage", "differs", "none"],
        ["An unknown parameter with a rule", "DownloadImage", "differs", "none"],
        ["A number with a leading zero", "AIEnhanceImage", "differs", "none"],
        ["An unknown member in a JSON header", "UploadImage", "differs", "none"],
        ["A body for an operation without one", "CreatePicProcessBucket", "differs", "none"],
        ["A value out of range", "AIEnhanceImage", "refused", "none"],
        ["An unknown element beside a parameter that was not recorded", "AddAuditingStrategy", "differs", "none"],
    ];
    assert_eq!((code, columns(&report)), (1, expected.to_vec()), "{report:#}");
    let findings_contain = [
        "OfNoSchema",
        "CompressionResult",
        "bytes",
        "of-no-schema",
        "of-no-schema",
        "denoise=03",
        "of_no_schema",
        "OfNoSchema",
        "denoise",
        "OfNoSchema",
    ];
    assert_eq!(findings_contain.len(), expected.len());
    for (at, part) in findings_contain.into_iter().enumerate() {
        let findings = report["exchanges"][at]["findings"].to_string();
        assert!(findings.contains(part), "{part} in {findings}");
    }
}

#[test]
fn the_report_is_also_printed_as_text() {
    let (code, text) = run("loss.json", "text");
    let last = "10 exchanges with a described operation, 0 without\nrequests: 3 same, 6 differs, 1 refused\nanswers: 7 –, 3 differs\n";
    assert!(code == 1 && text.ends_with(last), "{text}");
    assert!(text.contains("`denoise` must be 0 to 5, found 9"), "{text}");
    let (_, text) = run("peer.json", "text");
    assert!(text.contains("\nexchanges without a recorded method or path\n  An exchange whose path"), "{text}");
    assert!(text.contains("8 exchanges with a described operation, 4 without, 1 passed over\n"), "{text}");
    assert_eq!(run("of-no-name.json", "text"), (2, String::new()));
}
