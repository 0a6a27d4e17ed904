//! JSON.

use serde_json::json;
use tencentcloud_runtime::codec::{Envelope, read_envelope, read_json, write_json};
use tencentcloud_runtime::{Blob, Empty, Object, Timestamp};

use super::{BOMB, full, paths};
use crate::support::{Everything, State};

/// Returns the value read from `body` and the paths of its deviations.
fn read(body: &str) -> (Everything, Vec<String>) {
    let mut value = Everything::default();
    let deviations = read_json(body.as_bytes(), &mut value).expect("one JSON object");
    (value, paths(&deviations).into_iter().map(str::to_owned).collect())
}

#[test]
fn scalars_are_read_from_every_json_type_that_services_send() {
    let count = |value| Everything { count: value, ..Everything::default() };
    let ratio = |value| Everything { ratio: value, ..Everything::default() };
    let flag = |value| Everything { flag: value, ..Everything::default() };
    let text = |value: &str| Everything { text: Some(value.to_owned()), ..Everything::default() };
    let none = Everything::default();
    for (member, value, expected) in [
        ("Count", "7", count(Some(7))),
        ("Count", "7.0", count(Some(7))),
        ("Count", "\"7\"", count(Some(7))),
        ("Count", "\" -7 \"", count(Some(-7))),
        ("Count", "\"7.0\"", count(Some(7))),
        ("Count", "9223372036854775807", count(Some(i64::MAX))),
        ("Count", "true", count(Some(1))),
        ("Count", "\"\"", none.clone()),
        ("Count", "null", none.clone()),
        ("Ratio", "1", ratio(Some(1.0))),
        ("Ratio", "\"0.5\"", ratio(Some(0.5))),
        ("Ratio", "1e3", ratio(Some(1000.0))),
        ("Ratio", "\"\"", none.clone()),
        ("Flag", "true", flag(Some(true))),
        ("Flag", "0", flag(Some(false))),
        ("Flag", "\"TRUE\"", flag(Some(true))),
        ("Flag", "\"on\"", flag(Some(true))),
        ("Flag", "\"Off\"", flag(Some(false))),
        ("Flag", "\"1\"", flag(Some(true))),
        ("Flag", "\"\"", none.clone()),
        ("Text", "7", text("7")),
        ("Text", "0.5", text("0.5")),
        ("Text", "false", text("false")),
        ("Text", "\"\"", text("")),
        ("Text", "null", none.clone()),
        ("Child", "null", none.clone()),
        ("Words", "null", none.clone()),
        ("Bytes", "null", none.clone()),
        ("Any", "null", none.clone()),
    ] {
        assert_eq!(read(&format!("{{\"{member}\":{value}}}")), (expected, vec![]), "{member}: {value}");
    }
}

/// Identifiers can be such numbers, and a truncated identifier is wrong.
#[test]
fn a_number_that_is_too_large_keeps_its_digits() {
    const LARGE: &str = "18446744073709551615";
    let body = format!(r#"{{"Count":{LARGE},"Numbers":[1,{LARGE}],"Text":{LARGE},"Ratio":{LARGE},"Any":{LARGE}}}"#);
    let mut value = Everything::default();
    let found: Vec<_> = read_json(body.as_bytes(), &mut value).expect("JSON").into_iter().collect();
    assert_eq!(paths(&found), ["Count", "Numbers[1]"]);
    assert!(found.iter().all(|deviation| deviation.found == format!("the number {LARGE}")), "{found:?}");
    assert_eq!((value.count, &value.numbers[..], value.text.as_deref()), (None, &[1][..], Some(LARGE)));
    assert_eq!((value.ratio, value.any), (Some(u64::MAX as f64), Some(json!(u64::MAX))));
}

/// Numbers have this form if another crate enables the `arbitrary_precision` feature of serde_json.
#[test]
fn arbitrary_precision_numbers_are_read() {
    let wrapped = |number: &str| format!(r#"{{"$serde_json::private::Number":"{number}"}}"#);
    let body = format!(r#"{{"Ratio":{0},"Text":{0},"Numbers":[{1}],"Any":{0}}}"#, wrapped("0.5"), wrapped("7.0"));
    let (value, found) = read(&body);
    assert_eq!((value.ratio, value.text.as_deref(), &value.numbers[..]), (Some(0.5), Some("0.5"), &[7][..]));
    assert!(found.is_empty() && value.any.is_some(), "{found:?}");
    for number in [&wrapped("half"), &wrapped("1e999"), r#"{"Number":"0.5","Other":[{}]}"#] {
        let (value, found) = read(&format!(r#"{{"Ratio":{number},"Text":"kept"}}"#));
        assert_eq!((value.ratio, value.text.as_deref(), found), (None, Some("kept"), vec!["Ratio".to_owned()]));
    }
}

/// The code paths differ by length and by the need for escaping.
#[test]
fn strings_and_names_are_written_like_serde_json() {
    for length in (0..40).chain([1 << 10, 70 << 10]) {
        for special in ["", "\"", "\\", "\n", "\u{1f}", "\u{7f}", "é", ","] {
            let plain = "x".repeat(length);
            for text in [format!("{plain}{special}"), format!("{special}{plain}")] {
                let object = json!({ text.as_str(): [text.as_str(), {}, [], { "": text.as_str() }] });
                let members = object.as_object().expect("an object").clone();
                let written = write_json(&Object::from(members)).expect("JSON");
                assert_eq!(String::from_utf8(written).expect("UTF-8"), object.to_string());
                let value = Everything { words: vec![text.clone(), String::new()].into(), ..Everything::default() };
                let written = write_json(&value).expect("JSON");
                let expected = json!({ "Words": [text, ""] });
                assert_eq!(String::from_utf8(written).expect("UTF-8"), expected.to_string());
            }
        }
    }
}

#[test]
fn a_member_of_the_wrong_type_is_absent_and_reported() {
    for (body, path) in [
        (r#"{"Count":"many"}"#, "Count"),
        (r#"{"Count":1.5}"#, "Count"),
        (r#"{"Count":18446744073709551615}"#, "Count"),
        (r#"{"Count":{}}"#, "Count"),
        (r#"{"Count":[]}"#, "Count"),
        (r#"{"Ratio":"NaN"}"#, "Ratio"),
        (r#"{"Flag":"yes"}"#, "Flag"),
        (r#"{"Flag":2}"#, "Flag"),
        (r#"{"Bytes":7}"#, "Bytes"),
        (r#"{"Text":["a",{"b":[1]}]}"#, "Text"),
        (r#"{"Child":"a"}"#, "Child"),
        (r#"{"Child":[1]}"#, "Child"),
        (r#"{"Words":"alone"}"#, "Words"),
        (r#"{"Words":{"a":1}}"#, "Words"),
        (r#"{"Children":{"Count":1}}"#, "Children"),
    ] {
        let (value, found) = read(body);
        assert_eq!((value, found.as_slice()), (Everything::default(), &[path.to_owned()][..]), "{body}");
    }
}

#[test]
fn a_deviation_has_its_path_and_other_members_are_kept() {
    let body = r#"{"Children":[{"Count":1},{"Child":{"Numbers":[1,"x",3]},"Text":"kept"}],"Count":"x"}"#;
    let (value, found) = read(body);
    assert_eq!(found, ["Children[1].Child.Numbers[1]", "Count"]);
    assert_eq!(value.children[1].text.as_deref(), Some("kept"));
    assert_eq!(&*value.children[1].child.as_ref().unwrap().numbers, [1, 3]);
    let deviations = read_json(body.as_bytes(), &mut Everything::default()).unwrap();
    assert_eq!((deviations[0].declared, deviations[0].found.as_str()), ("an integer", "the text \"x\""));
}

#[test]
fn unknown_members_are_ignored() {
    let (value, found) = read(r#"{"New":{"a":[1,{"b":null}]},"Text":"kept","text":"other","":0}"#);
    assert_eq!((value.text.as_deref(), found.len()), (Some("kept"), 0));
    assert_eq!(read(r#"{"State":"Brand-new"}"#).0.state, Some(State::UnknownValue("Brand-new".to_owned())));
}

#[test]
fn the_last_duplicate_wins_and_lists_are_appended() {
    let (value, found) =
        read(r#"{"Text":"a","Text":"b","Words":["a"],"Words":["b"],"Child":{"Count":1},"Child":{"Text":"c"}}"#);
    assert_eq!((value.text.as_deref(), found.len()), (Some("b"), 0));
    assert_eq!(&*value.words, ["a", "b"]);
    assert!(value.child.is_some_and(|child| child.text.as_deref() == Some("c")));
}

#[test]
fn an_empty_list_is_not_an_absent_one() {
    let (value, _) = read(r#"{"Words":[],"Children":[{}]}"#);
    assert!(value.words.is_present() && !value.numbers.is_present());
    assert_eq!(&*value.children, [Everything::default()]);
    assert_eq!(write_json(&value).unwrap(), br#"{"Words":[],"Children":[{}]}"#);
}

#[test]
fn free_json_members_are_preserved() {
    let (value, found) = read(r#"{"Any":{"a":[1,null,"x"]},"Anything":[1,{"b":2},[3],null]}"#);
    assert_eq!((value.any, found.len()), (Some(json!({"a": [1, null, "x"]})), 0));
    assert_eq!(&*value.anything, [json!(1), json!({"b": 2}), json!([3])]);
}

#[test]
fn anything_but_an_object_is_an_error() {
    for body in ["", "null", "[]", "\"x\"", "7", "{", r#"{"a":1"#, r#"{"Text":"a"} x"#, "{}{}", "<html>"] {
        assert!(read_json(body.as_bytes(), &mut Everything::default()).is_err(), "{body}");
    }
}

#[test]
fn deep_nesting_is_an_error_instead_of_a_stack_overflow() {
    for open in
        ["{\"Child\":", "{\"Unknown\":", "{\"Any\":[", "{\"Children\":[", "[", "{\"Text\":[", "{\"Count\":{\"a\":"]
    {
        let bomb = open.repeat(BOMB);
        assert!(read_json(bomb.as_bytes(), &mut Everything::default()).is_err(), "{open}");
        let bomb = format!("{{\"Response\":{bomb}");
        assert!(read_envelope(bomb.as_bytes(), &mut Everything::default()).is_err(), "{open}");
    }
    let known = format!("{}{}", "{\"Child\":".repeat(50), "{}".to_owned() + &"}".repeat(50));
    assert!(read_json(known.as_bytes(), &mut Everything::default()).is_ok());
}

// Envelopes.

fn envelope(body: &str) -> (Everything, Envelope) {
    let mut value = Everything::default();
    let envelope = read_envelope(body.as_bytes(), &mut value).expect("an envelope");
    (value, envelope)
}

#[test]
fn an_envelope_is_unwrapped() {
    let (value, found) =
        envelope(r#"{"retcode":0,"Response":{"Text":"x","RequestId":"r"},"retmsg":"ok","RequestId":"other"}"#);
    assert_eq!((value.text.as_deref(), found.request_id.as_deref(), found.error), (Some("x"), Some("r"), None));
    let (_, found) = envelope(r#"{"Response":{"Text":"x","RequestId":7,"DeprecatedWarning":"soon"}}"#);
    assert_eq!((found.request_id, found.error), (None, None));
}

#[test]
fn an_error_in_an_envelope_has_any_form() {
    let (_, found) = envelope(r#"{"Response":{"Error":{"Code":"A.B","Message":"m"},"RequestId":"r"}}"#);
    assert_eq!(found.error, Some(("A.B".to_owned(), "m".to_owned())));
    assert_eq!(found.request_id.as_deref(), Some("r"));
    assert_eq!(envelope(r#"{"Response":{"Error":{"Code":"A"}}}"#).1.error, Some(("A".to_owned(), String::new())));
    for (body, code, message) in [
        (r#"{"Message":"m"}"#, "", "m"),
        (r#"{"Code":7}"#, "7", ""),
        (r#"{"code":"A","message":"m"}"#, "A", "m"),
        ("\"text\"", "", ""),
    ] {
        for name in ["Error", "error", "ERROR"] {
            let (_, found) = envelope(&format!("{{\"Response\":{{\"Text\":\"x\",\"{name}\":{body}}}}}"));
            assert_eq!(found.error, Some((code.to_owned(), message.to_owned())), "{name} {body}");
        }
    }
}

#[test]
fn a_blank_error_beside_an_output_is_not_an_error() {
    for blank in ["null", "[]", "{}", "\"\"", "false", "0"] {
        let found = |output| envelope(&format!("{{\"Response\":{{{output}\"Error\":{blank},\"RequestId\":\"r\"}}}}")).1;
        assert_eq!(found("\"Text\":\"x\",").error, None, "{blank}");
        assert_eq!(found("").error.is_some(), blank != "null", "{blank}");
    }
}

#[test]
fn an_envelope_without_any_known_member_is_an_error() {
    for (members, is_output) in
        [(r#""RequestId":"r""#, true), (r#""Text":null"#, true), (r#""RequestId":"r","Other":1"#, false), ("", false)]
    {
        let body = format!("{{\"Response\":{{{members}}}}}");
        assert_eq!(read_envelope(body.as_bytes(), &mut Everything::default()).is_ok(), is_output, "{body}");
        assert!(read_envelope(body.as_bytes(), &mut Empty::default()).is_ok(), "{body}");
    }
}

/// An output whose schema declares a member named `Error`.
#[derive(Default)]
struct WithError {
    error: Option<String>,
}

tencentcloud_runtime::shape! {
    WithError {
        "Error" => error,
    }
}

#[test]
fn a_declared_member_named_error_is_read_as_a_member() {
    let mut value = WithError::default();
    let found = read_envelope(br#"{"Response":{"Error":"half of it","RequestId":"r"}}"#, &mut value).unwrap();
    assert_eq!((value.error.as_deref(), found.error), (Some("half of it"), None));
}

#[test]
fn anything_but_an_envelope_is_an_error() {
    for body in
        ["{}", r#"{"Response":null}"#, r#"{"Response":"x"}"#, r#"{"code":4000}"#, "[]", "", r#"{"Response":{}}x"#]
    {
        assert!(read_envelope(body.as_bytes(), &mut Everything::default()).is_err(), "{body}");
    }
}

// Writing.

#[test]
fn written_values_are_read_back() {
    let full = Everything { any: Some(json!({"b": [1.5, null]})), anything: vec![json!([])].into(), ..full() };
    let body = write_json(&full).unwrap();
    let (again, found) = read(std::str::from_utf8(&body).unwrap());
    assert_eq!((again, found.len()), (full, 0));
    assert!(!body.contains(&b'\n'));
}

#[test]
fn members_are_written_in_order_and_absent_ones_are_omitted() {
    let value = Everything {
        text: Some("x".to_owned()),
        count: Some(1),
        ratio: Some(2.0),
        bytes: Some(Blob::new(vec![0, 255, 128])),
        when: Some(Timestamp::from("-")),
        ..Everything::default()
    };
    assert_eq!(write_json(&value).unwrap(), br#"{"Text":"x","Count":1,"Ratio":2,"Bytes":"AP+A","When":"-"}"#);
    assert!(write_json(&Everything { ratio: Some(f64::NAN), ..Everything::default() }).is_err());
}
