//! Errors with bad characters: the code, and so the decision to retry, is kept.

use tencentcloud_runtime::{Error, ErrorKind};

use crate::support::{Fake, response};
use crate::{metadata, moderate, query};

fn facts(error: &Error) -> (Option<&str>, ErrorKind, bool, Option<&str>) {
    (error.code().map(|code| code.as_str()), error.kind(), error.is_retryable(), error.request_id())
}

const BAD: &[&[u8]] = &[b"&", b"?x=1&y=2", b"&nbsp;", b"\xc4\xe3", b"\xff", b"&#xD83D;", b"1 < 2"];

#[tokio::test]
async fn xml() {
    for bad in BAD {
        for (status, code, kind, retryable) in
            [(403, "SlowDown", ErrorKind::Throttled, true), (404, "NoSuchKey", ErrorKind::NotFound, false)]
        {
            let code_element = format!("<Code>{code}</Code>");
            let resource = [b"<Resource>/a", *bad, b"</Resource>"].concat();
            let rest = b"<Message>m</Message><RequestId>r</RequestId></Error>";
            for document in [
                [b"<Error>", &resource[..], code_element.as_bytes(), rest].concat(),
                [b"<Error>", code_element.as_bytes(), &resource[..], rest].concat(),
            ] {
                let fake = Fake::default().then(response(status, &[], document.clone()));
                let error = query().send(&fake.bucket()).await.expect_err("an error");
                assert_eq!(facts(&error), (Some(code), kind, retryable, Some("r")), "{}", document.escape_ascii());
                assert_eq!(error.message(), "m");
            }
        }
    }
}

#[tokio::test]
async fn json() {
    for bad in [&b"a\nb"[..], b"\xff", br"\ud800", b"\0", br"\x"] {
        for mark in [&b""[..], b"\xef\xbb\xbf"] {
            let message = [b"\"", bad, b"\""].concat();
            let api3 = [
                mark,
                b"{\"Response\":{\"Error\":{\"Message\":",
                &message,
                b",\"Code\":\"RequestLimitExceeded\"},\"RequestId\":\"r\"}}",
            ];
            let fake = Fake::default().then(response(200, &[], api3.concat()));
            let error = moderate().send(&fake.client()).await.expect_err("an error");
            assert_eq!(facts(&error), (Some("RequestLimitExceeded"), ErrorKind::Throttled, true, Some("r")));
            let rest = [mark, b"{\"message\":", &message, b",\"code\":\"NoSuchKey\",\"request_id\":\"r\"}"].concat();
            let fake = Fake::default().then(response(404, &[], rest));
            let error = metadata().send(&fake.bucket()).await.expect_err("an error");
            assert_eq!(facts(&error), (Some("NoSuchKey"), ErrorKind::NotFound, false, Some("r")));
        }
    }
}

#[tokio::test]
async fn an_error_in_a_list_keeps_its_code() {
    let body = br#"{"Response":{"Error":[{"Code":"RequestLimitExceeded","Message":"m"}],"RequestId":"r"}}"#;
    let fake = Fake::default().then(response(200, &[], body.to_vec()));
    let error = moderate().send(&fake.client()).await.expect_err("an error");
    assert_eq!(facts(&error), (Some("RequestLimitExceeded"), ErrorKind::Throttled, true, Some("r")));
    assert_eq!(error.message(), "m");
}

#[tokio::test]
async fn the_text_of_an_error_without_elements_is_its_message() {
    for (body, message) in [("<Error> m </Error>", "m"), ("<error><![CDATA[m & n]]></error>", "m & n")] {
        let fake = Fake::default().then(response(200, &[], body.as_bytes().to_vec()));
        let error = query().send(&fake.bucket()).await.expect_err(body);
        assert_eq!((error.kind(), error.message()), (ErrorKind::Service, message), "{body}");
    }
}
