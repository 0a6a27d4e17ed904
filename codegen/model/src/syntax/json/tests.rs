//! Compares the scanner with serde_json: both accept the same texts and read the same values.

use super::*;

fn scanned(text: &str) -> Result<serde_json::Value, String> {
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let shown = |error: scan::SyntaxError| format!("{}: {}", error.offset, error.message);
    scan::scan(file, sources.text(file)).map(|node| node.to_json()).map_err(shown)
}

/// Text like published metadata, with every other construct of JSON.
const TEXT: &str = r#" {"actions": {"Do": {"name": "名\n\u540d\ud83d\ude00", "n": [0, -1.5e+3, 12]}},
	"empty": [{}, [], ""], "words": [true, false, null], "quoted \"key\"": "/\\"} "#;

#[test]
fn accepts_the_same_texts_as_serde_json() {
    let mut texts = vec![TEXT.to_owned()];
    for (at, _) in TEXT.char_indices() {
        texts.push(TEXT[..at].to_owned());
        for piece in
            ["", " ", "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "-", "e", "u", "\n", "t", "名", "\u{1}", "1.", "+"]
        {
            texts.push(format!("{}{piece}{}", &TEXT[..at], &TEXT[at..]));
            let behind = TEXT[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            texts.push(format!("{}{piece}{}", &TEXT[..at], &TEXT[behind..]));
        }
    }
    for text in texts {
        // `to_json` keeps the last of two equal keys, as serde_json does.
        let expected = serde_json::from_str::<serde_json::Value>(&text).ok();
        assert_eq!(scanned(&text).ok(), expected, "{text}");
    }
}

#[test]
fn every_value_has_its_span() {
    let text = r#"{"a": [1, "b\n", {"c": null}]}"#;
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let node = parse(&sources, file, &mut Diagnostics::default()).expect("JSON");
    let source = |span: Span| &text[span.start as usize..span.end as usize];
    let Value::Object(entries) = &node.value else { panic!("{node:?}") };
    let (key, list) = &entries[0];
    let Value::Array(items) = &list.value else { panic!("{list:?}") };
    let items: Vec<_> = items.iter().map(|item| source(item.span)).collect();
    assert_eq!((source(node.span), source(key.span)), (text, "\"a\""));
    assert_eq!((source(list.span), items), (r#"[1, "b\n", {"c": null}]"#, vec!["1", r#""b\n""#, r#"{"c": null}"#]));
}

#[test]
fn errors_are_reported_at_their_offset() {
    for (text, expected) in [
        ("", "0: expected a value, found end of file"),
        ("{\"a\": 1,}", "7: trailing comma"),
        ("[1,]", "2: trailing comma"),
        ("[,]", "1: expected a value"),
        ("[1 2]", "3: expected `,` or `]`"),
        ("{\"a\" 1}", "5: expected `:`"),
        ("{a: 1}", "1: expected a key in quotes"),
        ("{} {}", "3: expected end of file after the value"),
        ("[\"a", "1: unterminated string"),
        ("\"a\nb\"", "2: unescaped control character in a string"),
        ("[\"\\ud800\"]", "1: unexpected end of hex escape"),
        ("[01]", "1: invalid number"),
        ("// no", "0: expected a value"),
    ] {
        assert_eq!(scanned(text), Err(expected.to_owned()), "{text}");
    }
}

#[test]
fn a_value_that_is_laid_out_anew_keeps_its_places() {
    let source = "{\"b\":[1.50 ,\"x\\u0041\"],\n \"a\" : {}}";
    let mut sources = Sources::default();
    let file = sources.add("a.json", source);
    let node = parse(&sources, file, &mut Diagnostics::default()).expect("a value");
    let text = layout(&node);
    assert_eq!(&*text, "{\n  \"b\": [\n    1.50,\n    \"xA\"\n  ],\n  \"a\": {}\n}");
    for token in ["\"b\"", "1.50", "\"a\"", "{}"] {
        let at = text.find(token).expect("the token");
        let span = text.span(at..at + token.len());
        assert_eq!(&source[span.start as usize..span.end as usize], token);
    }
}
