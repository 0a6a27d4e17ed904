//! Renders findings for a terminal.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Severity, Origin, Renderer, Snippet};

use super::excerpt::{Excerpt, Mark, excerpts};
use super::view::FindingView;
use crate::diagnostic::{Diagnostic, Level, printable};
use crate::source::{FileId, Sources};

/// How many findings are rendered. Machines get all of them, in the other forms.
const MAX_RENDERED: usize = 1_000;

/// Stands for a path while a snippet is rendered. It is a noncharacter, which no rendered text contains.
const PLACEHOLDER: char = '\u{fdd0}';

/// Renders findings without colours.
pub fn text(sources: &Sources, findings: &[Diagnostic]) -> String {
    render_all(sources, findings, &renderer(false))
}

/// Renders findings with colours.
pub fn coloured(sources: &Sources, findings: &[Diagnostic]) -> String {
    render_all(sources, findings, &renderer(true))
}

/// Returns a renderer with or without colours.
pub fn renderer(colour: bool) -> Renderer {
    if colour { Renderer::styled().hyperlink(false) } else { Renderer::plain() }
}

fn render_all(sources: &Sources, findings: &[Diagnostic], renderer: &Renderer) -> String {
    let mut out = String::new();
    let rendered = most_severe(findings);
    for finding in &rendered {
        out.push_str(&draw(sources, &FindingView::from(*finding), renderer));
    }
    if let Some(first) = rendered.first() {
        let counts = counts(findings);
        if rendered.len() < findings.len() {
            out.push_str(&format!("the first {MAX_RENDERED} of {} findings are shown, errors first\n", findings.len()));
        }
        out.push_str(&format!("{counts}; for details, run `cargo xtask explain {}`\n", first.code));
    }
    out
}

/// Returns the findings to render, in their order: of too many, those of the highest levels.
fn most_severe(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut chosen: Vec<_> = findings.iter().enumerate().collect();
    if chosen.len() > MAX_RENDERED {
        chosen.sort_by_key(|(_, finding)| std::cmp::Reverse(finding.level));
        chosen.truncate(MAX_RENDERED);
        chosen.sort_by_key(|(index, _)| *index);
    }
    chosen.into_iter().map(|(_, finding)| finding).collect()
}

/// Renders one finding, followed by an empty line.
pub fn draw(sources: &Sources, finding: &FindingView<'_>, renderer: &Renderer) -> String {
    let mut positions = Vec::new();
    let rendered = renderer.render(&[report(sources, finding, &mut positions)]);
    with_positions(&rendered, &positions) + "\n\n"
}

fn report<'d>(sources: &Sources, finding: &'d FindingView<'_>, positions: &mut Vec<String>) -> Group<'d> {
    let title = severity(finding.level).primary_title(printable(&finding.message, &['\n']));
    let mut group = Group::with_title(title.id(finding.id));
    for (file, marks) in marks_by_file(finding) {
        for excerpt in excerpts(sources, file, &marks) {
            group = add_excerpt(sources, group, excerpt, positions);
        }
    }
    for note in &finding.notes {
        group = group.element(Severity::NOTE.message(printable(note, &['\n'])));
    }
    match finding.help {
        Some(help) => group.element(Severity::HELP.message(printable(help, &['\n']))),
        None => group,
    }
}

fn severity(level: Level) -> Severity<'static> {
    match level {
        Level::Error => Severity::ERROR,
        Level::Warning => Severity::WARNING,
        Level::Note => Severity::NOTE,
    }
}

/// Groups the marks of a finding by file. The file of the finding itself comes first.
fn marks_by_file<'d>(finding: &'d FindingView<'_>) -> Vec<(FileId, Vec<Mark<'d>>)> {
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

/// Adds an excerpt. The renderer would print a position in the excerpt, which differs from that in the file if a line is
/// clipped. So its path is a placeholder, which [`with_positions`] replaces.
fn add_excerpt<'d>(
    sources: &Sources,
    group: Group<'d>,
    excerpt: Excerpt<'d>,
    positions: &mut Vec<String>,
) -> Group<'d> {
    let position = sources.position(excerpt.span);
    if position.path.is_empty() {
        return group;
    }
    let placeholder = PLACEHOLDER.to_string();
    positions.push(printable(&position.to_string(), &[]).into_owned());
    if sources.text(excerpt.span.file).is_empty() {
        return group.element(Origin::path(placeholder));
    }
    let marks = excerpt.marks.into_iter().map(|(range, label)| annotation(range, label));
    let snippet = Snippet::source(excerpt.text).path(placeholder).line_start(excerpt.line as usize);
    group.element(snippet.annotations(marks))
}

fn annotation(range: std::ops::Range<usize>, label: Option<&str>) -> Annotation<'_> {
    match label {
        Some(label) => AnnotationKind::Context.span(range).label(printable(label, &[])),
        None => AnnotationKind::Primary.span(range),
    }
}

/// Replaces each placeholder, and the line and column that the renderer printed after it.
fn with_positions(rendered: &str, positions: &[String]) -> String {
    let mut parts = rendered.split(PLACEHOLDER);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (part, position) in parts.zip(positions.iter().map(String::as_str).chain(std::iter::repeat(""))) {
        out.push_str(position);
        out.push_str(part.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()));
    }
    out
}

/// Counts the findings of each level, highest first: `2 errors, 1 note`.
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
