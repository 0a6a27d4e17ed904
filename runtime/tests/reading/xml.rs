//! Bad characters, blanks and line ends in XML.

use tencentcloud_runtime::codec::{Deviation, read_xml};
use tencentcloud_runtime::{Blob, read_callback};

use crate::support::{Everything, State};

fn read(document: impl AsRef<[u8]>) -> (Everything, Vec<Deviation>) {
    let mut value = Everything::default();
    let deviations = read_xml(document.as_ref(), &mut value).expect("a readable document");
    (value, deviations)
}

const BAD_TEXTS: &[(&[u8], &str)] = &[
    (b"http://e.example/?a=1&b=2", "http://e.example/?a=1&b=2"),
    (b"R&D & more &amp; &", "R&D & more & &"),
    (b"?a=1&b=2;c", "?a=1&b=2;c"),
    (b"&nbsp;&copy;&lt;&unknown;", "&nbsp;&copy;<&unknown;"),
    (b"&#xD83D;&#xDE00;", "\u{1f600}"),
    (b"&#55357;&#56832;!", "\u{1f600}!"),
    (b"&#xD83D;", "\u{fffd}"),
    (b"&#xDE00;&#xD83D;", "\u{fffd}\u{fffd}"),
    (b"&#xD83D; &#xDE00;", "\u{fffd} \u{fffd}"),
    (b"&#xD83D;&#xD83D;&#xDE00;", "\u{fffd}\u{1f600}"),
    (b"&#0;&#x110000;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
    (b"&#;&#x;&#-1;&#xG;", "&#;&#x;&#-1;&#xG;"),
    (b"a&#xD;&#xA;b", "a\r\nb"),
    (b"a\xffb", "a\u{fffd}b"),
    (b"\xc4\xe3\xba\xc3", "\u{fffd}\u{fffd}\u{fffd}"),
    (b"a\x01b", "a\x01b"),
    (b"1 < 2 <= 3", "1 < 2 <= 3"),
    (b"<![CDATA[a&b<\xff]]>", "a&b<\u{fffd}"),
    (b"a\r\nb\rc\nd\r", "a\nb\nc\nd\n"),
    (b"a<![CDATA[\r\n\r]]>b", "a\n\nb"),
];

#[test]
fn a_bad_text_is_replaced_and_loses_no_other_member() {
    for (bad, expected) in BAD_TEXTS {
        for declaration in ["", "<?xml version=\"1.0\" encoding=\"GBK\"?>"] {
            let document = [declaration.as_bytes(), b"<R><Words>w</Words><Text>", bad, b"</Text><Count>7</Count></R>"];
            let (value, deviations) = read(document.concat());
            assert_eq!((value.text.as_deref(), value.count), (Some(*expected), Some(7)), "{expected:?}");
            assert_eq!((&*value.words, deviations.len()), (&["w".to_owned()][..], 0), "{expected:?}");
        }
    }
}

#[test]
fn a_bad_text_in_an_unknown_member_loses_no_other_member() {
    for (bad, expected) in BAD_TEXTS {
        for (open, close) in [("<New>", "</New>"), ("<New><Deep>", "</Deep></New>"), ("<New a=\"&b\">", "</New>")] {
            let document = [b"<R>", open.as_bytes(), bad, close.as_bytes(), b"<State>Success</State></R>"];
            assert_eq!(read(document.concat()).0.state, Some(State::Success), "{expected:?} in {open}");
        }
    }
}

#[test]
fn a_bad_text_that_is_not_of_the_declared_kind_is_reported() {
    let (value, deviations) =
        read("<R><Count>1&2</Count><Children><Ratio>&#xD800;</Ratio></Children><Flag>1</Flag></R>");
    assert_eq!((value.count, value.flag, value.children[0].ratio), (None, Some(true), None));
    let found: Vec<_> = deviations.iter().map(|found| (found.member.as_str(), found.found.as_str())).collect();
    assert_eq!(found, [("Count", "the text \"1&2\""), ("Children.Ratio", "the text \"\u{fffd}\"")]);
}

#[test]
fn blanks_around_a_scalar_are_ignored_and_those_of_a_text_are_kept() {
    let (value, deviations) = read(
        "<R>\n<State>\n  Success\n  </State><Bytes>\n AP+A\n</Bytes><Count> 7\n</Count><Ratio>\t0.5 </Ratio><Flag>\r\n true </Flag>\
         <When>\n 2024-05-01T00:00:00Z\n</When><Numbers> 1 </Numbers><Text> a\r\n </Text>\
         <Children><State> New </State></Children></R>",
    );
    assert_eq!((value.state, value.count, value.ratio), (Some(State::Success), Some(7), Some(0.5)));
    assert_eq!((value.flag, &*value.numbers, value.text.as_deref()), (Some(true), &[1][..], Some(" a\n ")));
    assert_eq!(value.when.as_deref(), Some("2024-05-01T00:00:00Z"));
    assert_eq!(value.bytes, Some(Blob::from_base64("AP+A")));
    assert_eq!(value.children[0].state, Some(State::UnknownValue("New".to_owned())));
    assert_eq!(deviations, []);
}

#[test]
fn a_callback_with_a_bad_text_is_read() {
    for bad in [&b"&"[..], b"&nbsp;", b"\xff", b"&#xD83D;", b"\xef\xbb\xbf"] {
        let body = [b"\xef\xbb\xbf<R><RequestId>r</RequestId><New>", bad, b"</New><Count>7</Count></R>"];
        let callback = read_callback::<Everything>(&body.concat()).expect("a callback");
        assert_eq!((callback.count, callback.request_id()), (Some(7), "r"));
    }
}
