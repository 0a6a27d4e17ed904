//! Members whose names are data, as JSON and as XML.

use tencentcloud_runtime::codec::{read_json, read_xml, write_json, write_xml};
use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::{Json, List, Object, shape};

use super::{BOMB, paths};

#[derive(Clone, Default, PartialEq)]
struct Upload {
    headers: Option<Object>,
    notes: List<Object>,
    size: Option<i64>,
}

shape! {
    Upload {
        "Headers" => headers,
        "Notes" => notes,
        "Size" => size,
    }
}

/// Returns the value read from an element around `content`, and the paths of its deviations.
fn read(content: &str) -> (Upload, Vec<String>) {
    let mut upload = Upload::default();
    let deviations = read_xml(format!("<U>{content}</U>").as_bytes(), &mut upload).expect("XML");
    (upload, paths(&deviations).into_iter().map(str::to_owned).collect())
}

fn headers(upload: &Upload) -> Json {
    upload.headers.clone().map_or(Json::Null, Json::from)
}

#[test]
fn free_objects_are_preserved_in_json() {
    let body = br#"{"Headers":{"a":{"deep":[1,{"b":null}]},"b":"text"},"Notes":[{"n":1},{}],"Size":3}"#;
    let mut upload = Upload::default();
    assert_eq!(read_json(body, &mut upload), Ok(vec![]));
    assert_eq!(write_json(&upload).expect("JSON"), body);
    assert_eq!((upload.notes.len(), upload.size), (2, Some(3)));
}

#[test]
fn anything_but_an_object_is_absent_and_reported() {
    for (body, path) in [
        (r#"{"Headers":"x"}"#, "Headers"),
        (r#"{"Headers":[{}]}"#, "Headers"),
        (r#"{"Headers":7}"#, "Headers"),
        (r#"{"Notes":{"a":1}}"#, "Notes"),
        (r#"{"Notes":["a"]}"#, "Notes[0]"),
    ] {
        let mut upload = Upload::default();
        let deviations = read_json(body.as_bytes(), &mut upload).expect("JSON");
        assert_eq!(paths(&deviations), [path], "{body}");
        assert!(upload.headers.is_none() && upload.notes.is_empty(), "{body}");
    }
    assert_eq!(read("<Headers>text</Headers><Size>1</Size>").1, ["Headers"]);
    assert_eq!(read("<Headers/><Notes/>"), (Upload::default(), vec![]));
}

#[test]
fn xml_elements_become_members() {
    let (upload, deviations) = read(concat!(
        "<Headers><x-cos-meta-a> b &amp; c </x-cos-meta-a><none/><page>1</page><deep><er><![CDATA[<>]]></er></deep>",
        "<page><n>2</n></page><page>3</page></Headers><Size>4</Size>",
        "<Notes><en>one</en></Notes><Notes><en>two</en><q:en>too</q:en></Notes>",
    ));
    assert_eq!((deviations.len(), upload.size, upload.notes.len()), (0, Some(4), 2));
    assert_eq!(
        headers(&upload),
        json!({ "x-cos-meta-a": " b & c ", "none": "", "page": ["1", { "n": "2" }, "3"], "deep": { "er": "<>" } })
    );
    assert_eq!(Json::from(upload.notes[1].clone()), json!({ "en": ["two", "too"] }));
    let written = write_xml("U", &upload).expect("XML");
    let mut again = Upload::default();
    assert_eq!(read_xml(&written, &mut again), Ok(vec![]));
    assert_eq!(again, upload);
}

#[test]
fn an_object_can_be_the_root_of_a_document() {
    let mut object = Object::new();
    assert_eq!(read_xml(b"<R><a>1</a><a>2</a><b><c/></b></R>", &mut object), Ok(vec![]));
    assert_eq!(object.to_string(), r#"{"a":["1","2"],"b":{"c":""}}"#);
}

#[test]
fn names_cannot_become_markup() {
    for name in ["", "a b", "a><b", "1a", "a/", "-a", "a:b", "a=\"\"", "<", "&amp;"] {
        for headers in [Object::from([(name, json!("x"))]), Object::from([("a", json!({ name: 1 }))])] {
            let upload = Upload { headers: Some(headers), ..Upload::default() };
            let error = write_xml("U", &upload).expect_err(name);
            assert!(error.to_string().contains("invalid element name"), "{error}");
            assert!(write_json(&upload).is_ok(), "JSON takes any name");
        }
    }
    let upload = Upload { headers: Some([("图层_1", "</图层_1>"), ("a.b-c", "1")].into()), ..Upload::default() };
    let written = String::from_utf8(write_xml("U", &upload).expect("XML")).expect("UTF-8");
    assert_eq!(written, "<U><Headers><a.b-c>1</a.b-c><图层_1>&lt;/图层_1&gt;</图层_1></Headers></U>");
}

#[test]
fn values_of_every_kind_are_written_as_elements() {
    let headers = json!({ "a": [1, [2, true], null], "b": null, "c": { "d": 0.5 }, "e": [], "f": {} });
    let Json::Object(headers) = headers else { panic!("an object") };
    let upload = Upload { headers: Some(headers.into()), ..Upload::default() };
    let written = String::from_utf8(write_xml("U", &upload).expect("XML")).expect("UTF-8");
    assert_eq!(written, "<U><Headers><a>1</a><a>2</a><a>true</a><c><d>0.5</d></c><f></f></Headers></U>");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("<U><Headers>{}{}</Headers></U>", "<a>".repeat(depth), "</a>".repeat(depth));
    let fails = |depth| read_xml(nested(depth).as_bytes(), &mut Upload::default()).is_err();
    assert!(!fails(60) && fails(64) && fails(BOMB));
    let body = format!("{{\"Headers\":{}{}}}", "{\"a\":".repeat(BOMB), "}".repeat(BOMB));
    assert!(read_json(body.as_bytes(), &mut Upload::default()).is_err());
}

#[test]
fn many_elements_of_one_name_are_read() {
    let (upload, _) = read(&format!("<Headers>{}</Headers>", "<a>1</a>".repeat(20_000)));
    assert_eq!(headers(&upload)["a"].as_array().map(Vec::len), Some(20_000));
}

#[test]
fn values_are_not_printed() {
    let upload = Upload { headers: Some([("token", "hunter2")].into()), ..Upload::default() };
    let printed = format!("{upload:?}");
    assert!(printed.contains("token") && !printed.contains("hunter2"), "{printed}");
}

#[cfg(feature = "serde")]
#[test]
fn free_objects_implement_serde() {
    let upload = Upload { headers: Some([("a", json!([1, { "b": 2 }]))].into()), ..Upload::default() };
    let text = tencentcloud_runtime::serde_json::to_string(&upload).expect("JSON");
    assert_eq!(text, r#"{"Headers":{"a":[1,{"b":2}]}}"#);
    let again: Upload = tencentcloud_runtime::serde_json::from_str(&text).expect("the same");
    assert_eq!(again, upload);
}
