//! Unsigned integers of 64 bits.

use serde_json::json;
use tencentcloud_runtime::codec::{read_json, read_xml, write_json, write_xml};
use tencentcloud_runtime::{List, shape, violations};

#[derive(Clone, Default, PartialEq)]
struct Numbers {
    hash: Option<u64>,
    hashes: List<u64>,
    small: Option<u64>,
    text: Option<String>,
    signed: Option<i64>,
    any: Option<serde_json::Value>,
}

shape! {
    Numbers {
        "Hash" => hash [Range(1, i64::MAX)],
        "Hashes" => hashes,
        "Small" => small [Range(0, 9)],
        "Text" => text,
        "Signed" => signed,
        "Any" => any,
    }
}

fn large() -> Numbers {
    Numbers {
        hash: Some(u64::MAX),
        hashes: vec![0, 1 << 63, i64::MAX as u64].into(),
        small: Some(7),
        ..Numbers::default()
    }
}

#[test]
fn every_value_is_written_and_read_exactly() {
    let body = write_json(&large()).expect("JSON");
    let text = r#"{"Hash":18446744073709551615,"Hashes":[0,9223372036854775808,9223372036854775807],"Small":7}"#;
    assert_eq!(String::from_utf8(body.clone()).expect("UTF-8"), text);
    let mut json = Numbers::default();
    assert_eq!(read_json(&body, &mut json), Ok(vec![]));
    let mut xml = Numbers::default();
    assert_eq!(read_xml(&write_xml("R", &large()).expect("XML"), &mut xml), Ok(vec![]));
    assert!(json == large() && xml == large() && json.hash > Some(u64::MAX - 1));
    assert!(format!("{:?}", large()).contains("18446744073709551615"));
}

#[test]
fn texts_and_fractions_without_digits_are_numbers() {
    let mut value = Numbers::default();
    let body = r#"{"Hash":"18446744073709551615","Hashes":[7.0," 8 ","9.0"],"Small":"","Text":18446744073709551615,
                   "Any":18446744073709551615}"#;
    assert_eq!(read_json(body.as_bytes(), &mut value), Ok(vec![]));
    assert_eq!((value.hash, &*value.hashes, value.small), (Some(u64::MAX), &[7, 8, 9][..], None));
    assert_eq!((value.text.as_deref(), value.any), (Some("18446744073709551615"), Some(json!(u64::MAX))));
}

/// Numbers have this form if another crate enables the `arbitrary_precision` feature of serde_json.
#[test]
fn arbitrary_precision_integers_are_read_exactly() {
    let wrapped = |number: &str| format!(r#"{{"$serde_json::private::Number":"{number}"}}"#);
    let body = format!(r#"{{"Hash":{},"Signed":{}}}"#, wrapped("18446744073709551615"), wrapped("-9007199254740993"));
    let mut value = Numbers::default();
    assert_eq!(read_json(body.as_bytes(), &mut value), Ok(vec![]));
    assert_eq!((value.hash, value.signed), (Some(u64::MAX), Some(-9_007_199_254_740_993)));
}

#[test]
fn values_out_of_range_are_reported() {
    for (member, found) in [
        ("\"Hash\":-1", "the number -1"),
        ("\"Hash\":1.5", "the number 1.5"),
        ("\"Hash\":\"-1\"", "the number -1"),
        ("\"Hash\":\"18446744073709551616\"", "the text \"18446744073709551616\""),
        ("\"Signed\":9223372036854775808", "the number 9223372036854775808"),
    ] {
        let mut value = Numbers::default();
        let deviations = read_json(format!("{{{member},\"Text\":\"kept\"}}").as_bytes(), &mut value).expect("JSON");
        assert_eq!((value.hash, value.signed, value.text.as_deref()), (None, None, Some("kept")), "{member}");
        assert_eq!((deviations[0].declared, deviations[0].found.as_str()), ("an integer", found), "{member}");
    }
}

#[test]
fn a_range_is_checked() {
    let rules = |small, hash| {
        let value = Numbers { small: Some(small), hash: Some(hash), ..Numbers::default() };
        violations(&value).into_iter().map(|violation| violation.to_string()).collect::<Vec<_>>()
    };
    assert!(rules(9, u64::MAX).is_empty());
    assert_eq!(rules(u64::MAX, 0).len(), 2, "{:?}", rules(u64::MAX, 0));
}
