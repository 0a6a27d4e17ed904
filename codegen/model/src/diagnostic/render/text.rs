//! Knows how findings look on a terminal.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Word, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, Mark, excerpts};
use super::view::FindingView;
use crate::diagnostic::{Diagnostic, Level, printable};
use crate::source::{FileId, Sources};

/// Stands for a place while a frame is drawn. It is no character, so no text that is shown has it.
const STAND_IN: char = '\u{fdd0}';

/// Prints findings for a person, without colour.
pub fn text(sources: &Sources, findings: &[Diagnostic]) -> String {
    print(sources, findings, &renderer(false))
}

/// Prints findings for a person whose terminal shows colours.
pub fn coloured(sources: &Sources, findings: &[Diagnostic]) -> String {
    print(sources, findings, &renderer(true))
}

/// What draws findings, with or without colour.
pub fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() }
}

fn print(sources: &Sources, findings: &[Diagnostic], renderer: &Renderer) -> String {
    let mut out = String::new();
    for finding in findings {
        out.push_str(&draw(sources, &FindingView::from(finding), renderer));
    }
    if let Some(first) = findings.first() {
        let counts = counts(findings);
        out.push_str(&format!("{counts}; `cargo xtask explain {}` says more\n", first.code));
    }
    out
}

/// Draws one finding, and an empty line after it.
pub fn draw(sources: &Sources, finding: &FindingView<'_>, renderer: &Renderer) -> String {
    let mut places = Vec::new();
    let drawn = renderer.render(&[report(sources, finding, &mut places)]);
    with_places(&drawn, &places) + "\n\n"
}

fn report<'d>(sources: &Sources, finding: &'d FindingView<'_>, places: &mut Vec<String>) -> Group<'d> {
    let title = words(finding.level).primary_title(printable(&finding.message, &['\n']));
    let mut group = Group::with_title(title.id(finding.id));
    for (file, marks) in by_file(finding) {
        for excerpt in excerpts(sources, file, &marks) {
            group = frame(sources, group, excerpt, places);
        }
    }
    for note in &finding.notes {
        group = group.element(Word::NOTE.message(printable(note, &['\n'])));
    }
    match finding.help {
        Some(help) => group.element(Word::HELP.message(printable(help, &['\n']))),
        None => group,
    }
}

fn words(level: Level) -> Word<'static> {
    match level {
        Level::Error => Word::ERROR,
        Level::Warning => Word::WARNING,
        Level::Note => Word::NOTE,
    }
}

/// The marks of a finding, gathered by file; the file of the finding itself comes first.
fn by_file<'d>(finding: &'d FindingView<'_>) -> Vec<(FileId, Vec<Mark<'d>>)> {
    let labels = finding.labels.iter().map(|(span, label)| (*span, Some(*label)));
    let mut files: Vec<(FileId, Vec<Mark<'d>>)> = Vec::new();
    for (span, label) in std::iter::once((finding.span, None)).chain(labels) {
        let mark = Mark { span, label };
        match files.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((span.file, vec![mark])),
        }
    }
    files
}

/// Adds one excerpt. The frame would name a place in the excerpt, which is not that in the file
/// where a line is clipped: it is given a stand-in for the path, and [`with_places`] puts the
/// place in.
fn frame<'d>(sources: &Sources, group: Group<'d>, excerpt: Excerpt<'d>, places: &mut Vec<String>) -> Group<'d> {
    let place = sources.position(excerpt.place);
    if place.path.is_empty() {
        return group;
    }
    let stand_in = STAND_IN.to_string();
    places.push(printable(&place.to_string(), &[]).into_owned());
    if sources.text(excerpt.place.file).is_empty() {
        return group.element(Origin::path(stand_in));
    }
    let marks = excerpt.marks.into_iter().map(|(range, label)| annotation(range, label));
    let snippet = Snippet::source(excerpt.text).path(stand_in).line_start(excerpt.line as usize);
    group.element(snippet.annotations(marks))
}

fn annotation(range: std::ops::Range<usize>, label: Option<&str>) -> Annotation<'_> {
    match label {
        Some(label) => AnnotationKind::Context.span(range).label(printable(label, &[])),
        None => AnnotationKind::Primary.span(range),
    }
}

/// Replaces each stand-in, and the line and column that the frame printed after it.
fn with_places(drawn: &str, places: &[String]) -> String {
    let mut parts = drawn.split(STAND_IN);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, place) in parts.zip(places.iter().map(String::as_str).chain(std::iter::repeat(""))) {
        out.push_str(place);
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}

/// How many findings there are of each level that occurs, the worst first: `2 errors, 1 note`.
fn counts(findings: &[Diagnostic]) -> String {
    let levels = [Level::Error, Level::Warning, Level::Note].into_iter();
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let parts = levels.filter_map(|level| match count(level) {
        0 => None,
        1 => Some(format!("1 {level}")),
        many => Some(format!("{many} {level}s")),
    });
    parts.collect::<Vec<_>>().join(", ")
}
