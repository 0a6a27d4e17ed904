//! Bytes that are not text, texts in other encodings, and XML entities.

use codegen_model::diagnostic::Code;

use crate::support::{Schemas, lines, small};

/// Returns the codes of the findings.
fn codes(schemas: &Schemas) -> Vec<Code> {
    schemas.check().findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn byte_order_marks_and_crlf_change_nothing() {
    let plain = Schemas::of(&small::files()).check();
    for convert in [|text: &str| format!("\u{feff}{text}"), |text: &str| text.replace('\n', "\r\n")] {
        let files: Vec<_> = small::files().into_iter().map(|(path, text)| (path, convert(&text))).collect();
        let loaded = Schemas::of(&files).check();
        let dump = |loaded: &codegen_model::Loaded| {
            codegen_model::views::dump(loaded.model.as_ref().expect("a model")).replace("\\r\\n", "\\n")
        };
        assert_eq!(dump(&loaded), dump(&plain));
    }
}

#[test]
fn other_encodings_are_errors() {
    for path in small::PATHS {
        let text = small::file(path);
        let wide = |order: fn(u16) -> [u8; 2]| {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            units.flat_map(order).collect::<Vec<u8>>()
        };
        let latin = text.replace("small", "klein").bytes().chain(*b"\xfc").collect::<Vec<u8>>();
        let cut = [text.as_bytes(), "名".as_bytes().get(..2).expect("three bytes")].concat();
        for bytes in [wide(u16::to_le_bytes), wide(u16::to_be_bytes), latin, cut, b"\xff\xfe\x00\x00".to_vec()] {
            assert_eq!(codes(&Schemas::small_with(path, bytes))[0], Code::NOT_UTF8, "{path}");
        }
    }
}

#[test]
fn files_without_content_are_errors() {
    for path in small::PATHS {
        for bytes in [&b""[..], b"\0", &[0; 4_096], b"\n", b"null", b"<", b"<a", b"<?xml?>", b"\xef\xbb\xbf"] {
            let loaded = Schemas::small_with(path, bytes).check();
            assert!(loaded.model.is_none(), "{path} {bytes:?}");
        }
    }
}

#[test]
fn entities_are_not_expanded() {
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let billion = format!("<!DOCTYPE types [<!ENTITY l0 \"PWNED\">{laughs}]><types>&l9;</types>");
    let outside = r#"<!DOCTYPE types [<!ENTITY x SYSTEM "file:///etc/passwd">]><types>&x;</types>"#;
    let parameter = r#"<!DOCTYPE types [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><types/>"#;
    let plain = "<!DOCTYPE types><types/>";
    for text in [&billion, outside, parameter, plain, "<types>&x;</types>", "<types>&#0;</types>"] {
        let loaded = Schemas::small_with(small::TYPES, text).check();
        let found: Vec<_> = loaded.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found[0], Code::XML_SYNTAX, "{text}: {:?}", lines(&loaded));
    }
}

#[test]
fn character_references_are_resolved() {
    let text = small::file(small::TYPES).replace("How much.", "&#72;&#x6f;w &lt;much&gt; &amp;&apos;&quot;.");
    let loaded = Schemas::small_with(small::TYPES, text).check();
    assert_eq!(loaded.model.expect("a model").services[1].enums["Level"].doc, "How <much> &'\".");
}

#[test]
fn invalid_json_escapes_are_errors() {
    for escape in [r"\ud800", r"\udc00", r"\ud800\ud800", r"\u12", r"\x41", r"\"] {
        let text = small::file(small::DESCRIPTOR).replace("A small service.", escape);
        let schemas = Schemas::small_with(small::DESCRIPTOR, text);
        assert_eq!(codes(&schemas)[0], Code::JSON_SYNTAX, "{escape}: {:?}", lines(&schemas.load()));
    }
}
