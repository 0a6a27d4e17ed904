//! The scanner against serde_json: they take the same texts, and read the same values.

use super::*;

fn scanned(text: &str) -> Result<serde_json::Value, String> {
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let refused = |refused: scan::Refused| format!("{}: {}", refused.at, refused.message);
    scan::scan(file, sources.text(file)).map(|node| node.to_json()).map_err(refused)
}

/// What has been published looks like this, and what else JSON has.
const TEXT: &str = r#" {"actions": {"Do": {"name": "名\n\u540d\ud83d\ude00", "n": [0, -1.5e+3, 12]}},
	"empty": [{}, [], ""], "words": [true, false, null], "quoted \"key\"": "/\\"} "#;

#[test]
fn it_takes_what_serde_json_takes_and_reads_the_same() {
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
        // Of two entries with the same key both are kept here, so that they can be reported.
        let expected = serde_json::from_str::<serde_json::Value>(&text).ok();
        assert_eq!(scanned(&text).ok(), expected, "{text}");
    }
}

#[test]
fn every_value_knows_where_it_stands() {
    let text = r#"{"a": [1, "b\n", {"c": null}]}"#;
    let mut sources = Sources::default();
    let file = sources.add("a.json", text);
    let node = parse(&sources, file, &mut Diagnostics::default()).expect("JSON");
    let stands = |span: Span| &text[span.start as usize..span.end as usize];
    let Value::Object(entries) = &node.value else { panic!("{node:?}") };
    let (key, list) = &entries[0];
    let Value::Array(items) = &list.value else { panic!("{list:?}") };
    let items: Vec<_> = items.iter().map(|item| stands(item.span)).collect();
    assert_eq!((stands(node.span), stands(key.span)), (text, "\"a\""));
    assert_eq!((stands(list.span), items), (r#"[1, "b\n", {"c": null}]"#, vec!["1", r#""b\n""#, r#"{"c": null}"#]));
}

#[test]
fn what_is_wrong_is_said_where_it_stands() {
    for (text, expected) in [
        ("", "0: the file ends where a value belongs"),
        ("{\"a\": 1,}", "7: nothing follows this comma"),
        ("[1,]", "2: nothing follows this comma"),
        ("[,]", "1: a value belongs here"),
        ("[1 2]", "3: `,` or `]` belongs here"),
        ("{\"a\" 1}", "5: `:` belongs here"),
        ("{a: 1}", "1: a key in quotes belongs here"),
        ("{} {}", "3: the value has ended, and nothing belongs behind it"),
        ("[\"a", "1: this text has no end: a quote is missing"),
        ("\"a\nb\"", "2: a line break or another control character must be escaped"),
        ("[\"\\ud800\"]", "1: unexpected end of hex escape"),
        ("[01]", "1: invalid number"),
        ("// no", "0: a value belongs here"),
    ] {
        assert_eq!(scanned(text), Err(expected.to_owned()), "{text}");
    }
}
