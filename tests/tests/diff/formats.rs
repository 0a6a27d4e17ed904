//! Every output format, compared with the approved output.

use codegen_diff::Finding;
use codegen_diff::render::{Format, Options, edits};
use codegen_diff::rule::Severity;
use codegen_model::source::Sources;
use tests::snapshot::{self, Files};

use super::reports::{self, DOCS, NOTE, TODAY};

#[test]
fn every_format_matches_the_approved_output() {
    let (sources, report) = reports::states(TODAY);
    let mut files: Files = Format::ALL
        .into_iter()
        .map(|(name, format)| (format!("{name}.txt"), format.render(&sources, &report, &Options::default())))
        .collect();
    let explained = edits(&sources, &report, None, false).expect("all of them");
    files.insert("explain.txt".to_owned(), explained);
    snapshot::check_folder(&reports::folder().join("expected"), &files).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn both_sides_have_positions_in_json_and_xml() {
    let (sources, report) = reports::states(TODAY);
    let places = |id: &str, place: &str| {
        let is_wanted = |finding: &&Finding| finding.rule.id == id && finding.place.ends_with(place);
        let found = report.findings.iter().find(is_wanted).unwrap_or_else(|| panic!("{id} of {place}"));
        [found.base, found.head].map(|span| sources.position(span).to_string())
    };
    let json = places("parameter-default-changed", "Limit");
    assert_eq!(json, ["main:schemas/look/2024-01-01.json:27:19", "schemas/look/2024-01-01.json:27:19"]);
    let xml = places("parameter-bounds-loosened", "angle");
    assert_eq!(xml, ["main:schemas/ci/turn-image.xml:7:18", "schemas/ci/turn-image.xml:7:18"]);
    // The position of the sibling before it, or of the nearest ancestor, stands for an item that one side lacks.
    let added = places("parameter-added-required", "fill");
    assert_eq!(added, ["main:schemas/ci/turn-image.xml:2:18", "schemas/ci/turn-image.xml:8:18"]);
    let removed = places("parameter-removed", "Region");
    assert_eq!(removed, ["main:schemas/look/2024-01-01.json:16:19", "schemas/look/2024-01-01.json:15:19"]);
}

#[test]
fn one_finding_can_be_explained() {
    let (sources, report) = reports::states(TODAY);
    let wanted = &report.findings[0];
    let explained = edits(&sources, &report, Some(&wanted.fingerprint), false).expect("the finding exists");
    assert!(explained.contains(&wanted.edits[0]) && !explained.contains(&report.findings[1].fingerprint));
    assert_eq!(edits(&sources, &report, Some("nothing"), false), None);
}

#[test]
fn a_report_of_documentation_changes_is_one_line() {
    let findings = vec![
        reports::finding(&DOCS, "ims/a", "the documentation changed"),
        reports::finding(&DOCS, "ims/b", "the documentation changed"),
        reports::finding(&DOCS, "ci/a", "the documentation changed"),
    ];
    let report = reports::report(findings);
    for format in [Format::Text, Format::Markdown] {
        let shown = format.render(&Sources::default(), &report, &Options::default());
        assert_eq!(shown, "documentation only: 3 texts changed (ci 1, ims 2), nothing breaks\n");
    }
    assert_eq!(Format::Github.render(&Sources::default(), &report, &Options::default()), "");
}

#[test]
fn documentation_changes_beside_others_are_counted() {
    let findings = vec![reports::finding(&DOCS, "ims/a", "text"), reports::finding(&NOTE, "ims/b", "a note")];
    let report = reports::report(findings);
    for (format, line) in [
        (Format::Text, "documentation: 1 text changed (ims 1)\n"),
        (Format::Markdown, "\nDocumentation: 1 text changed (ims 1)\n"),
        (Format::Changelog, "- Documentation: 1 text changed (ims 1).\n"),
    ] {
        let shown = format.render(&Sources::default(), &report, &Options::default());
        assert!(shown.contains(line), "{shown}");
    }
}

#[test]
fn an_empty_report_is_short() {
    let report = reports::report(Vec::new());
    let shown = Format::ALL.map(|(_, format)| format.render(&Sources::default(), &report, &Options::default()));
    assert_eq!(shown[0], "verdict: nothing changed\n");
    assert_eq!(shown[1], "**Not breaking — nothing changed**\n");
    assert_eq!((shown[3].as_str(), shown[5].as_str()), ("", "Nothing changed.\n"));
    assert_eq!(report.worst(), None);
}

#[test]
fn the_worst_comes_first() {
    let (_, report) = reports::states(TODAY);
    let severities: Vec<Severity> = report.findings.iter().map(|finding| finding.severity).collect();
    assert!(severities.is_sorted_by(|one, next| one >= next), "{severities:?}");
}
