//! Tests the formats for programs with the findings of all bad schemas and of hostile ones.

use codegen_model::Loaded;
use codegen_model::diagnostic::{Level, render};
use serde_json::Value;

use crate::support::bad::CASES;
use crate::support::{Schemas, small};

/// A name that would start a command, a colour or another line if it were printed unescaped.
const HOSTILE: &str = "x\n::error file=a,line=1::PWNED\r\u{1b}[31m%0A,: \u{202e}";

fn hostile() -> Loaded {
    let name = serde_json::to_string(HOSTILE).expect("JSON");
    let text = small::file(small::DESCRIPTOR).replace("\"ListThings\"", &name).replace("\"domain\"", &name);
    Schemas::small_with(small::DESCRIPTOR, text).check()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn json_has_every_property_of_each_finding() {
    for loaded in CASES.iter().map(|bad| bad.load()).chain([hostile()]) {
        let document = json(&render::json(&loaded.sources, &loaded.findings));
        let count = |level| loaded.findings.iter().filter(|finding| finding.level == level).count();
        let counts = [&document["errors"], &document["warnings"], &document["notes"]];
        assert_eq!(
            counts,
            [count(Level::Error), count(Level::Warning), count(Level::Note)].map(Value::from).each_ref()
        );
        let listed = document["findings"].as_array().expect("a list");
        assert_eq!(listed.len(), loaded.findings.len());
        for (shown, finding) in listed.iter().zip(&loaded.findings) {
            let position = loaded.sources.position(finding.span);
            assert_eq!([&shown["code"], &shown["message"]], [finding.code.id(), &finding.message]);
            assert_eq!(shown["file"], position.path);
            assert_eq!([&shown["line"], &shown["column"]], [position.line, position.column]);
            assert_eq!(shown["help"].as_str(), finding.help.as_deref());
        }
    }
}

#[test]
fn github_has_one_command_for_each_finding() {
    for loaded in CASES.iter().map(|bad| bad.load()).chain([hostile()]) {
        let text = render::github(&loaded.sources, &loaded.findings);
        assert_eq!(text.lines().count(), loaded.findings.len(), "{text}");
        for (line, finding) in text.lines().zip(&loaded.findings) {
            let position = loaded.sources.position(finding.span);
            let location = format!(" file={},line={},", position.path, position.line);
            let word = if finding.level == Level::Note { "notice" } else { finding.level.as_str() };
            assert!(line.starts_with(&format!("::{word}{location}")), "{line}");
            let (properties, message) = line[2..].split_once("::").expect("a message");
            assert!(!properties.contains('\u{1b}') && !message.contains(['\r', '\u{1b}', '\u{202e}']), "{line}");
        }
    }
    let loaded = hostile();
    let text = render::github(&loaded.sources, &loaded.findings);
    assert!(text.contains("x%0A::error file=a,line=1::PWNED"), "{text}");
}

#[test]
fn sarif_has_rules_results_and_locations() {
    for loaded in CASES.iter().map(|bad| bad.load()).chain([hostile()]) {
        let log = json(&render::sarif(&loaded.sources, &loaded.findings));
        assert_eq!([&log["version"], &log["runs"][1]], [&Value::from("2.1.0"), &Value::Null]);
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
        let results = log["runs"][0]["results"].as_array().expect("results");
        assert_eq!(results.len(), loaded.findings.len());
        for (result, finding) in results.iter().zip(&loaded.findings) {
            let index = result["ruleIndex"].as_u64().expect("a number") as usize;
            assert_eq!([&rules[index]["id"], &result["ruleId"]], [finding.code.id(); 2]);
            assert!(rules[index]["help"]["markdown"].as_str().is_some_and(|page| page.starts_with("# TC")));
            assert_eq!(result["level"], finding.level.as_str());
            assert!(result["message"]["text"].as_str().is_some_and(|text| text.starts_with(&finding.message)));
            let location = &result["locations"][0]["physicalLocation"];
            let position = loaded.sources.position(finding.span);
            assert_eq!(location["artifactLocation"]["uri"], position.path);
            let region = &location["region"];
            assert_eq!([&region["startLine"], &region["startColumn"]], [position.line, position.column]);
            assert!(region["endLine"].as_u64() >= region["startLine"].as_u64(), "{region}");
        }
    }
}

#[test]
fn text_has_an_excerpt_and_a_summary() {
    for bad in CASES {
        let loaded = bad.load();
        let text = render::text(&loaded.sources, &loaded.findings);
        let position = loaded.sources.position(loaded.findings[0].span);
        assert!(text.contains(&format!("[{}]: ", &bad.file[..6])) && text.contains(&format!("{position}\n")), "{text}");
        let marks = text.lines().any(|line| line.contains('^'));
        assert!(marks || loaded.sources.text(loaded.findings[0].span.file).is_empty(), "{text}");
        assert!(text.contains("; for details, run `cargo xtask explain"), "{text}");
    }
}
