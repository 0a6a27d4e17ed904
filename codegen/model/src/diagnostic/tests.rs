//! Tests how findings are collected.

use super::*;
use crate::source::FileId;

fn texts(diagnostics: Diagnostics, sources: &Sources) -> Vec<String> {
    diagnostics.finish(sources).into_iter().map(|finding| finding.message).collect()
}

fn sources() -> (Sources, FileId, FileId) {
    let mut sources = Sources::default();
    let second = sources.add("b.json", "0123456789");
    let first = sources.add("a.json", "0123456789");
    (sources, first, second)
}

#[test]
fn findings_are_sorted_by_path_then_position_then_code_then_message() {
    let (sources, a, b) = sources();
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::UNKNOWN_KEY, Span::at(b, 0), "6");
    diagnostics.warning(Code::UNKNOWN_KEY, Span::at(a, 7), "5");
    diagnostics.error(Code::UNKNOWN_KEY, Span::at(a, 3), "4");
    diagnostics.error(Code::UNKNOWN_KEY, Span::at(a, 3), "3");
    diagnostics.error(Code::DUPLICATE_KEY, Span::at(a, 3), "2");
    diagnostics.note(Code::WRONG_TYPE, Span::at(a, 1), "1");
    assert_eq!(texts(diagnostics, &sources), ["1", "2", "3", "4", "5", "6"]);
}

#[test]
fn the_order_of_reporting_does_not_matter() {
    let (sources, a, b) = sources();
    let mut spans: Vec<Span> = (0..10).flat_map(|at| [Span::at(a, at), Span::at(b, at)]).collect();
    let run = |spans: &[Span]| {
        let mut diagnostics = Diagnostics::default();
        for span in spans {
            diagnostics.error(Code::UNKNOWN_KEY, *span, "x").label(*span, "here");
        }
        diagnostics.finish(&sources)
    };
    let forward = run(&spans);
    spans.reverse();
    assert_eq!(forward, run(&spans));
}

#[test]
fn duplicate_findings_are_removed() {
    let (sources, a, _) = sources();
    let mut diagnostics = Diagnostics::default();
    for message in ["same", "other", "same"] {
        diagnostics.error(Code::UNKNOWN_KEY, Span::at(a, 1), message);
    }
    assert_eq!(texts(diagnostics, &sources), ["other", "same"]);
}

#[test]
fn notes_and_warnings_are_not_errors() {
    let mut diagnostics = Diagnostics::default();
    assert!(diagnostics.is_empty() && !diagnostics.has_errors());
    diagnostics.note(Code::NAME_COLLISION, Span::default(), "x");
    diagnostics.warning(Code::UNUSED_SHAPE, Span::default(), "x");
    assert!(!diagnostics.has_errors());
    let mut others = Diagnostics::default();
    others.error(Code::UNKNOWN_KEY, Span::default(), "x");
    diagnostics.append(others);
    assert!(diagnostics.has_errors());
    assert_eq!(diagnostics.worst(), Some(Level::Error));
}

#[test]
fn the_number_of_findings_is_bounded() {
    let (sources, a, _) = sources();
    let mut diagnostics = Diagnostics::default();
    for number in 0..MAX_FINDINGS + 5 {
        diagnostics.warning(Code::UNKNOWN_KEY, Span::at(a, 0), number.to_string()).help("h");
    }
    let mut more = Diagnostics::default();
    more.error(Code::UNKNOWN_KEY, Span::at(a, 0), "the only error");
    diagnostics.append(more);
    assert!(diagnostics.has_errors());
    let findings = diagnostics.finish(&sources);
    let last = findings.last().unwrap();
    assert_eq!((findings.len(), last.code), (MAX_FINDINGS + 1, Code::TOO_MANY_FINDINGS));
    assert_eq!((last.level, last.message.as_str()), (Level::Error, "6 more findings are not shown"));
}

#[test]
fn long_messages_are_truncated() {
    let mut diagnostics = Diagnostics::default();
    let long = "名".repeat(1 << 20);
    let finding = diagnostics.error(Code::UNKNOWN_KEY, Span::default(), long.clone());
    finding.help(long.clone()).label(Span::default(), long);
    let sizes = [&finding.message, finding.help.as_ref().unwrap(), &finding.labels[0].1];
    assert!(sizes.iter().all(|text| text.chars().count() == MAX_TEXT_CHARS + 1 && text.ends_with('…')));
}

#[test]
fn levels_are_ordered() {
    assert!(Level::Note < Level::Warning && Level::Warning < Level::Error);
}

#[test]
fn the_number_of_suggestions_is_bounded() {
    let (mut diagnostics, compared) = (Diagnostics::default(), std::cell::Cell::new(0));
    let candidates = || ["known", "other"].into_iter().inspect(|_| compared.set(compared.get() + 1));
    for at in 0..MAX_FINDINGS + 5 {
        diagnostics.error(Code::UNKNOWN_KEY, Span::at(FileId::default(), at), "x").suggest("knwon", candidates());
    }
    assert_eq!(compared.get(), 2 * MAX_SUGGESTING);
    let findings = diagnostics.finish(&Sources::default());
    assert_eq!(findings.iter().filter(|finding| finding.help.is_some()).count(), MAX_SUGGESTING);
}
