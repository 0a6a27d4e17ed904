//! The small set with a part removed, repeated, or replaced with another kind, at every place.

use std::ops::Range;

use codegen_model::Loaded;
use codegen_model::diagnostic::Code;
use serde_json::{Value, json};

use crate::support::{Schemas, assert_findings_are_sound, lines, small};

/// A change: a description for messages, and the changed text.
type Change = (String, String);

/// Replaces the file at `path` with each changed text. All outcomes that are not `expected` are reported together.
fn check_each(path: &'static str, changes: impl IntoIterator<Item = Change>, expected: impl Fn(&Loaded) -> bool) {
    let half = small::halves().into_iter().find(|files| files.iter().any(|(known, _)| *known == path));
    let schemas = Schemas::of(&half.expect("a file of the small set"));
    let unexpected = changes.into_iter().filter_map(|(change, text)| {
        schemas.write(path, &text);
        let loaded = schemas.load();
        assert_findings_are_sound(&loaded);
        (!expected(&loaded)).then(|| format!("{path}: {change}: {:?}", lines(&loaded)))
    });
    let unexpected: Vec<_> = unexpected.collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
}

/// Whether there is a finding with one of the codes.
fn has(loaded: &Loaded, codes: &[Code]) -> bool {
    loaded.findings.iter().any(|finding| codes.contains(&finding.code))
}

fn has_findings(loaded: &Loaded) -> bool {
    !loaded.findings.is_empty()
}

fn anything(_: &Loaded) -> bool {
    true
}

fn replaced(text: &str, range: &Range<usize>, new: &str) -> Change {
    let old = &text[range.clone()];
    (format!("{new:?} for {old:?} at {}", range.start), [&text[..range.start], new, &text[range.end..]].concat())
}

#[test]
fn truncated_files_are_errors() {
    for path in small::PATHS {
        let text = small::file(path);
        // Only white space follows the last value, except in the manifest, whose last lines are optional.
        let required =
            if path == small::MANIFEST { text.find("schemas").expect("a key") } else { text.trim_end().len() };
        let ends = |ends: Range<usize>| ends.map(|end| (format!("up to {end}"), text[..end].to_owned()));
        check_each(path, ends(0..required), |loaded| loaded.model.is_none());
        check_each(path, ends(required..text.len()), anything);
    }
}

/// Collects the JSON pointers of all values in a document.
fn pointers(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| pointers(value, &format!("{at}/{key}"), into)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| pointers(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

/// Keys whose values are only quoted in documentation.
const QUOTED: [&str; 2] = ["example", "default"];

#[test]
fn values_of_another_type_are_reported() {
    for path in [small::DESCRIPTOR, small::OVERLAY, small::TABLE] {
        let document: Value = serde_json::from_str(&small::file(path)).expect("JSON");
        let mut places = Vec::new();
        pointers(&document, "", &mut places);
        let (quoted, parsed): (Vec<_>, Vec<_>) =
            places.iter().partition(|place| QUOTED.iter().any(|key| place.ends_with(&format!("/{key}"))));
        let minimum = if path == small::TABLE { 10 } else { 80 };
        assert!(quoted.len() < 4 && parsed.len() > minimum, "the small set has too few values");
        check_each(path, parsed.iter().flat_map(|place| of_other_types(&document, place)), has_findings);
        check_each(path, quoted.iter().flat_map(|place| of_other_types(&document, place)), anything);
    }
}

fn of_other_types(document: &Value, place: &str) -> Vec<Change> {
    let old = document.pointer(place).expect("the place");
    let others = [json!(null), json!(true), json!(-7.5), json!("x"), json!(["x"]), json!({"x": 1})];
    // In an example, a member that is null is absent.
    let absent = ["/request/", "/Response/"].iter().any(|part| place.contains(part) && !place.ends_with("/RequestId"));
    let is_other = |new: &Value| std::mem::discriminant(new) != std::mem::discriminant(old);
    let others = others.into_iter().filter(|new| is_other(new) && !(absent && new.is_null()));
    let change = |new: Value| {
        let mut document = document.clone();
        let what = format!("{new} at {place}");
        *document.pointer_mut(place).expect("the place") = new;
        (what, document.to_string())
    };
    others.map(change).collect()
}

#[test]
fn duplicate_keys_are_reported() {
    for path in [small::DESCRIPTOR, small::OVERLAY, small::TABLE] {
        let text = small::file(path);
        let ends = text.match_indices("\": ").map(|(end, _)| end);
        let keys = ends.map(|end| text[..end].rfind('"').expect("a quote")..end + 1);
        let doubled = keys.map(|key| replaced(&text, &key, &format!("{0}: null, {0}", &text[key.clone()])));
        check_each(path, doubled, |loaded| has(loaded, &[Code::DUPLICATE_KEY]));
    }
}

/// Returns the elements and the attributes of a document, with their names.
fn parts(text: &str) -> [Vec<(String, Range<usize>)>; 2] {
    let document = roxmltree::Document::parse(text).expect("XML");
    let elements: Vec<_> = document.descendants().filter(|node| node.is_element()).collect();
    let attributes = elements.iter().flat_map(|node| node.attributes().map(|a| (a.name().to_owned(), a.range())));
    let attributes = attributes.collect();
    [elements.iter().map(|node| (node.tag_name().name().to_owned(), node.range())).collect(), attributes]
}

#[test]
fn other_elements_are_reported() {
    for path in [small::OPERATION, small::TYPES] {
        let text = small::file(path);
        let [elements, _] = parts(&text);
        let replacements = |news: &'static [&str]| {
            let changes = elements.iter().flat_map(|(_, range)| news.iter().map(|new| replaced(&text, range, new)));
            changes.collect::<Vec<_>>()
        };
        check_each(path, replacements(&["<x/>", "<member/>", "<types/>", "<container/>", "<http/>"]), has_findings);
        check_each(path, replacements(&["", "text", "<![CDATA[x]]>", "<!-- x -->", "<?x?>"]), anything);
    }
}

#[test]
fn duplicate_elements_are_reported() {
    // Elements without a name that may be repeated.
    let repeatable = ["permission", "example"];
    for path in [small::OPERATION, small::TYPES] {
        let text = small::file(path);
        let [elements, _] = parts(&text);
        let single = elements.iter().skip(1).filter(|(name, _)| !repeatable.contains(&name.as_str()));
        let doubled = single.map(|(_, range)| replaced(&text, range, &text[range.clone()].repeat(2)));
        check_each(path, doubled, |loaded| {
            has(loaded, &[Code::DUPLICATE_KEY, Code::DUPLICATE_NAME, Code::MISSING_KEY])
        });
    }
}

#[test]
fn other_attributes_are_reported() {
    for path in [small::OPERATION, small::TYPES] {
        let text = small::file(path);
        let [_, attributes] = parts(&text);
        let news =
            |name: &str| [r#"unknown="x""#.to_owned(), r#"x:y="z""#.to_owned(), format!(r#"{name}="a" {name}="b""#)];
        let changes = attributes.iter().flat_map(|(name, at)| news(name).map(|new| replaced(&text, at, &new)));
        check_each(path, changes, has_findings);
        let values = ["", " ", "x", "-1", "9999999999999999999999", "[]", "true", "String Array", "Float", "#text"];
        let values = |name: &str| {
            values.map(|value| format!(r#"{name}="{value}""#)).into_iter().chain([String::new()]).collect::<Vec<_>>()
        };
        let changes =
            attributes.iter().flat_map(|(name, at)| values(name).into_iter().map(|new| replaced(&text, at, &new)));
        check_each(path, changes.collect::<Vec<_>>(), anything);
    }
}

#[test]
fn manifest_values_of_another_type_are_errors() {
    let text = small::file(small::MANIFEST);
    let values = text.match_indices(" = ").map(|(at, _)| at + 3..at + text[at..].find('\n').expect("a line"));
    let values: Vec<_> = values.collect();
    assert_eq!(values.len(), 10, "{text}");
    for range in values {
        for other in ["1", "true", "1.5", "1979-05-27", "[1]", "{ x = 1 }", "\"\u{1}\"", "", "[[]]"] {
            let (what, text) = replaced(&text, &range, other);
            assert!(Schemas::small_with(small::MANIFEST, text).load().model.is_none(), "{what}");
        }
    }
}
