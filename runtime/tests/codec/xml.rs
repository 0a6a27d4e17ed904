//! XML.

use tencentcloud_runtime::Shape;
use tencentcloud_runtime::codec::{Deviation, read_xml, root_of, write_xml};

use super::{BOMB, full, paths};
use crate::support::{Everything, State, Text, assert_linear};

/// Returns the value read from an element around `content`, and the paths of its deviations.
fn read(content: &str) -> (Everything, Vec<String>) {
    let (value, deviations) = read_whole(&format!("<Response>{content}</Response>"));
    (value, paths(&deviations).into_iter().map(str::to_owned).collect())
}

fn read_whole(document: &str) -> (Everything, Vec<Deviation>) {
    let mut value = Everything::default();
    let deviations =
        read_xml(document.as_bytes(), &mut value).unwrap_or_else(|error| panic!("{document:.200}: {error}"));
    (value, deviations)
}

fn fails(document: &str) -> bool {
    read_xml(document.as_bytes(), &mut Everything::default()).is_err()
}

#[test]
fn element_order_is_irrelevant_and_repeated_elements_can_interleave() {
    let (value, found) =
        read("<Words>a</Words><Count>7</Count><Numbers>1</Numbers><Words>b</Words><Text>x</Text><Words>c</Words>");
    assert_eq!((&*value.words, &*value.numbers), (&["a", "b", "c"].map(str::to_owned)[..], &[1][..]));
    assert_eq!((value.count, value.text.as_deref(), found.len()), (Some(7), Some("x"), 0));
    let (value, _) =
        read("<Children><Count>1</Count></Children><Text/><Children><Words>a</Words><Words>b</Words></Children>");
    assert_eq!((value.children[0].count, value.children[1].words.len()), (Some(1), 2));
}

#[test]
fn an_empty_element_is_an_absent_member() {
    let members = ["Text", "Count", "Ratio", "Flag", "Bytes", "When", "State", "Child", "Words", "Children"];
    for member in members {
        for document in [format!("<{member}/>"), format!("<{member}></{member}>"), format!("<{member}>\n  </{member}>")]
        {
            assert_eq!(read(&document), (Everything::default(), vec![]), "{document}");
        }
    }
    assert!(fails("") && !fails("<Response/>"));
}

#[test]
fn scalars_are_read_as_the_declared_type() {
    let (value, found) = read(
        "<Count> 7\n</Count><Ratio>0.5</Ratio><Flag>TRUE</Flag><State>Success</State><Any>x</Any><Text> a  b </Text>",
    );
    assert_eq!((value.count, value.ratio, value.flag, found.len()), (Some(7), Some(0.5), Some(true), 0));
    assert_eq!(
        (value.state, value.any, value.text.as_deref()),
        (Some(State::Success), Some("x".into()), Some(" a  b "))
    );
}

#[test]
fn a_member_of_the_wrong_type_is_absent_and_reported() {
    for (content, path) in [
        ("<Count>many</Count>", "Count"),
        ("<Count><a>1</a><b><c/></b></Count>", "Count"),
        ("<Flag>yes</Flag>", "Flag"),
        ("<Child>text</Child>", "Child"),
        ("<Text><b>bold</b></Text>", "Text"),
    ] {
        assert_eq!(read(content), (Everything::default(), vec![path.to_owned()]), "{content}");
    }
    let (value, found) = read("<Child><Children><Count>x</Count><Text>kept</Text></Children></Child><Text>too</Text>");
    assert_eq!(found, ["Child.Children.Count"]);
    assert_eq!(value.text.as_deref(), Some("too"));
    assert_eq!(value.child.unwrap().children[0].text.as_deref(), Some("kept"));
}

#[test]
fn unknown_members_are_ignored() {
    let (value, found) = read("<New a='1'><Text>inner</Text><b/></New><!-- note --><?note?><Text b=\"2\">kept</Text>");
    assert_eq!((value.text.as_deref(), found.len()), (Some("kept"), 0));
}

#[test]
fn text_is_read_from_cdata_entities_and_comments() {
    for (content, expected) in [
        ("<![CDATA[a<b>&amp;]]>", "a<b>&amp;"),
        ("a<![CDATA[b]]>c", "abc"),
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("&#65;&#x4e2d;&#x1F98A;", "A\u{4e2d}\u{1f98a}"),
        ("a<!-- note -->b", "ab"),
        ("2022-08-09T16:23:11+0800>", "2022-08-09T16:23:11+0800>"),
        ("\"521451f6\"", "\"521451f6\""),
        ("<![CDATA[]]>x", "x"),
    ] {
        let (value, _) = read(&format!("<Text>{content}</Text>"));
        assert_eq!(value.text.as_deref(), Some(expected), "{content}");
    }
}

#[test]
fn names_are_matched_without_their_namespace_prefix() {
    let document = "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<q:Response xmlns:q=\"http://www.qcloud.com/document/product/436/7751\">\
                    <q:Text>x</q:Text><Count>1</Count></q:Response>\n<!-- end -->\n";
    let mut value = Everything::default();
    read_xml(document.as_bytes(), &mut value).unwrap();
    assert_eq!((value.text.as_deref(), value.count), (Some("x"), Some(1)));
    assert_eq!(root_of(document.as_bytes()).as_deref(), Some("Response"));
}

#[test]
fn entities_of_a_doctype_are_not_expanded() {
    let doctype = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
    for text in ["&a;", "&b;", "&f;", "&unknown;", "x"] {
        let mut value = Everything::default();
        read_xml(format!("{doctype}<Response><Text>{text}</Text></Response>").as_bytes(), &mut value).unwrap();
        assert_eq!(value.text.as_deref(), Some(text));
    }
}

#[test]
fn deep_nesting_is_an_error_instead_of_a_stack_overflow() {
    for name in ["Child", "Children"] {
        let closed =
            format!("<Response>{}{}</Response>", format!("<{name}>").repeat(BOMB), format!("</{name}>").repeat(BOMB));
        assert!(fails(&closed), "{name}");
        assert!(fails(&format!("<Response>{}", format!("<{name}>").repeat(BOMB))), "{name}, never closed");
    }
    for name in ["Unknown", "Suffixs", "Text"] {
        let bomb = format!("<{name}>").repeat(BOMB) + &format!("</{name}>").repeat(BOMB);
        let (value, _) = read(&format!("{bomb}<Count>1</Count>"));
        assert_eq!(value.count, Some(1), "unread elements can have any depth: {name}");
    }
    let known = "<Child>".repeat(50) + "<Count>1</Count>" + &"</Child>".repeat(50);
    assert!(read(&known).0.child.is_some());
}

#[test]
fn a_malformed_document_is_an_error() {
    for document in [
        "",
        "  ",
        "text",
        "{}",
        "<Response>",
        "<Response><Text>x</Response>",
        "<Response><Text>x</Text>",
        "<Response><Unknown></Response>",
        "<Response/><Response/>",
        "<Response><Text>x</Tex></Response>",
        "</Response>",
        "<Response><![CDATA[x</Response>",
    ] {
        assert!(fails(document), "{document}");
    }
}

#[test]
fn a_list_can_be_wrapped_in_an_element() {
    let (value, _) = read("<Suffixs><Suffix>png</Suffix><Other>x</Other><Suffix>jpg</Suffix></Suffixs>");
    assert_eq!(&*value.suffixes, ["png", "jpg"]);
    assert!(read("<Suffixs/>").0.suffixes.is_present(), "an empty wrapper is an empty list");
    assert!(!read("").0.suffixes.is_present());
}

#[test]
fn a_root_can_contain_only_text() {
    let read = |document: &str| {
        let mut value = Text::default();
        read_xml(document.as_bytes(), &mut value).unwrap();
        value.text
    };
    assert_eq!(read("<CIStatus>on</CIStatus>").as_deref(), Some("on"));
    assert_eq!(read("<CIStatus><![CDATA[a&b]]></CIStatus>").as_deref(), Some("a&b"));
    assert_eq!(read("<CIStatus/>"), None);
    let written = write_xml("CIStatus", &Text { text: Some("a<b".to_owned()) }).unwrap();
    assert_eq!(written, b"<CIStatus>a&lt;b</CIStatus>");
}

#[test]
fn written_values_are_read_back() {
    let full = full();
    let document = write_xml("Request", &full).unwrap();
    let mut again = Everything::default();
    assert_eq!(read_xml(&document, &mut again), Ok(vec![]));
    assert_eq!(again, full);
    assert_eq!(root_of(&document).as_deref(), Some("Request"));
}

#[test]
fn text_cannot_become_markup() {
    let hostile = "</Text><Count>9</Count><![CDATA[]]>&amp;<!--";
    let bytes = Some(tencentcloud_runtime::Blob::from_base64(hostile));
    let value = Everything { text: Some(hostile.to_owned()), bytes, ..Everything::default() };
    let mut again = Everything::default();
    read_xml(&write_xml("Request", &value as &dyn Shape).unwrap(), &mut again).unwrap();
    assert_eq!(again, value);
}

#[test]
fn reading_time_is_linear_in_document_size() {
    const MANY: usize = 20_000;
    let element = |content: String| format!("<Response>{content}</Response>");
    let ends = |what, document: fn(usize) -> String| {
        assert_linear(what, MANY, |many| element(document(many)), |document| drop(read_whole(document)));
    };
    ends("a long name", |many| format!("<{0}>x</{0}>", "n".repeat(many * 50)).repeat(8));
    ends("attributes", |many| {
        let attributes: String = (0..many).map(|number| format!(" a{number}='{number}'")).collect();
        format!("<Text{attributes}>x</Text>")
    });
    ends("unknown elements", |many| "<Unknown><a/></Unknown>".repeat(many));
    ends("elements of one name", |many| "<Text>x</Text>".repeat(many));
    ends("wrong values", |many| format!("<Child>{}</Child>", "<Numbers>x</Numbers>".repeat(many)));
    ends("pieces of text", |many| format!("<Text>{}</Text>", "a<!-- --><![CDATA[b]]>&amp;".repeat(many)));
    ends("items in wrappers", |many| "<Suffixs><Suffix>a</Suffix></Suffixs>".repeat(many));
    ends("free objects", |many| format!("<Any>{}</Any>", "<a>1</a>".repeat(many)));
    let refused = |document: &String| assert!(fails(document));
    assert_linear("an unclosed tag", MANY, |many| format!("<Response><{}", "a".repeat(many * 50)), refused);
    assert_linear("unclosed comments", MANY, |many| format!("<Response>{}", "<!--".repeat(many)), refused);
}
