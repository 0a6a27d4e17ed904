//! Tests the output of every format of findings.

use codegen_model::diagnostic::render::{self, Format};
use codegen_model::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen_model::source::{FileId, Sources, Span};
use serde_json::{Value, json};

const SCHEMA: &str = "{\n  \"service\": {\n    \"name\": \"ims\",\n    \"nmae\": 1\n  }\n}\n";

/// Returns the span of the first `needle` in a file.
fn find(sources: &Sources, file: FileId, needle: &str) -> Span {
    let start = sources.text(file).find(needle).unwrap();
    Span::new(file, start, start + needle.len())
}

fn sample() -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let schema = sources.add("schemas/ims/a.json", SCHEMA);
    let overlay = sources.add("schemas/ims/a overlay,1.json", "[\"User\"]");
    let mut diagnostics = Diagnostics::default();
    diagnostics
        .error(Code::UNKNOWN_KEY, find(&sources, schema, "\"nmae\""), "unknown key `nmae`")
        .label(find(&sources, schema, "\"name\""), "`name` is here")
        .label(find(&sources, overlay, "\"User\""), "and this")
        .help("did you mean `name`?");
    diagnostics.warning(Code::UNUSED_SHAPE, find(&sources, overlay, "\"User\""), "100% unused");
    diagnostics.note(Code::NAME_COLLISION, find(&sources, schema, SCHEMA), "two\nlines: a, b");
    let findings = diagnostics.finish(&sources);
    (sources, findings)
}

/// Returns one finding about a range of a text.
fn one(text: &str, start: usize, end: usize, message: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let mut diagnostics = Diagnostics::default();
    let span = Span::new(file, start, end);
    diagnostics.error(Code::WRONG_TYPE, span, message).label(span, message).help(message);
    let findings = diagnostics.finish(&sources);
    (sources, findings)
}

#[test]
fn text_shows_the_source() {
    let (sources, findings) = sample();
    let expected = r#"warning[TC0502]: 100% unused
 --> schemas/ims/a overlay,1.json:1:2
  |
1 | ["User"]
  |  ^^^^^^

note[TC0303]: two
              lines: a, b
 --> schemas/ims/a.json:1:1
  |
1 | {
  | ^

error[TC0202]: unknown key `nmae`
 --> schemas/ims/a.json:4:5
  |
3 |     "name": "ims",
  |     ------ `name` is here
4 |     "nmae": 1
  |     ^^^^^^
  |
 ::: schemas/ims/a overlay,1.json:1:2
  |
1 | ["User"]
  |  ------ and this
  |
  = help: did you mean `name`?

1 error, 1 warning, 1 note; for details, run `cargo xtask explain TC0502`
"#;
    assert_eq!(render::text(&sources, &findings), expected);
}

#[test]
fn colours_are_opt_in() {
    let (sources, findings) = sample();
    assert!(!render::text(&sources, &findings).contains('\u{1b}'));
    let coloured = render::coloured(&sources, &findings);
    assert!(coloured.contains("\u{1b}[1m"));
    assert!(coloured.contains("schemas/ims/a.json:4:5"));
}

#[test]
fn no_findings_print_nothing() {
    let sources = Sources::default();
    assert_eq!(render::text(&sources, &[]), "");
    assert_eq!(render::github(&sources, &[]), "");
}

#[test]
fn a_finding_without_a_file_has_no_location() {
    let mut diagnostics = Diagnostics::default();
    diagnostics.error(Code::INVALID_MANIFEST, Span::default(), "no service").help("add one");
    let sources = Sources::default();
    let findings = diagnostics.finish(&sources);
    let text = render::text(&sources, &findings);
    assert!(text.starts_with("error[TC0206]: no service\n |\n = help: add one\n"), "{text}");
    let github = render::github(&sources, &findings);
    assert!(github.starts_with("::error title=TC0206%3A"), "{github}");
    let json: Value = serde_json::from_str(&render::json(&sources, &findings)).unwrap();
    assert_eq!(json["findings"][0].get("file"), None);
    let sarif: Value = serde_json::from_str(&render::sarif(&sources, &findings)).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0].get("locations"), None);
}

#[test]
fn an_empty_file_has_a_location_and_no_excerpt() {
    let (sources, findings) = one("", 0, 0, "m");
    let text = render::text(&sources, &findings);
    assert!(text.starts_with("error[TC0204]: m\n--> a.json:1:1\n"), "{text}");
}

#[test]
fn json_has_every_property() {
    let (sources, findings) = sample();
    let document: Value = serde_json::from_str(&render::json(&sources, &findings)).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!([&document["errors"], &document["warnings"], &document["notes"]], [1, 1, 1]);
    let location = |file, line, column, end_column| {
        json!({"file": file, "line": line, "column": column,
               "end_line": line, "end_column": end_column})
    };
    let mut expected = location("schemas/ims/a.json", 4, 5, 11);
    expected["code"] = json!("TC0202");
    expected["level"] = json!("error");
    expected["title"] = json!(Code::UNKNOWN_KEY.title());
    expected["message"] = json!("unknown key `nmae`");
    expected["help"] = json!("did you mean `name`?");
    let mut labels = [location("schemas/ims/a.json", 3, 5, 11), location("schemas/ims/a overlay,1.json", 1, 2, 8)];
    labels[0]["message"] = json!("`name` is here");
    labels[1]["message"] = json!("and this");
    expected["labels"] = json!(labels);
    assert_eq!(document["findings"][2], expected);
}

#[test]
fn github_commands_are_escaped() {
    let (sources, findings) = sample();
    let text = render::github(&sources, &findings);
    let lines: Vec<&str> = text.lines().collect();
    let expected = [
        "::warning file=schemas/ims/a overlay%2C1.json,line=1,endLine=1,col=2,endColumn=8,\
         title=TC0502%3A unused shape or enumeration::100%25 unused",
        "::notice file=schemas/ims/a.json,line=1,endLine=7,\
         title=TC0303%3A two names map to the same Rust name::two%0Alines: a, b",
        "::error file=schemas/ims/a.json,line=4,endLine=4,col=5,endColumn=11,\
         title=TC0202%3A unknown key%2C attribute or element::unknown key `nmae`\
         %0Aschemas/ims/a.json:3:5: `name` is here\
         %0Aschemas/ims/a overlay,1.json:1:2: and this%0Ahelp: did you mean `name`?",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_message_cannot_start_a_command() {
    let (sources, findings) = one("x", 0, 1, "a\n::set-output name=x::y\r::error::z%0A");
    let text = render::github(&sources, &findings);
    assert_eq!(text.lines().count(), 1);
    assert!(!text.contains('\r') && text.contains("%0A::set-output") && text.contains("%250A"));
}

#[test]
fn sarif_has_rules_and_locations() {
    let (sources, findings) = sample();
    let log: Value = serde_json::from_str(&render::sarif(&sources, &findings)).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
    let result = &run["results"][2];
    let location = |uri, line, from, to| {
        json!({"artifactLocation": {"uri": uri}, "region":
               {"startLine": line, "startColumn": from, "endLine": line, "endColumn": to}})
    };
    let main = &result["locations"][0]["physicalLocation"];
    assert_eq!(*main, location("schemas/ims/a.json", 4, 5, 11));
    let other = &result["relatedLocations"][1];
    let uri = "schemas/ims/a%20overlay%2C1.json";
    assert_eq!(other["physicalLocation"], location(uri, 1, 2, 8));
    assert_eq!(other["message"]["text"], "and this");
}

#[test]
fn every_format_is_deterministic() {
    let ((sources, findings), (again, repeated)) = (sample(), sample());
    for (name, format) in Format::ALL {
        assert_eq!(Format::parse(name), Some(format));
        let text = format.render(&sources, &findings);
        assert_eq!(text, format.render(&again, &repeated));
        assert!(text.ends_with('\n'));
    }
    assert_eq!(Format::parse("xml"), None);
}

#[test]
fn a_long_line_is_clipped() {
    let text = format!("{{\"a\":\"{}\",\"bad\":1}}", "名\t\u{1b}".repeat(2 << 20));
    let start = text.find("\"bad\"").unwrap();
    let (sources, findings) = one(&text, start, start + 5, "m");
    for (_, format) in Format::ALL {
        assert!(format.render(&sources, &findings).len() < 4_000);
    }
    let column = text[..start].chars().count() + 1;
    let shown = render::text(&sources, &findings);
    assert!(shown.contains(&format!("a.json:1:{column}\n")) && shown.contains("\"bad\":1}"));
    assert!(shown.contains("^^^^^\n") || shown.contains("^^^^^ m\n"), "{shown}");
}

#[test]
fn control_characters_are_replaced() {
    let hostile = "\u{1b}[2J\u{9b}2J\r\u{8}\u{202e}\u{2066}\u{200b}\u{7f}\u{fdd0}";
    let mut sources = Sources::default();
    let file = sources.add(format!("a{hostile}.json"), format!("{{\"{hostile}\": 1}}"));
    let mut diagnostics = Diagnostics::default();
    let span = Span::new(file, 1, 6);
    diagnostics.error(Code::UNKNOWN_KEY, span, hostile).label(span, hostile).help(hostile);
    let findings = diagnostics.finish(&sources);
    for (name, format) in Format::ALL {
        for c in format.render(&sources, &findings).chars() {
            let is_hidden = c != '\n' && (c.is_control() || hostile[1..].contains(c) && !c.is_ascii());
            assert!(!is_hidden, "{name}: {c:?}");
        }
    }
}

/// A deterministic generator of pseudorandom numbers.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }
}

#[test]
fn any_span_of_any_text_can_be_rendered() {
    const PIECES: [&str; 10] = ["\n", "\r\n", "\r", "\t", "a", "名", "e\u{301}", "\u{1f468}\u{200d}", "\0", "    x"];
    let mut numbers = Numbers(1);
    for _ in 0..4_000 {
        let length = numbers.below(60);
        let mut text: String = (0..length).map(|_| PIECES[numbers.below(PIECES.len())]).collect();
        if numbers.below(4) == 0 {
            text = text.replace('\n', &"long ".repeat(numbers.below(80)));
        }
        let mut sources = Sources::default();
        let file = sources.add("a.json", text.as_str());
        let mut any = || {
            let start = numbers.below(text.len() + 3);
            Span::new(file, start, start + numbers.below(text.len() + 3))
        };
        let mut diagnostics = Diagnostics::default();
        diagnostics.error(Code::WRONG_TYPE, any(), "m").label(any(), "l\nm").label(any(), "");
        diagnostics.note(Code::WRONG_TYPE, Span { end: 0, ..any() }, "backwards");
        let findings = diagnostics.finish(&sources);
        for (_, format) in Format::ALL {
            assert!(format.render(&sources, &findings).contains("TC0204"));
        }
    }
}

#[test]
fn text_shows_the_first_thousand_findings_and_errors_before_others() {
    let mut sources = Sources::default();
    let file = sources.add("a.json", "x\n".repeat(3_000));
    let mut diagnostics = Diagnostics::default();
    for line in 0..3_000 {
        let span = Span::new(file, 2 * line, 2 * line + 1);
        match line < 2_900 {
            true => diagnostics.warning(Code::UNUSED_SHAPE, span, "a warning"),
            false => diagnostics.error(Code::UNKNOWN_KEY, span, "an error"),
        };
    }
    let text = render::text(&sources, &diagnostics.finish(&sources));
    assert_eq!(text.matches("warning[TC0502]").count(), 900);
    assert_eq!(text.matches("error[TC0202]").count(), 100);
    let end = "the first 1000 of 3000 findings are shown, errors first\n\
               100 errors, 2900 warnings; for details, run `cargo xtask explain TC0502`\n";
    assert!(text.ends_with(end), "{}", &text[text.len() - 200..]);
}
