//! The commands that only print.

use codegen_diff::{catalogue, explain, rules};
use codegen_model::diagnostic::Code;
use serde_json::Value;

use super::binary::{Run, xtask};
use crate::support::bad::CASES;
use crate::support::{Schemas, small};

/// Runs a command on the small set of schemas.
fn run_on_small_set(arguments: &[&str]) -> Run {
    let schemas = Schemas::of(&small::files());
    let run = xtask(&[arguments, &["--schemas", schemas.path().to_str().expect("UTF-8")]].concat());
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{arguments:?}");
    run
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn help_is_printed_without_arguments() {
    let [bare, requested] = [xtask(&[]), xtask(&["--help"])];
    assert_eq!(requested.code, 0);
    for help in [&bare.err, &requested.out] {
        for word in [
            "Usage: cargo xtask",
            "regenerate",
            "check",
            "fmt",
            "names",
            "coverage",
            "policy",
            "explain",
            "Exit codes: 0",
        ] {
            assert!(help.contains(word), "{word} is not in\n{help}");
        }
    }
}

#[test]
fn every_command_has_help() {
    let help = xtask(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").expect("commands");
    let (commands, _) = commands.split_once("\n\n").expect("an end");
    for line in commands.lines().filter(|line| !line.trim().starts_with("help ")) {
        let (command, description) = line.trim().split_once(' ').expect("a command and its description");
        assert!(!description.trim().is_empty());
        let run = xtask(&[command, "--help"]);
        assert!(run.code == 0 && run.out.contains(description.trim()), "{command}: {}{}", run.out, run.err);
    }
}

#[test]
fn invalid_arguments_are_errors() {
    for arguments in [
        &["frobnicate"][..],
        &["regenerate", "--frobnicate"],
        &["regenerate", "--check", "--dry-run"],
        &["regenerate", "--only"],
        &["check", "--format", "yaml"],
        &["check", "extra"],
        &["fmt", "extra"],
        &["fmt", "--dry-run"],
        &["coverage", "--format", "csv"],
        &["policy"],
        &["policy", "ims:Nothing"],
        &["policy", "ImageModeration"],
        &["policy", "--scan", "no-such-folder"],
        &["policy", "ims:ImageModeration", "--bucket", "without-account"],
        &["policy", "ims:ImageModeration", "--region", "ap chengdu"],
        &["explain", "TC9999"],
        &["explain", "nonsense"],
    ] {
        let run = xtask(arguments);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
        assert!(run.err.starts_with("error: "), "{arguments:?}: {}", run.err);
    }
}

#[test]
fn codes_are_explained() {
    for typed in ["TC0202", "tc0202", "202"] {
        let run = xtask(&["explain", typed]);
        assert_eq!((run.code, run.out.trim_end()), (0, Code::UNKNOWN_KEY.explain().trim_end()));
    }
    let run = xtask(&["explain"]);
    let codes = Code::all().map(|code| format!("{code}  {}", code.title()));
    let rules = catalogue().map(|rule| format!("{}  {}", rule.id, explain::title(rule)));
    assert_eq!(run.out.lines().map(str::to_owned).collect::<Vec<_>>(), codes.chain(rules).collect::<Vec<_>>());
    assert!(xtask(&["explain", "TC9999"]).err.contains("`cargo xtask explain` lists them"));
}

#[test]
fn rules_are_explained() {
    let rule = rules::find("parameter-removed").expect("a rule");
    for typed in ["parameter-removed", " Parameter-Removed"] {
        let run = xtask(&["explain", typed]);
        assert_eq!((run.code, run.out.trim_end()), (0, explain::page(rule).trim_end()));
    }
    for rule in catalogue() {
        assert_eq!(codegen_diff::pages::page(rule.id), Ok(explain::page(rule)));
    }
    assert!(xtask(&["explain", "parameter-remved"]).err.contains("did you mean `parameter-removed`?"));
}

#[test]
fn names_are_listed() {
    let run = run_on_small_set(&["names"]);
    for line in ["tiny@2024-01-01 operation DetectThing -> DetectThing", "ci member QueryJob.detect-url -> detect_url"]
    {
        assert!(run.out.lines().any(|found| found.starts_with(line)), "{line} is not in\n{}", run.out);
    }
}

#[test]
fn the_model_is_printed_as_json() {
    let model = json(&run_on_small_set(&["model"]).out);
    assert_eq!(model["package"]["name"], "small-client");
    assert_eq!(model["services"].as_array().map(Vec::len), Some(2));
}

#[test]
fn coverage_is_printed_in_three_formats() {
    let text = run_on_small_set(&["coverage"]).out;
    let (head, rows) = text.split_once('\n').expect("a head");
    assert!(head.starts_with("service") && head.ends_with("examples"), "{text}");
    assert_eq!(rows.lines().count(), 4 + 1 + 2, "{text}");
    assert!(
        text.contains("tiny 2024-01-01: 3 operations, 2 typed, 1 opaque; 2 of 2 actions of the authorization table")
    );
    let markdown = run_on_small_set(&["coverage", "--format", "markdown"]).out;
    assert!(markdown.starts_with("| service | operation |"), "{markdown}");
    assert_eq!(markdown.lines().filter(|line| line.ends_with('|')).count(), 2 + 4, "{markdown}");
    let coverage = json(&run_on_small_set(&["coverage", "--format", "json"]).out);
    assert_eq!(coverage["services"][0]["missing"], Value::Array(Vec::new()));
    let rows = &coverage["operations"];
    assert_eq!(rows.as_array().map(Vec::len), Some(4), "{rows}");
    assert_eq!(
        [&rows[0]["operation"], &rows[2]["kind"], &rows[3]["examples"]],
        [&Value::from("DetectThing"), &Value::from("opaque"), &Value::from(2)]
    );
}

#[test]
fn a_policy_is_printed_for_the_operations_of_an_application() {
    let application = tempfile::tempdir().expect("a folder");
    let source = |path: &str, text: &str| {
        let path = application.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    source("src/main.rs", "use some_client::tiny; fn main() { tiny::DetectThing::new(); }");
    source("target/debug/built.rs", "fn f() { tiny::ListThings::new(); }");
    source("src/notes.txt", "tiny::ListThings");
    let schemas = Schemas::of(&small::files());
    let root = schemas.path();
    let folder = root.to_str().expect("UTF-8");
    let run = xtask(&["policy", "--scan", application.path().to_str().expect("UTF-8"), "--schemas", folder]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(json(&run.out)["statement"][0]["action"], Value::from(vec!["tiny:DetectThing"]));
    assert!(run.err.contains("tiny:DetectThing is used in") && run.err.contains("main.rs"), "{}", run.err);
    source("src/broken.rs", "fn main() {");
    let run = xtask(&["policy", "--scan", application.path().to_str().expect("UTF-8"), "--schemas", folder]);
    assert!(run.code == 2 && run.err.contains("broken.rs"), "{}", run.err);
}

#[test]
fn check_of_valid_schemas_reports_nothing() {
    assert_eq!(run_on_small_set(&["check"]).out, "7 files, 0 findings\n");
    assert_eq!(json(&run_on_small_set(&["check", "--format", "json"]).out)["findings"], Value::Array(Vec::new()));
    assert_eq!(run_on_small_set(&["check", "--format", "github"]).out, "");
    assert_eq!(
        json(&run_on_small_set(&["check", "--format", "sarif"]).out)["runs"][0]["results"],
        Value::Array(Vec::new())
    );
}

#[test]
fn check_of_invalid_schemas_fails_in_every_format() {
    let bad = CASES.iter().find(|bad| bad.file == "TC0202.json").expect("a case");
    let schemas = Schemas::small_with(bad.path(), bad.text());
    let path = schemas.path();
    let check = |format: &str| xtask(&["check", "--format", format, "--schemas", path.to_str().expect("UTF-8")]);
    for format in ["text", "json", "github", "sarif"] {
        let run = check(format);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{format}");
        assert!(run.out.contains("desciption"), "{format}: {}", run.out);
    }
    let codes =
        json(&check("json").out)["findings"].as_array().map(|found| found.iter().any(|f| f["code"] == "TC0202"));
    assert_eq!(codes, Some(true));
}

#[test]
fn warnings_do_not_fail_a_check() {
    let bad = CASES.iter().find(|bad| bad.file == "TC0507.json").expect("a case");
    let [tiny, _] = small::halves();
    let schemas = Schemas::of(&tiny[..1]);
    schemas.write(bad.path(), bad.text());
    let run = xtask(&["check", "--schemas", schemas.path().to_str().expect("UTF-8")]);
    assert!(run.code == 0 && run.out.contains("warning[TC0507]"), "{}", run.out);
}
