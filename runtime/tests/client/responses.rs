//! Parsing of responses and errors.

use tencentcloud_runtime::{Error, ErrorCode, ErrorKind};

use super::{enhance, moderate, query};
use crate::support::{BindBucket, Fake, Metadata};

fn code_of(error: &Error) -> Option<&str> {
    error.code().map(ErrorCode::as_str)
}

#[tokio::test]
async fn an_error_with_status_200_is_an_error() {
    let body = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"no"},"RequestId":"r-2"}}"#;
    let error = moderate().send(&Fake::json(body).client()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized);
    assert_eq!((code_of(&error), error.message()), (Some("AuthFailure.SignatureFailure"), "no"));
    assert_eq!((error.request_id(), error.status()), (Some("r-2"), Some(200)));
    assert_eq!(error.operation(), Some("ImageModeration"));
    assert_eq!(error.to_string(), "AuthFailure.SignatureFailure: no (request id r-2)");
}

#[tokio::test]
async fn every_error_format_is_parsed() {
    let id = ("x-cos-request-id", "h");
    let long = "x".repeat(100_000).leak();
    for (status, headers, body, code, message, request_id) in [
        (
            404,
            &[id][..],
            "<Error><Code>NoSuchKey</Code><Message>gone</Message><RequestId>b</RequestId></Error>",
            Some("NoSuchKey"),
            "gone",
            "b",
        ),
        (
            404,
            &[id],
            "<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>",
            Some("NoSuchKey"),
            "HTTP 404 Not Found: <?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>",
            "h",
        ),
        (
            500,
            &[id],
            "<Error><Code>InternalError</Code><Message>bro",
            Some("InternalError"),
            "HTTP 500 Internal Server Error: <Error><Code>InternalError</Code><Message>bro",
            "h",
        ),
        (400, &[id], r#"{"code":-103,"message":"bad","request_id":"j"}"#, Some("-103"), "bad", "j"),
        (
            400,
            &[],
            r#"{"code":4000,"message":"bad","codeDesc":"InvalidParameter"}"#,
            Some("InvalidParameter"),
            "bad",
            "",
        ),
        (400, &[id], r#"{"Message":"bad"}"#, None, "bad", "h"),
        (400, &[id, ("X-ErrNo", "-46152")], "oops\r\n", Some("-46152"), "HTTP 400 Bad Request: oops", "h"),
        (
            502,
            &[],
            "<html><body>Bad Gateway</body></html>",
            None,
            "HTTP 502 Bad Gateway: <html><body>Bad Gateway</body></html>",
            "",
        ),
        (503, &[id], "", None, "HTTP 503 Service Unavailable", "h"),
        (
            301,
            &[("location", "https://user:key@evil.example/a?token=t")],
            "<a href=\"https://user:key@evil.example/a?token=t\">",
            None,
            "HTTP 301 Moved Permanently: <a href=\"https://evil.example/a\">; the redirect to `https://evil.example/a` \
             is not followed: the signature is valid for one host only",
            "",
        ),
        (
            307,
            &[],
            "<Error><Code>TemporaryRedirect</Code><Message>m</Message><Endpoint>b.example</Endpoint></Error>",
            Some("TemporaryRedirect"),
            "m; the redirect to `b.example` is not followed: the signature is valid for one host only",
            "",
        ),
        (500, &[], "<Error>&unknown;</Error>", None, "&unknown;", ""),
        (500, &[], "[1,2", None, "HTTP 500 Internal Server Error: [1,2", ""),
        (500, &[], long, None, &*format!("HTTP 500 Internal Server Error: {}", "x".repeat(200)), ""),
    ] {
        for stream in [false, true] {
            let fake = Fake::responding(status, headers, body);
            let error = if stream {
                enhance("k").send(&fake.bucket()).await.unwrap_err()
            } else {
                query("j").send(&fake.bucket()).await.unwrap_err()
            };
            let start = &body[..body.len().min(80)];
            let kind = match status {
                404 => ErrorKind::NotFound,
                500.. => ErrorKind::Unavailable,
                _ if code == Some("InvalidParameter") => ErrorKind::InvalidParameter,
                _ => ErrorKind::Service,
            };
            assert_eq!((error.kind(), error.status()), (kind, Some(status)), "{start}");
            assert_eq!((code_of(&error), error.message()), (code, message), "{start}");
            assert_eq!(error.request_id().unwrap_or_default(), request_id, "{start}");
        }
    }
}

#[tokio::test]
async fn an_error_document_with_status_200_is_an_error() {
    let fake = Fake::responding(200, &[], "<Error><Code>InternalError</Code><Message>m</Message></Error>");
    let error = query("j").send(&fake.bucket()).await.unwrap_err();
    assert_eq!((error.kind(), code_of(&error)), (ErrorKind::Unavailable, Some("InternalError")));
}

/// An error beside the root that the schema declares, in any form and letter case.
#[tokio::test]
async fn an_error_inside_a_document_is_an_error() {
    for (body, code, message) in [
        ("<Response><Error><Code>C</Code><Message>m</Message></Error></Response>", Some("C"), "m"),
        ("<Response><Text>t</Text><error><code>7</code><message>m</message></error></Response>", Some("7"), "m"),
        ("<Response><ERROR>m</ERROR></Response>", None, "m"),
        ("<error><code>C</code><message>m</message></error>", Some("C"), "m"),
    ] {
        let error = query("j").send(&Fake::responding(200, &[], body).bucket()).await.unwrap_err();
        assert_eq!((code_of(&error), error.message(), error.status()), (code, message, Some(200)), "{body}");
        let error = BindBucket::default().send(&Fake::responding(200, &[], body).bucket()).await.unwrap_err();
        assert_eq!((code_of(&error), error.message()), (code, message), "{body}");
    }
    for (body, code, message) in [
        (r#"{"error":"no data"}"#, None, "no data"),
        (r#"{"Count":"1","Error":{"Code":7,"Message":"m"}}"#, Some("7"), "m"),
        (r#"{"Response":{"Error":{"Code":7,"Message":"m"},"RequestId":"r"}}"#, Some("7"), "m"),
        (r#"{"Response":{"ERROR":{"Message":"m"},"RequestId":"r"}}"#, None, "m"),
        (r#"{"Response":{"Text":"x","Error":"m","RequestId":"r"}}"#, None, "m"),
    ] {
        let fake = Fake::json(body);
        let error = match body.contains("Response") {
            true => moderate().send(&fake.client()).await.map(drop).unwrap_err(),
            false => Metadata { object_key: Some("k".to_owned()) }.send(&fake.bucket()).await.map(drop).unwrap_err(),
        };
        assert_eq!((code_of(&error), error.message()), (code, message), "{body}");
    }
}

#[tokio::test]
async fn a_document_without_a_known_member_is_an_error() {
    const PAGE: &str = "<!DOCTYPE html><HTML><body><Text>Please sign in.</Text></body></HTML>";
    for body in ["", " \n", "<Response/>", "<Response><Other>1</Other></Response>", PAGE, "<html>text</html>"] {
        let error = query("j").send(&Fake::responding(200, &[], body).bucket()).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)), "{body}");
    }
    for body in ["", "[]", r#"{"Other":1}"#, PAGE] {
        let call = Metadata { object_key: Some("k".to_owned()) };
        let error = call.send(&Fake::responding(200, &[], body).bucket()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
    let call = Metadata { object_key: Some("k".to_owned()) };
    assert!(call.send(&Fake::responding(200, &[], "{ }\n").bucket()).await.is_ok(), "an image without metadata");
    let bind = async |body| BindBucket::default().send(&Fake::responding(200, &[], body).bucket()).await;
    assert_eq!(bind(PAGE).await.unwrap_err().kind(), ErrorKind::Decode);
    assert!(bind("").await.is_ok() && bind("<Other/>").await.is_ok());
}

#[tokio::test]
async fn an_action_with_a_status_other_than_200_is_an_error() {
    use ErrorKind::{InvalidParameter, Service, Unavailable};
    for (status, body, code, kind) in [
        (500, r#"{"Response":{"Text":"x","RequestId":"r"}}"#, None, Unavailable),
        (502, "<html>", None, Unavailable),
        (400, r#"{"Response":{"Error":{"Code":"C","Message":"m"},"RequestId":"r"}}"#, Some("C"), Service),
        (204, "", None, Service),
        (
            200,
            r#"{"code":4000,"message":"m","codeDesc":"InvalidParameter"}"#,
            Some("InvalidParameter"),
            InvalidParameter,
        ),
    ] {
        let error = moderate().send(&Fake::responding(status, &[], body).client()).await.unwrap_err();
        assert_eq!((error.kind(), code_of(&error)), (kind, code), "{status} {body}");
    }
}

#[tokio::test]
async fn a_decode_error_shows_the_start_of_the_body() {
    let headers = [("x-tc-requestid", "h")];
    for body in ["<html>\u{1b}[31m", "", "[]", r#"{"Response":[]}"#, r#"{"Response":{}} x"#] {
        let error = moderate().send(&Fake::responding(200, &headers, body).client()).await.unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)), "{body}");
        assert_eq!((error.request_id(), error.operation()), (Some("h"), Some("ImageModeration")), "{body}");
        assert!(!error.to_string().contains('\u{1b}'), "{error}");
    }
    let error = query("j").send(&Fake::responding(200, &[], "{}").bucket()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("it starts with `{}`"), "{error}");
}

/// Published samples of operations with event streams show plain responses without envelope.
#[tokio::test]
async fn an_unambiguous_response_without_envelope_is_read() {
    let headers = [("x-tc-requestid", "h")];
    for (body, count, request_id) in [
        (r#"{"Text":"kept","Count":3,"New":[{}]}"#, Some(3), "h"),
        (r#"{"Text":"kept","Count":"many","RequestId":"b"}"#, None, "b"),
        (r#"{"Text":"kept","Error":""}"#, None, "h"),
    ] {
        let reply = moderate().send(&Fake::responding(200, &headers, body).client()).await.unwrap();
        assert_eq!(
            (reply.text.as_deref(), reply.count, reply.request_id()),
            (Some("kept"), count, request_id),
            "{body}"
        );
        assert_eq!(reply.unexpected().len(), usize::from(body.contains("many")), "{body}");
    }
}

/// A body that is not an output, or that reports a failure, stays an error.
#[tokio::test]
async fn an_error_is_not_read_as_a_response_without_envelope() {
    use ErrorKind::{Decode, InvalidParameter, Service};
    for (body, kind) in [
        ("{}", Decode),
        (r#"{"text":"x"}"#, Decode),
        (r#"{"RequestId":"r"}"#, Decode),
        (r#"{"Message":"x"}"#, Decode),
        (r#"{"Response":null,"Text":"x"}"#, Decode),
        (r#"{"Text":"x"} y"#, Decode),
        (r#"{"Text":"x""#, Decode),
        (r#"[{"Text":"x"}]"#, Decode),
        (r#"{"Error":{"Code":"InvalidParameter","Message":"m"},"Text":"x"}"#, InvalidParameter),
        (r#"{"Error":{"Code":""},"Text":"x"}"#, Service),
        (r#"{"Error":"half of it","Text":"x"}"#, Service),
        (r#"{"error":{"Message":"m"}}"#, Service),
        (r#"{"ErrorMsg":{"Code":4000,"Msg":"m"},"Text":"x"}"#, Service),
        (r#"{"Code":"InvalidParameter","Text":"x"}"#, InvalidParameter),
        (r#"{"Text":"x","codeDesc":"InvalidParameter"}"#, InvalidParameter),
    ] {
        let error = moderate().send(&Fake::responding(200, &[], body).client()).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{body}: {error}");
    }
}

#[tokio::test]
async fn the_request_id_is_read_from_body_or_headers() {
    let fake = Fake::responding(200, &[("x-tc-requestid", "h")], r#"{"Response":{"RequestId":"b"}}"#);
    assert_eq!(moderate().send(&fake.client()).await.unwrap().request_id(), "b");
    let fake = Fake::responding(200, &[("x-tc-requestid", "h")], r#"{"Response":{"Text":"x"}}"#);
    assert_eq!(moderate().send(&fake.client()).await.unwrap().request_id(), "h");
    for name in ["x-cos-request-id", "x-ci-request-id"] {
        let fake = Fake::responding(200, &[(name, "h")], r#"{"Count":"960"}"#);
        let call = Metadata { object_key: Some("k".to_owned()) };
        let reply = call.send(&fake.bucket()).await.unwrap();
        assert_eq!((reply.request_id(), reply.count, reply.status().as_u16()), ("h", Some(960), 200), "{name}");
        assert_eq!(reply.headers()[name], "h");
    }
}

#[tokio::test]
async fn deviations_from_the_schema_are_reported() {
    let fake = Fake::json(r#"{"Response":{"Count":"many","Text":"kept"}}"#);
    let reply = moderate().send(&fake.client()).await.unwrap();
    assert_eq!((reply.count, reply.text.as_deref()), (None, Some("kept")));
    assert_eq!(reply.unexpected()[0].member, "Count");
    let fake = Fake::responding(200, &[], "<Other><Text>kept</Text></Other>");
    let reply = query("j").send(&fake.bucket()).await.unwrap();
    assert_eq!((reply.text.as_deref(), reply.unexpected().len()), (Some("kept"), 1));
}

#[tokio::test]
async fn an_error_names_the_rejected_parameter() {
    for (code, message, parameter) in [
        ("MissingParameter", "The request is missing a required parameter `FileUrl`.", Some("FileUrl")),
        ("InvalidParameterValue", "A value specified in `X-TC-Region` is not valid.", Some("X-TC-Region")),
        ("UnknownParameter", "The parameter `User.Nmae[0]` is not recognized.", Some("User.Nmae[0]")),
        ("InvalidParameter", "Url key and value should be splited by `=`.", None),
        ("InvalidParameter", "It doesn`t fit `", None),
        ("FailedOperation", "The parameter `FileUrl` is fine.", None),
    ] {
        let body = format!(r#"{{"Response":{{"Error":{{"Code":"{code}","Message":"{message}"}}}}}}"#);
        let error = moderate().send(&Fake::json(body.leak()).client()).await.unwrap_err();
        assert_eq!(error.parameter(), parameter, "{message}");
    }
}

#[tokio::test]
async fn error_codes_compare_with_strings_and_with_each_other() {
    let body = r#"{"Response":{"Error":{"Code":"AuthFailure.SignatureFailure","Message":"m"}}}"#;
    let error = moderate().send(&Fake::json(body).client()).await.unwrap_err();
    let code = error.code().unwrap();
    assert!(code == "AuthFailure.SignatureFailure");
    assert!("AuthFailure.SignatureFailure" == code);
    assert!(*code == ErrorCode::AUTH_FAILURE_SIGNATURE_FAILURE && *code != ErrorCode::INTERNAL_ERROR);
    assert_eq!((code.family(), code.to_string()), ("AuthFailure", code.as_str().to_owned()));
    assert_eq!(format!("{code:?}"), "\"AuthFailure.SignatureFailure\"");
    assert_eq!(ErrorCode::from("A".to_owned()).family(), "A");
}

#[tokio::test]
async fn an_error_is_read_in_a_format_other_than_declared() {
    let json = r#"{"code":"NoSuchKey","message":"gone","request_id":"r"}"#;
    let error = query("j").send(&Fake::responding(200, &[], json).bucket()).await.unwrap_err();
    assert_eq!(
        (error.kind(), code_of(&error), error.request_id()),
        (ErrorKind::NotFound, Some("NoSuchKey"), Some("r"))
    );
    let brotli = [("content-encoding", "br"), ("x-cos-request-id", "h")];
    for (status, kind, message) in [
        (200, ErrorKind::Decode, "cannot read the answer: unrequested content encoding `br`"),
        (502, ErrorKind::Unavailable, "HTTP 502 Bad Gateway, content encoding br"),
    ] {
        let error = query("j").send(&Fake::responding(status, &brotli, "\x0b\x02").bucket()).await.unwrap_err();
        assert_eq!((error.kind(), error.message(), error.request_id()), (kind, message, Some("h")));
    }
    let identity = Fake::responding(200, &[("content-encoding", "identity")], "<Response><Text>t</Text></Response>");
    assert!(query("j").send(&identity.bucket()).await.is_ok());
}
