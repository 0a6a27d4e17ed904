//! What a reader finds first: the verdict, the overview of large reports, the users of shared types.

use codegen_diff::render::{Format, Links, MAX_RESULTS, Options};
use codegen_diff::rule::Within;
use codegen_diff::{Finding, SourceFile, catalogue, diff, explain};
use codegen_model::Model;
use codegen_model::source::Sources;
use serde_json::Value;
use tests::piece;

use super::reports::{self, ERROR, NOTE, TODAY};

#[test]
fn the_verdict_is_in_the_first_lines() {
    let (sources, small) = reports::states(TODAY);
    let large = (0..300).map(|n| reports::finding(&ERROR, &format!("s{}/a{n}", n % 9), "a break"));
    let large = reports::report(large.collect());
    for (sources, report) in [(&sources, &small), (&Sources::default(), &large)] {
        for format in [Format::Text, Format::Markdown] {
            let shown = format.render(sources, report, &Options::default());
            let verdict = report.summary.to_string();
            let verdict = verdict.trim_start_matches("verdict: ").split(" · ").next().expect("a bump");
            assert!(shown.lines().take(10).any(|line| line.contains(verdict) && line.contains("fails on")), "{shown}");
        }
    }
}

#[test]
fn a_large_report_is_an_overview() {
    let findings = (0..300).map(|n| match n % 10 {
        0 => reports::finding(&ERROR, &format!("s{}/a{n}", n % 7), "a break"),
        _ => reports::finding(&NOTE, &format!("s{}/a{n}", n % 7), "a note"),
    });
    let report = reports::report(findings.collect());
    let text = Format::Text.render(&Sources::default(), &report, &Options::default());
    assert!(text.lines().count() < 120, "{} lines", text.lines().count());
    for line in [
        "- s0  patch · wire breaks · 5 errors, 38 notes",
        "    30  test-error (error)",
        "   270  test-note (info)",
        "  +255 more",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
    }
    assert_eq!(text.matches("error[test-error]").count(), 30, "five in full, then a line each");
    let full = Options { full: true, ..Options::default() };
    let full = Format::Text.render(&Sources::default(), &report, &full);
    assert_eq!(full.matches("note[test-note]").count(), 270);
    let page = Format::Markdown.render(&Sources::default(), &report, &Options::default());
    assert!(page.contains("| <code>s0</code> | patch · wire breaks | 5 errors, 38 notes |"), "{page}");
    assert!(page.contains("<summary>25 more errors and warnings</summary>"), "{page}");
}

#[test]
fn sarif_stays_within_the_limit_and_says_so() {
    let findings = (0..MAX_RESULTS + 3).map(|n| reports::finding(&NOTE, &format!("s/{n}"), "a note"));
    let log = Format::Sarif.render(&Sources::default(), &reports::report(findings.collect()), &Options::default());
    let log: Value = serde_json::from_str(&log).expect("JSON");
    let run = &log["runs"][0];
    assert_eq!(run["results"].as_array().map(Vec::len), Some(MAX_RESULTS));
    let note = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert_eq!(note, "3 more findings are left out, the least severe ones");
}

#[test]
fn places_are_links() {
    let (sources, report) = reports::states(TODAY);
    let address = |commit: &str| Some(format!("https://example.com/blob/{commit}/"));
    let options = Options { links: Links { base: address("a"), head: address("b") }, ..Options::default() };
    let page = Format::Markdown.render(&sources, &report, &options);
    let head = "(https://example.com/blob/b/schemas/look/2024-01-01.json#L15)";
    assert!(
        page.contains(head) && page.contains("(https://example.com/blob/a/schemas/look/2024-01-01.json#L16)"),
        "{page}"
    );
    let page = Format::Html.render(&sources, &report, &options);
    assert!(page.contains("<a href=\"https://example.com/blob/b/schemas/look/2024-01-01.json#L15\">"), "{page}");
    // Without a repository, links lead to the files beside the report.
    let page = Format::Markdown.render(&sources, &report, &Options::default());
    assert!(page.contains("](schemas/look/2024-01-01.json#L15)"), "{page}");
}

#[test]
fn titles_have_no_placeholders() {
    for rule in catalogue().filter(|rule| rule.id != "unclassified-change") {
        let title = explain::title(rule);
        assert!(!title.contains(['…', '{']) && !title.ends_with([':', ',']), "{}: {title}", rule.id);
    }
}

fn models(pieces: [&str; 2]) -> [Model; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    let sides = ["base", "head"].map(|side| folder.path().join(side));
    for (side, text) in sides.iter().zip(pieces) {
        piece::write(Within::Actions, text, "look", side);
    }
    sides.map(|side| codegen_model::load(&side, &[]).model.expect("it loads"))
}

fn finding<'f>(findings: &'f [Finding], rule: &str) -> &'f Finding {
    findings.iter().find(|finding| finding.rule.id == rule).unwrap_or_else(|| panic!("{rule} in {findings:#?}"))
}

/// Returns actions of which several use the structure `Area`, one of them through another structure.
fn actions(members: &str) -> String {
    let area = format!(r#"{{ "name": "Area", "type": "object", "shape": "Area", "children": [{members}] }}"#);
    let shape = r#"{ "name": "Area", "type": "object", "shape": "Area" }"#;
    format!(
        r#"{{ "name": "Crop", "parameters": [{area}] }},
           {{ "name": "Peek", "parameters": [{{ "name": "Box", "type": "object", "shape": "Box", "children": [{shape}] }}] }},
           {{ "name": "Other", "parameters": [{{ "name": "Width", "type": "integer" }}] }}"#
    )
}

const WIDTH: &str = r#"{ "name": "Width", "type": "integer" }"#;

#[test]
fn a_finding_on_a_shared_type_names_its_users() {
    let [base, head] =
        models([&actions(&format!(r#"{WIDTH}, {{ "name": "Height", "type": "integer" }}"#)), &actions(WIDTH)]);
    let findings = diff(&base, &head);
    assert_eq!(finding(&findings, "parameter-removed").used_by, ["Crop", "Peek"]);
    let many: Vec<String> = (0..9).map(|n| format!("Op{n}")).collect();
    let report = reports::report(vec![Finding { used_by: many, ..reports::finding(&ERROR, "s/a", "a break") }]);
    let shown = Format::Text.render(&Sources::default(), &report, &Options::default());
    assert!(shown.contains("used by `Op0`, `Op1`, `Op2`, `Op3`, `Op4` and 4 more"), "{shown}");
}

#[test]
fn moves_and_splits_name_the_other_side() {
    let before = r#"{ "name": "Peek", "parameters": [{ "name": "Width", "type": "integer" }] }"#;
    let after = r#"{ "name": "Peek", "parameters": [{ "name": "Size", "type": "object", "shape": "Size",
        "children": [{ "name": "Width", "type": "integer" }] }] }"#;
    let [base, head] = models([before, after]);
    let moved = diff(&base, &head);
    let moved = finding(&moved, "parameter-moved");
    assert_eq!(moved.message, "the parameter `Width` of `Peek` moved to the structure `Size`");
    for rule in ["structure-split", "structure-merged", "enumeration-split", "enumeration-merged"] {
        let [found, _] = super::examples::findings(codegen_diff::rules::find(rule).expect("a rule")).expect("it loads");
        let message = &finding(&found, rule).message;
        assert!(message.matches('`').count() == 4 && !message.contains("another"), "{message}");
    }
}

#[test]
fn findings_name_the_lines_that_they_touch() {
    let area = |members: &str| actions(members);
    let both = format!(r#"{WIDTH}, {{ "name": "Height", "type": "integer" }}"#);
    let [base, head] = models([&area(&both), &area(WIDTH)]);
    let touched = |text: &str| {
        let mut report = codegen_diff::Report::without_versions(&base, &head, &codegen_diff::Agreed::none(TODAY));
        let file = SourceFile { path: "src/main.rs".to_owned(), text: text.to_owned() };
        report.touch(&base, &[file]).expect("valid Rust");
        (finding(&report.findings, "parameter-removed").uses.clone(), report.summary.touched)
    };
    let uses = "use cloud::look::{Area, Crop};\nfn main() {\n    let area = Area::new()\n        .height(1);\n}\n";
    assert_eq!(touched(uses), (vec!["src/main.rs:4".to_owned()], Some(1)));
    assert_eq!(touched(&uses.replace("height", "width")), (vec![], Some(0)), "it uses another member");
    assert_eq!(touched(&uses.replace("Crop", "Other")), (vec![], Some(0)), "it uses another operation");
    assert_eq!(touched(&uses.replace(".height(1)", ".width(height())")), (vec![], Some(0)), "a function has the name");
    let mut report = codegen_diff::Report::without_versions(&base, &head, &codegen_diff::Agreed::none(TODAY));
    let wrong = SourceFile { path: "src/wrong.rs".to_owned(), text: "fn (".to_owned() };
    assert!(report.touch(&base, &[wrong]).is_err_and(|reason| reason.starts_with("src/wrong.rs: ")));
}

#[test]
fn a_renamed_type_touches_code_that_names_it() {
    let both = format!(r#"{WIDTH}, {{ "name": "Height", "type": "integer" }}"#);
    let [base, head] = models([&actions(&both), &actions(&both).replace("Area", "Frame")]);
    let touched = |text: &str| {
        let mut report = codegen_diff::Report::without_versions(&base, &head, &codegen_diff::Agreed::none(TODAY));
        let file = SourceFile { path: "src/main.rs".to_owned(), text: text.to_owned() };
        report.touch(&base, &[file]).expect("valid Rust");
        finding(&report.findings, "structure-renamed").uses.clone()
    };
    let uses = "use cloud::look::{self, Crop};\nfn main() {\n    let crop = Crop::new();\n}\n";
    assert_eq!(touched(uses), Vec::<String>::new(), "it does not name the type");
    assert_eq!(touched(&uses.replace("Crop::new()", "Crop::new().area(look::Area::new())")), ["src/main.rs:3"]);
}

#[test]
fn an_accepted_line_keeps_its_message() {
    let (sources, report) = reports::states(TODAY);
    let shown = Format::Text.render(&sources, &report, &Options::default());
    assert!(
        shown.contains("accepted: the limits of the parameter `Threshold` of `DetectThing` were tightened: 0 to 50"),
        "{shown}"
    );
}
