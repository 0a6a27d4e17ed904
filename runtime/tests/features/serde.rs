//! Serialization of structures and enumerations with serde.

use serde::{Deserialize, Serialize};
use tencentcloud_runtime::{Blob, List, Rule, Timestamp};

use crate::support::{Everything, Moderate, State, Text, UploadImage, User};

fn round_trip<T: Serialize + for<'de> Deserialize<'de>>(value: &T) -> (String, T) {
    let json = serde_json::to_string(value).unwrap();
    let read = serde_json::from_str(&json).unwrap();
    (json, read)
}

fn everything() -> Everything {
    Everything {
        text: Some("t".to_owned()),
        count: Some(i64::MIN),
        ratio: Some(0.5),
        flag: Some(false),
        bytes: Some(Blob::from_base64("AP+A")),
        any: Some(serde_json::json!({"a": [1, null, "b"]})),
        when: Some(Timestamp::from("2021-05-21T10:44:32+08:00")),
        state: Some(State::UnknownValue("Brand-new".to_owned())),
        words: vec!["one".to_owned()].into(),
        numbers: List::from(Vec::new()),
        ..Everything::default()
    }
}

#[test]
fn values_round_trip() {
    let value = Everything {
        child: Some(Box::new(everything())),
        children: vec![everything(), Everything::default()].into(),
        ..everything()
    };
    let (json, read) = round_trip(&value);
    assert_eq!(read, value);
    assert!(json.starts_with(r#"{"Text":"t","Count":-9223372036854775808,"Ratio":0.5,"#), "{json}");
    assert_eq!(serde_json::from_value::<Everything>(serde_json::to_value(&value).unwrap()).unwrap(), value);
}

#[test]
fn members_outside_the_body_round_trip() {
    let content_type = Some("image/png".to_owned());
    let call = UploadImage { object_key: Some("k".to_owned()), content_type, ..UploadImage::default() };
    let (json, read) = round_trip(&call);
    assert_eq!((json.as_str(), read), (r#"{"ObjectKey":"k","Content-Type":"image/png"}"#, call));
}

#[test]
fn sensitive_members_are_serialized() {
    let user = User { user_id: None, phone: Some("555-0199".to_owned()) };
    assert_eq!(round_trip(&user), (r#"{"Phone":"555-0199"}"#.to_owned(), user));
}

#[test]
fn enumerations_and_strings_are_plain_strings() {
    assert_eq!(round_trip(&State::Success), ("\"Success\"".to_owned(), State::Success));
    assert_eq!(round_trip(&State::from("New")), ("\"New\"".to_owned(), State::UnknownValue("New".to_owned())));
    assert_eq!(round_trip(&Rule::from("imageInfo")), ("\"imageInfo\"".to_owned(), Rule::from("imageInfo")));
    assert_eq!(round_trip(&Blob::from_base64("AP+A")), ("\"AP+A\"".to_owned(), Blob::from_base64("AP+A")));
    assert_eq!(round_trip(&Text { text: Some("t".to_owned()) }).0, r##"{"#text":"t"}"##);
}

#[test]
fn types_can_be_members_of_derived_structures() {
    #[derive(Debug, PartialEq)]
    struct Saved(Moderate, Vec<State>);

    let saved = Saved(Moderate { interval: Some(1), ..Moderate::default() }, vec![State::Failed]);
    let json = serde_json::to_string(&(&saved.0, &saved.1)).unwrap();
    assert_eq!(json, r#"[{"Interval":1},["Failed"]]"#);
    let (call, states) = serde_json::from_str(&json).unwrap();
    assert_eq!(Saved(call, states), saved);
}

/// On the wire, deviations are reported beside the response. serde has no channel to report them.
#[test]
fn deserializing_a_member_of_the_wrong_type_is_an_error() {
    for (json, message) in [
        (r#"{"Count":"many"}"#, "Count: expected an integer, found the text \"many\""),
        (r#"{"Children":[{},{"Words":3}]}"#, "Children[1].Words: expected a list, found the number 3"),
        ("3", "expected an object, found the number 3"),
        ("null", "expected an object, found nothing"),
        (r#"{"Text""#, "EOF while parsing"),
    ] {
        let error = serde_json::from_str::<Everything>(json).unwrap_err().to_string();
        assert!(error.starts_with(message), "{json}: {error}");
    }
    assert_eq!(serde_json::from_str::<Everything>(r#"{"New":1,"Text":null}"#).unwrap(), Everything::default());
}
