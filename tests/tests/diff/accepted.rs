//! The list of accepted findings: what it accepts, until when, and its errors.

use codegen_diff::accepted::{self, Accepted, Date};
use codegen_diff::rule::Severity;
use codegen_diff::{Agreed, Finding, Report, catalogue, rules};
use codegen_model::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen_model::source::Sources;

use super::reports::{self, TODAY};

/// Reads a list and its errors.
fn read(text: &str) -> (Accepted, Vec<(Code, String, Diagnostic)>) {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(accepted::FILE, text);
    let list = accepted::load(&sources, file, &mut diagnostics);
    let found = diagnostics.finish(&sources).into_iter();
    (list, found.map(|found| (found.code, sources.position(found.span).to_string(), found)).collect())
}

fn removed(place: &str) -> Finding {
    reports::finding(rules::find("parameter-removed").expect("the rule"), place, "a parameter was removed")
}

/// Returns the report of two findings on this day.
fn judged(list: &str, today: Date) -> Report {
    let (list, wrong) = read(list);
    assert!(wrong.is_empty(), "{wrong:?}");
    Report::judged(
        vec![removed("ims/2020/Look/request/Url"), removed("ims/2020/Look/request/Data")],
        None,
        &Agreed { accepted: list, ..Agreed::none(today) },
    )
}

fn ids(report: &Report) -> Vec<(&str, bool)> {
    report.findings.iter().map(|finding| (finding.rule.id, finding.accepted.is_some())).collect()
}

const ENTRY: &str = "[[accepted]]\nrule = \"parameter-removed\"\nplace = \"ims/**/Url\"\nreason = \"Nobody has it.\"\n";

#[test]
fn accepted_findings_do_not_fail() {
    let report = judged(ENTRY, TODAY);
    assert_eq!(ids(&report), [("parameter-removed", false), ("parameter-removed", true)]);
    assert_eq!(report.findings[1].accepted.as_deref(), Some("Nobody has it."));
    assert_eq!((report.summary.counts.errors, report.summary.counts.accepted), (1, 1));
    let all = judged(&ENTRY.replace("ims/**/Url", "ims/*/Look/**"), TODAY);
    assert_eq!(all.worst(), None, "everything is accepted");
    assert_eq!(all.summary.bump, Some(codegen_diff::rule::Bump::Major), "and still a break");
}

#[test]
fn a_fingerprint_accepts_one_change() {
    let entry = "[[accepted]]\nrule = \"parameter-removed\"\nfingerprint = \"0123456789ab\"\nreason = \"So.\"\n";
    assert_eq!(judged(entry, TODAY).summary.counts.accepted, 2, "artificial findings share a fingerprint");
    let other = judged(&entry.replace("0123", "1123"), TODAY);
    assert_eq!(other.summary.counts.accepted, 0);
    let wrong_rule = judged(&entry.replace("removed", "added"), TODAY);
    assert_eq!(wrong_rule.summary.counts.accepted, 0, "another rule's finding is another");
}

#[test]
fn an_entry_is_valid_until_the_end_of_its_last_day() {
    let list = format!("{ENTRY}until = 2030-01-31\n");
    assert_eq!(judged(&list, TODAY).summary.counts.accepted, 1);
    let after = judged(&list, Date { month: 2, day: 1, ..TODAY });
    let over = [("parameter-removed", false), ("parameter-removed", false), ("accepted-expired", false)];
    assert_eq!(ids(&after), over);
    assert!(after.findings[2].message.contains("2030-01-31") && after.findings[2].severity == Severity::Warning);
}

#[test]
fn an_unused_entry_is_a_finding() {
    let report = judged(&ENTRY.replace("Url", "Gone"), TODAY);
    assert_eq!(ids(&report).last(), Some(&("accepted-unused", false)));
}

#[test]
fn errors_in_a_list_have_positions() {
    let cases = [
        (ENTRY.replace("reason", "reson"), Code::UNKNOWN_KEY, "accepted.toml:4:1", "did you mean `reason`?"),
        (
            ENTRY.replace("removed", "remvoed"),
            Code::UNKNOWN_VALUE,
            "accepted.toml:2:8",
            "did you mean `parameter-removed`?",
        ),
        (ENTRY.replace("Nobody has it.", " "), Code::UNKNOWN_VALUE, "accepted.toml:4:10", "write a few words"),
        (format!("{ENTRY}until = \"2030-01-31\"\n"), Code::WRONG_TYPE, "accepted.toml:5:9", "without quotes"),
        (format!("{ENTRY}until = 2030-01-31T00:00:00\n"), Code::WRONG_TYPE, "accepted.toml:5:9", "without quotes"),
        (format!("{ENTRY}until = 2030-02-31\n"), Code::TOML_SYNTAX, "accepted.toml:5:9", ""),
        (format!("{ENTRY}fingerprint = \"a\"\n"), Code::UNKNOWN_KEY, "accepted.toml:1:1", "either a `place`"),
        (
            "[[accepted]]\nrule = \"parameter-removed\"\nreason = \"So.\"\n".into(),
            Code::MISSING_KEY,
            "accepted.toml:1:1",
            "either",
        ),
        ("accepted = 1\n".into(), Code::WRONG_TYPE, "accepted.toml:1:12", "[[accepted]]"),
        ("[[acepted]]\n".into(), Code::UNKNOWN_KEY, "accepted.toml:1:3", "did you mean `accepted`?"),
        ("[[accepted]\n".into(), Code::TOML_SYNTAX, "accepted.toml:1:12", ""),
    ];
    for (list, code, place, help) in cases {
        let (_, wrong) = read(&list);
        let found = wrong.iter().find(|(found, at, _)| (*found, at.as_str()) == (code, place));
        let (_, _, found) = found.unwrap_or_else(|| panic!("{list}: {wrong:#?}"));
        assert!(found.help.as_deref().unwrap_or_default().contains(help), "{list}: {found:?}");
    }
}

#[test]
fn written_entries_are_valid_once_they_have_reasons() {
    let (_, report) = reports::states(Date { year: 2020, ..TODAY });
    let written = accepted::entries(&report.findings);
    let (_, wrong) = read(&written);
    assert!(!wrong.is_empty() && wrong.iter().all(|(_, _, found)| found.message == "`reason` is empty"));
    let (list, wrong) = read(&written.replace("reason = \"\"", "reason = \"So.\""));
    assert!(wrong.is_empty(), "{wrong:?}");
    let open = report.findings.iter().filter(|finding| finding.accepted.is_none());
    let again = Report::judged(open.cloned().collect(), None, &Agreed { accepted: list, ..Agreed::none(TODAY) });
    assert!(again.worst() < Some(Severity::Warning), "{:?}", ids(&again));
}

#[test]
fn hostile_text_stays_in_the_comment() {
    let finding = Finding { message: "x\n[[accepted]]\nrule = 1\u{202e}".into(), ..removed("ims/a\r\nb") };
    let written = accepted::entries(&[finding]);
    assert_eq!(written.lines().filter(|line| line.starts_with("[[")).count(), 1, "{written}");
    assert!(!written.contains('\u{202e}'));
}

#[test]
fn the_catalogue_lists_every_rule_once() {
    let mut ids: Vec<_> = catalogue().map(|rule| rule.id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
