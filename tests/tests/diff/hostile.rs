//! Hostile text in schemas, and more findings than a comment can hold.

use codegen_diff::Finding;
use codegen_diff::render::{Format, LIMIT, Options};
use codegen_diff::rule::Rule;
use codegen_model::source::Sources;
use pulldown_cmark::{Event, Parser, Tag};

use super::reports::{self, DOCS, ERROR, NOTE};

const TEXTS: [&str; 12] = [
    "a | b | c",
    "`code` and ``more`` and ```",
    "<script>alert(1)</script><img src=x onerror=y>",
    "::error file=a.rs::owned",
    "first\n::error::second\r\n# heading\n\n| table |\n|---|",
    "turned \u{202e}round\u{2066} and \u{fffd}\u{0}\u{1b}[31m",
    "[a](javascript:alert(1)) ![b](https://example.com/b.png) <https://example.com>",
    "https://example.com www.example.com a@example.com @octocat #1 octo/cat#2",
    "</details></code>--><!-- -->",
    "**bold** _it_ ~~gone~~ $x$ &lt; &#60; \\",
    "- a list\n1. another\n    code",
    "%0A::warning::x%25",
];

/// Returns findings that contain hostile text wherever text of a schema can appear.
fn hostile() -> Vec<Finding> {
    let with = |rule: &'static Rule, text: &str| Finding {
        service: text.to_owned(),
        operation: text.to_owned(),
        old: Some(text.to_owned()),
        new: Some(text.to_owned()),
        edits: vec![text.to_owned()],
        ..reports::finding(rule, text, text)
    };
    let mut found: Vec<Finding> =
        TEXTS.iter().flat_map(|text| [&ERROR, &NOTE, &DOCS].map(|rule| with(rule, text))).collect();
    found.extend(TEXTS.iter().map(|text| Finding { accepted: Some((*text).to_owned()), ..with(&ERROR, text) }));
    found
}

#[test]
fn markdown_renders_plain_text() {
    let page = Format::Markdown.render(&Sources::default(), &reports::report(hostile()), &Options::default());
    let allowed = ["<code>", "</code>", "<br>", "<details>", "</details>", "<summary>", "</summary>", "<!-- -->"];
    for event in Parser::new_ext(&page, pulldown_cmark::Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let rest = allowed.iter().fold(html.to_string(), |html, tag| html.replace(tag, ""));
                assert!(!rest.contains('<'), "{html}");
            }
            Event::Start(tag) => assert!(
                matches!(
                    tag,
                    Tag::Table(_)
                        | Tag::TableHead
                        | Tag::TableRow
                        | Tag::TableCell
                        | Tag::Paragraph
                        | Tag::Strong
                        | Tag::Heading { .. }
                        | Tag::List(None)
                        | Tag::Item
                        | Tag::HtmlBlock
                ),
                "{tag:?} in\n{page}"
            ),
            Event::Code(code) => panic!("`{code}` in\n{page}"),
            _ => {}
        }
    }
    for text in ["@octocat", "https://", "www.", " #1", "::error", "\u{202e}", "\u{1b}", "\0"] {
        assert!(!page.contains(text), "{text:?} in\n{page}");
    }
    let count = |tag: &str| page.matches(tag).count();
    assert_eq!(count("<code>"), count("</code>"));
    assert_eq!((count("<details>"), count("</details>")), (4, 4));
}

#[test]
fn a_workflow_command_is_one_line() {
    let shown = Format::Github.render(&Sources::default(), &reports::report(hostile()), &Options::default());
    assert_eq!(shown.lines().count(), 20, "ten a level\n{shown}");
    assert!(shown.lines().all(|line| line.starts_with("::error ") || line.starts_with("::notice ")), "{shown}");
    assert_eq!(shown.matches("+2 more of this level").count(), 2);
}

#[test]
fn text_contains_no_workflow_commands_or_control_characters() {
    let report = reports::report(hostile());
    let page = Format::Html.render(&Sources::default(), &report, &Options::default());
    for text in ["<script>alert", "<img", "\u{202e}", "\u{1b}"] {
        assert!(!page.contains(text), "{text:?} in\n{page}");
    }
    assert_eq!(page.matches("<script>").count(), 1);
    for format in [Format::Text, Format::Changelog] {
        let shown = format.render(&Sources::default(), &report, &Options::default());
        let commands: Vec<_> = shown.lines().filter(|line| line.trim_start().starts_with("::")).collect();
        assert_eq!(commands, [""; 0]);
        assert!(!shown.contains(['\u{202e}', '\u{2066}', '\u{1b}', '\0', '\r']), "{shown:?}");
        assert!(format == Format::Text || !shown.contains('<'), "{shown}");
    }
}

#[test]
fn json_and_sarif_stay_valid() {
    let report = reports::report(hostile());
    for format in [Format::Json, Format::Sarif] {
        let shown = format.render(&Sources::default(), &report, &Options::default());
        let parsed: serde_json::Value = serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{error}\n{shown}"));
        assert!(parsed.is_object() && !shown.contains('\u{202e}'));
    }
}

#[test]
fn a_comment_fits_any_number_of_findings() {
    let long = "x".repeat(300);
    for errors in [0, 1, 90, 400, 20_000] {
        let mut findings: Vec<_> =
            (0..errors).map(|n| reports::finding(&ERROR, &format!("ims/{n}"), &format!("{n} {long}"))).collect();
        findings.extend((0..3_000).map(|n| reports::finding(&NOTE, &format!("ci/{n}"), &long)));
        findings.extend((0..9_000).map(|n| reports::finding(&DOCS, &format!("s{n}/a"), &long)));
        let page = Format::Markdown.render(&Sources::default(), &reports::report(findings), &Options::default());
        assert!(page.len() < LIMIT, "{} bytes of {errors} errors", page.len());
        let shown = page.matches("**error**").count();
        assert!(errors > 400 || shown == errors, "{shown} of {errors} errors");
        let more: usize = page
            .lines()
            .filter_map(|line| line.strip_prefix("- +")?.strip_suffix(" more")?.parse::<usize>().ok())
            .sum();
        assert_eq!(
            shown + page.lines().filter(|line| line.starts_with("- <code>test-note")).count() + more,
            errors + 3_000,
            "with {errors} errors"
        );
        assert!(page.contains("9000 texts changed") && page.ends_with("\n"));
        assert_eq!(page.matches("<details>").count(), page.matches("</details>").count());
    }
}
