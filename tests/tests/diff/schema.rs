//! The JSON format conforms to its published schema.

use codegen_diff::render::{Format, Options};
use codegen_diff::rule::{Bump, Severity, Verdict};
use codegen_model::source::Sources;
use serde_json::{Value, json};

use super::reports::{self, DOCS, ERROR, TODAY};
use crate::support::root;

fn schema() -> Value {
    let text = std::fs::read_to_string(root().join("schemas/diff.schema.json")).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

fn valid(document: &str) -> Value {
    let document: Value = serde_json::from_str(document).expect("JSON");
    let schema = schema();
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<_> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    document
}

#[test]
fn reports_are_valid() {
    let (sources, report) = reports::states(TODAY);
    valid(&Format::Json.render(&sources, &report, &Options::default()));
    let without_positions =
        reports::report(vec![reports::finding(&ERROR, "a", "b"), reports::finding(&DOCS, "a", "b")]);
    let document = valid(&Format::Json.render(&Sources::default(), &without_positions, &Options::default()));
    assert_eq!((&document["findings"][0]["head"], &document["verdict"]["versions"]), (&Value::Null, &Value::Null));
    valid(&Format::Json.render(&Sources::default(), &reports::report(Vec::new()), &Options::default()));
}

#[test]
fn the_schema_is_closed_and_lists_all_words() {
    let schema = schema();
    let words = |name: &str| schema["$defs"][name]["enum"].clone();
    assert_eq!(words("severity"), json!([Severity::Docs, Severity::Info, Severity::Warning, Severity::Error]));
    assert_eq!(words("verdict"), json!([Verdict::Fine, Verdict::MayBreak, Verdict::Breaks]));
    assert_eq!(words("bump"), json!([Bump::Patch, Bump::Minor, Bump::Major]));
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let (sources, report) = reports::states(TODAY);
    let mut document: Value =
        serde_json::from_str(&Format::Json.render(&sources, &report, &Options::default())).expect("JSON");
    document["findings"][0]["extra"] = json!(1);
    assert!(!validator.is_valid(&document));
}
