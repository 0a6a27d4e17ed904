//! Bad characters and byte order marks in JSON.

use tencentcloud_runtime::codec::{Deviation, read_bare, read_envelope, read_json};
use tencentcloud_runtime::{ByteStream, Client, EventStream, Object, Reply, read_callback};

use super::moderate;
use crate::support::{Everything, Fake, State, response};

fn read(body: impl AsRef<[u8]>) -> (Everything, Vec<Deviation>) {
    let mut value = Everything::default();
    let deviations = read_json(body.as_ref(), &mut value).expect("a readable document");
    (value, deviations)
}

/// Contents of strings, and what they are read as.
const BAD_TEXTS: &[(&[u8], &str)] = &[
    (br"\ud83d", "\u{fffd}"),
    (br"\ude00\ud83d", "\u{fffd}\u{fffd}"),
    (br"\ud83d\u0041", "\u{fffd}A"),
    (br"\ud83d\ud83d\ude00", "\u{fffd}\u{1f600}"),
    (br"\ud83d\n", "\u{fffd}\n"),
    (b"a\nb\r\tc", "a\nb\r\tc"),
    (b"a\x01b\0", "a\u{fffd}b\u{fffd}"),
    (b"a\xffb", "a\u{fffd}b"),
    (b"\xc4\xe3\xba\xc3", "\u{fffd}\u{fffd}\u{fffd}"),
    (br"C:\dir\x", r"C:\dir\x"),
    (br"\u12\u", r"\u12\u"),
    (b"\\\n", "\\\n"),
    (b"\n\\\"\\\\\\/\\u00e9\\ud83d\\ude00 NaN", "\n\"\\/\u{e9}\u{1f600} NaN"),
];

#[test]
fn a_bad_text_is_replaced_and_loses_no_other_member() {
    for (bad, expected) in BAD_TEXTS {
        let body = [&b"{\"Words\":[\"w\"],\"Text\":\""[..], bad, b"\",\"Numbers\":[1,2],\"Count\":7}"].concat();
        let (value, deviations) = read(body);
        assert_eq!((value.text.as_deref(), value.count), (Some(*expected), Some(7)), "{expected:?}");
        assert_eq!((&*value.words, &*value.numbers), (&["w".to_owned()][..], &[1, 2][..]), "{expected:?}");
        assert_eq!(deviations, [], "{expected:?}");
    }
}

#[test]
fn a_bad_text_in_an_unknown_member_or_a_name_loses_no_other_member() {
    for (bad, expected) in BAD_TEXTS {
        for (open, close) in [("\"New\":\"", "\""), ("\"New\":[{\"a\":\"", "\"}]"), ("\"", "\":{}")] {
            let body = [b"{", open.as_bytes(), bad, close.as_bytes(), b",\"State\":\"Success\"}"].concat();
            assert_eq!(read(body).0.state, Some(State::Success), "{expected:?} in {open}");
        }
    }
}

#[test]
fn a_bad_character_between_members_loses_none() {
    for bad in [&b"\xff"[..], "\u{a0}".as_bytes(), "\u{feff}".as_bytes(), "\u{200b}".as_bytes(), b"\0", b"\x1b"] {
        let body = [b"\n", bad, b"{", bad, b"\"Text\"", bad, b":\"t\",", bad, b"\"Count\":", bad, b"7}", bad].concat();
        let (value, deviations) = read(body);
        assert_eq!((value.text.as_deref(), value.count, deviations.len()), (Some("t"), Some(7), 0), "{bad:?}");
    }
}

/// JSON has no layout inside of strings.
#[test]
fn blanks_in_an_enumeration_are_kept() {
    assert_eq!(read(r#"{"State":" Success"}"#).0.state, Some(State::UnknownValue(" Success".to_owned())));
}

/// What was read before the bad text is not read twice.
#[test]
fn members_before_a_bad_text_are_read_once() {
    let (value, deviations) = read(
        "{\"Words\":[\"a\"],\"Children\":[{\"Numbers\":[1,\"x\"]}],\"Anything\":[{}],\"Child\":{\"Numbers\":[1]},\
         \"Count\":\"x\",\"Text\":\"\n\"}",
    );
    assert_eq!((value.words.len(), value.children.len(), value.anything.len()), (1, 1, 1));
    assert_eq!((&*value.children[0].numbers, value.child.expect("a child").numbers.len()), (&[1][..], 1));
    let paths: Vec<_> = deviations.iter().map(|deviation| deviation.member.as_str()).collect();
    assert_eq!(paths, ["Children[0].Numbers[1]", "Count"]);
    let mut object = Object::new();
    read_json(b"{\"a\":[1],\"b\":\"\n\"}", &mut object).expect("an object");
    assert_eq!(object.to_string(), r#"{"a":[1],"b":"\n"}"#);
}

#[test]
fn words_and_numbers_that_json_does_not_have_are_reported() {
    let (value, deviations) =
        read("{\"Ratio\":NaN,\"Numbers\":[-Infinity,1e999,3],\"Flag\":True,\"New\":undefined,\"Count\":7}\0");
    assert_eq!((value.ratio, &*value.numbers, value.flag, value.count), (None, &[3][..], Some(true), Some(7)));
    let found: Vec<_> = deviations.iter().map(|found| (found.member.as_str(), found.found.as_str())).collect();
    let expected =
        [("Ratio", "the text \"NaN\""), ("Numbers[0]", "the text \"-Infinity\""), ("Numbers[1]", "the text \"1e999\"")];
    assert_eq!(found, expected);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(read("\u{feff}{\"Count\":7}").0.count, Some(7));
    let mut value = Everything::default();
    let envelope = read_envelope("\u{feff}{\"Response\":{\"Count\":7,\"RequestId\":\"r\"}}".as_bytes(), &mut value);
    assert_eq!((envelope.expect("an envelope").request_id.as_deref(), value.count), (Some("r"), Some(7)));
    let bare = read_bare("\u{feff}{\"Count\":8,\"RequestId\":\"r\"}".as_bytes(), &mut value);
    assert_eq!((bare.expect("a known member").request_id.as_deref(), value.count), (Some("r"), Some(8)));
}

#[test]
fn a_callback_with_a_bad_text_is_read() {
    for bad in
        ["\u{feff}{\"Response\":{\"Count\":7,\"RequestId\":\"r\"}}", "{\"New\":\"\n\",\"RequestId\":\"r\",\"Count\":7}"]
    {
        let callback = read_callback::<Everything>(bad.as_bytes()).expect("a callback");
        assert_eq!((callback.count, callback.request_id()), (Some(7), "r"));
    }
    let error =
        "\u{feff}{\"Response\":{\"Error\":{\"Code\":\"InternalError\",\"Message\":\"\t\"},\"RequestId\":\"r\"}}";
    let error = read_callback::<Everything>(error.as_bytes()).expect_err("an error");
    assert_eq!((error.code().map(|code| code.as_str()), error.request_id()), (Some("InternalError"), Some("r")));
}

#[test]
fn a_single_value_in_place_of_a_list_is_reported_as_such() {
    for (member, found) in [("{\"Count\":1}", "an object"), ("\"x\"", "the text \"x\""), ("7", "the number 7")] {
        for name in ["Children", "Words", "Anything"] {
            let (value, deviations) = read(format!("{{\"{name}\":{member}}}"));
            assert_eq!((value, deviations.len()), (Everything::default(), 1), "{name}: {member}");
            assert_eq!((deviations[0].declared, deviations[0].found.as_str()), ("a list", found), "{name}");
        }
    }
    let (_, deviations) = read(r#"{"Words":[{}],"Children":[[]]}"#);
    let kinds: Vec<_> = deviations.iter().map(|found| (found.declared, found.found.as_str())).collect();
    assert_eq!(kinds, [("a string", "an object"), ("an object", "a list")]);
}

async fn open(client: &Client) -> Reply<EventStream<Everything>> {
    client.events(moderate(), "").await.expect("a stream")
}

#[tokio::test]
async fn events_with_bad_texts_are_read() {
    let body: &[u8] =
        b"\xef\xbb\xbfdata: {\"Text\":\"a\xff\",\"Count\":1}\n\ndata: {\"Text\":\"\\ud800\",\"Count\":2}\n\n\
        data: \xef\xbb\xbf{\"Response\":{\"Text\":\"a\tb\",\"Count\":3}}\n\n\
        data: {\"Error\":{\"Code\":\"InternalError\",\"Message\":\"\x01\"}}\n\n";
    let fake = Fake::default().then(response(200, &[("content-type", "text/event-stream")], ByteStream::from(body)));
    let mut stream = open(&fake.client()).await;
    for (text, count) in [("a\u{fffd}", 1), ("\u{fffd}", 2), ("a\tb", 3)] {
        let event = stream.next().await.expect("an event").expect("a readable event");
        assert_eq!((event.text.as_deref(), event.count, event.unexpected()), (Some(text), Some(count), &[][..]));
    }
    let error = stream.next().await.expect("an event").expect_err("an error");
    assert_eq!(error.code().map(|code| code.as_str()), Some("InternalError"));
}
