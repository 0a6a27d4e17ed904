//! Errors with bad characters: the code, and so the decision to retry, is kept.

use tencentcloud_runtime::{Error, ErrorKind};

use super::{metadata, moderate, query};
use crate::support::{BindBucket, Fake, response};

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

/// Errors that are cut off or otherwise not well-formed after their code.
#[tokio::test]
async fn a_damaged_error_keeps_its_code() {
    for body in [
        r#"{"Response":{"Error":{"Code":"RequestLimitExceeded","Mess"#,
        r#"{"RequestId":"r","Response":{"Error":{"Message":"a"b","Code" : "RequestLimitExceeded"}}"#,
        r#"{"Response":{"Error":{"Code":"RequestLimitExceeded"!"RequestId":"r"}}"#,
        r#"{"Respo":{"error":[{"code":"RequestLimitExceeded"}]}}"#,
        r#"{{"Error":{"Code":"RequestLimitExceeded"}}"#,
    ] {
        let fake = Fake::default().then(response(200, &[], body.as_bytes().to_vec()));
        let error = moderate().send(&fake.client()).await.expect_err(body);
        let id = body.contains("\"r\"").then_some("r");
        assert_eq!(facts(&error), (Some("RequestLimitExceeded"), ErrorKind::Throttled, true, id), "{body}");
    }
    for (status, body) in [
        (503, "<Error><Mess<age>m</Message><Code>SlowDown</Code>"),
        (200, "<Response><Error><Code>SlowDown</Code><Mess"),
        (200, "<\u{fffd}xml version='1.0'?><Error><Code>SlowDown</Code></Error>"),
        (200, "<Response><Text>t</Text><Error><Code>SlowDown</Code></Err></Response>"),
        (503, r#"{"code":"SlowDown","mess"#),
    ] {
        let body = body.as_bytes();
        let fake = || Fake::default().then(response(status, &[], body.to_vec()));
        let query = query().send(&fake().bucket()).await.map(drop);
        // An operation that returns nothing must not take an error for its success.
        let bind = BindBucket::default().send(&fake().bucket()).await.map(drop);
        for error in [query, bind].map(|outcome| outcome.expect_err("an error")) {
            assert_eq!(facts(&error), (Some("SlowDown"), ErrorKind::Throttled, true, None), "{}", body.escape_ascii());
        }
    }
}

/// Only what follows the name `Error` is its code, and only if it is complete.
#[tokio::test]
async fn a_damaged_answer_without_an_error_has_no_code() {
    for body in [
        r#"{"Response":{"Code":"RequestLimitExceeded","Count":1"#,
        r#"{"Response":{"Error":{"Code":"RequestLim"#,
        r#"{"Response":{"Error":{"Code":"two words"}"#,
        r#"{"Response":{"Text":"Error","Code":"RequestLimitExceeded""#,
        "<html><body><Error><Code>SlowDown</Code></body>",
    ] {
        let fake = Fake::default().then(response(200, &[], body.as_bytes().to_vec()));
        let error = moderate().send(&fake.client()).await.expect_err(body);
        assert_eq!(facts(&error), (None, ErrorKind::Decode, false, None), "{body}");
    }
    // Items of an answer may have errors of their own.
    let body = r#"{"Text":"t","Items":[{"Error":{"Code":"RequestLimitExceeded"}}]}"#;
    let fake = Fake::default().then(response(200, &[], body.as_bytes().to_vec()));
    assert_eq!(moderate().send(&fake.client()).await.expect("an answer").text.as_deref(), Some("t"));
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
