//! Numbers beyond what their type can hold.

use tencentcloud_runtime::codec::{read_json, read_xml};

use crate::support::Everything;

/// Numbers beyond `f64`, and integers beyond `u64`.
fn numbers() -> [String; 4] {
    ["1e999".to_owned(), "-1e999".to_owned(), "9".repeat(400), format!("-{}", "9".repeat(40))]
}

#[test]
fn a_number_beyond_its_type_costs_its_member_only() {
    for number in numbers() {
        let body = format!(
            r#"{{"New":{number},"Count":{number},"Numbers":[1,{number}],"Child":{{"Count":{number},"Text":"c"}},"Text":"t"}}"#
        );
        let mut value = Everything::default();
        let members: Vec<_> =
            read_json(body.as_bytes(), &mut value).expect(&number).into_iter().map(|d| d.member).collect();
        assert_eq!(members, ["Count", "Numbers[1]", "Child.Count"], "{number}");
        assert_eq!((value.text.as_deref(), &value.numbers[..]), (Some("t"), &[1][..]), "{number}");
        assert_eq!(value.child.and_then(|child| child.text).as_deref(), Some("c"), "{number}");

        let body = format!("<R><Count>{number}</Count><Numbers>{number}</Numbers><Text>t</Text></R>");
        let mut value = Everything::default();
        let deviations = read_xml(body.as_bytes(), &mut value).expect(&number);
        assert_eq!((deviations.len(), value.text.as_deref()), (2, Some("t")), "{number}");
    }
}

#[test]
fn a_number_beyond_f64_is_not_infinite() {
    for number in &numbers()[..3] {
        let mut value = Everything::default();
        let deviations = read_json(format!(r#"{{"Ratio":{number},"Text":"t"}}"#).as_bytes(), &mut value).expect(number);
        assert_eq!((deviations.len(), value.ratio, value.text.as_deref()), (1, None, Some("t")), "{number}");
        let deviations = read_xml(format!("<R><Ratio>{number}</Ratio></R>").as_bytes(), &mut value).expect(number);
        assert_eq!((deviations.len(), value.ratio), (1, None), "{number}");
    }
}
