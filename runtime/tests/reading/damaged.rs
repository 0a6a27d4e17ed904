//! Random damage to valid answers never panics, and repairs take time in proportion to the length.

use tencentcloud_runtime::codec::{read_bare, read_envelope, read_json, read_xml, root_of};
use tencentcloud_runtime::{Timestamp, read_callback};

use crate::support::{Everything, assert_linear};

const ANSWERS: &[&str] = &[
    r#"{"Response":{"Text":"a\ud83d\ude00\n","Count":7,"Ratio":-0.5e1,"Flag":true,"Words":["a","b"],"RequestId":"r"}}"#,
    r#"{"Children":[{"State":"Success","Numbers":[1,18446744073709551615]},{}],"Any":{"a":[null,"\\"]},"Bytes":"AP+A"}"#,
    r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"m"},"RequestId":"r"}}"#,
    "<?xml version=\"1.0\"?>\n<Response><Text>a&amp;&#xD83D;&#xDE00;</Text><Suffixs><Suffix>x</Suffix></Suffixs>\
     <Child><Count> 7 </Count><!-- c --><Words/></Child><Children><![CDATA[a]]></Children></Response>",
    "<Error><Code>SlowDown</Code><Message>你好</Message><RequestId>r</RequestId></Error>",
    "\u{feff}<R><When>2024-05-01T08:00:00 +0800</When><State>\r\n Failed</State><Any><a>1</a><a>2</a></Any></R>",
];
const PIECES: &[&[u8]] =
    &[b"&", b"<", b"\"", b"\\", b"\\u", b"&#xD83D;", b"\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"{", b"]]>"];

/// Returns numbers below a limit.
fn random(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    }
}

fn damage(answer: &[u8], random: &mut impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = answer.to_vec();
    for _ in 0..=random(3) {
        if bytes.is_empty() {
            break;
        }
        let (from, to) = (random(bytes.len()), random(bytes.len()));
        match random(4) {
            0 => bytes[from] ^= 1 << random(8),
            1 => bytes.truncate(from),
            2 => drop(bytes.drain(from.min(to)..from.max(to))),
            _ => drop(bytes.splice(from..from, PIECES[random(PIECES.len())].iter().copied())),
        }
    }
    bytes
}

/// Reads the bytes as everything that an answer can be.
fn read(bytes: &[u8]) -> usize {
    let value = Everything::default;
    let read = [
        read_json(bytes, &mut value()).is_ok(),
        read_envelope(bytes, &mut value()).is_ok(),
        read_bare(bytes, &mut value()).is_ok(),
        read_xml(bytes, &mut value()).is_ok(),
        read_callback::<Everything>(bytes).is_ok(),
        root_of(bytes).is_some(),
    ];
    let _ = Timestamp::from(String::from_utf8_lossy(bytes)).unix_seconds();
    read.into_iter().filter(|read| *read).count()
}

#[test]
fn damaged_answers_never_panic() {
    let (mut random, mut readable) = (random(7), 0);
    for _ in 0..1_000 {
        for answer in ANSWERS {
            readable += usize::from(read(&damage(answer.as_bytes(), &mut random)) > 0);
        }
    }
    assert!((1_000..6_000).contains(&readable), "some damage can be repaired, not all: {readable}");
}

#[test]
fn every_cut_and_every_damaged_timestamp_is_read_without_a_panic() {
    for answer in ANSWERS {
        for end in 0..answer.len() {
            read(&answer.as_bytes()[..end]);
            read(&answer.as_bytes()[end..]);
        }
    }
    let mut random = random(11);
    for text in ["2024-05-01T08:00:00.5 +08:00", "Wed, 01 May 2024 00:00:00 GMT", "1714521600000.25"] {
        for _ in 0..2_000 {
            let _ = Timestamp::from(String::from_utf8_lossy(&damage(text.as_bytes(), &mut random))).unix_seconds();
        }
    }
}

/// The pieces of the smaller document.
const MANY: usize = 20_000;

#[test]
fn repairs_take_time_in_proportion_to_the_length() {
    for (piece, open, close) in [
        ("\n", "{\"Text\":\"", "\"}"),
        ("\\ud800", "{\"Text\":\"", "\"}"),
        ("\\x", "{\"New\":\"", "\"}"),
        ("NaN,", "{\"Numbers\":[", "1]}"),
        ("\0", "{", "}"),
    ] {
        let body = |many| format!("{open}{}{close}", piece.repeat(many));
        let read = |body: &String| assert!(read_json(body.as_bytes(), &mut Everything::default()).is_ok(), "{piece:?}");
        assert_linear(&format!("{piece:?}"), MANY, body, read);
    }
    for piece in ["&", "&a;", "&#xD83D;", "< ", "\r"] {
        let body = |many| format!("<R><Text>{}</Text></R>", piece.repeat(many));
        let read = |body: &String| assert!(read_xml(body.as_bytes(), &mut Everything::default()).is_ok(), "{piece:?}");
        assert_linear(&format!("{piece:?}"), MANY, body, read);
    }
}
