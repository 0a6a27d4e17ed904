//! Bodies that a service posts.

use tencentcloud_runtime::{Callback, Error, ErrorKind, ExpectedValues, read_callback, read_expected_callback};

use crate::support::Everything;

fn read(body: &str) -> Result<Callback<Everything>, Error> {
    read_callback(body.as_bytes())
}

#[test]
fn a_callback_is_read_in_json_with_or_without_an_envelope_and_in_xml() {
    for body in [
        r#"{"Response":{"Text":"x","RequestId":"r"}}"#,
        r#"{"Text":"x","RequestId":"r"}"#,
        "<Response><Text>x</Text><RequestId>r</RequestId></Response>",
    ] {
        let posted = read(body).unwrap();
        assert_eq!((posted.text.as_deref(), posted.request_id()), (Some("x"), "r"), "{body}");
    }
    let posted = read(r#"{"Text":"x","Count":"many"}"#).unwrap();
    assert_eq!((posted.count, posted.unexpected().len()), (None, 1), "a scalar of another kind is a deviation");
}

#[test]
fn the_callback_of_another_operation_is_an_error() {
    for body in [
        "",
        "{}",
        r#"{"Other":1,"RequestId":"r"}"#,
        r#"{"Response":{"Other":1,"RequestId":"r"}}"#,
        r#"{"Text":"x","Child":[{"Text":"y"}]}"#,
        r#"{"Text":"x","Children":{"Text":"y"}}"#,
        r#"{"Text":"x","Child":"y"}"#,
        "<Response><Other>1</Other><RequestId>r</RequestId></Response>",
        r#"{"code":0,"message":"success","data":{"event":"E"}}"#,
        "<Response/>",
        "<html><body>x</body></html>",
    ] {
        assert_eq!(read(body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
}

#[test]
fn the_callback_of_another_event_or_kind_is_an_error_that_names_both() {
    let read = |body: &str| -> Result<Callback<Everything>, Error> {
        let expected: &[ExpectedValues] =
            &[("Text", &["TaskFinish"]), ("Children.Text", &["PicProcess", "PosterProduction"])];
        read_expected_callback(body.as_bytes(), expected)
    };
    for body in [
        r#"{"Text":"TaskFinish","Children":[{"Text":"PosterProduction"}]}"#,
        r#"{"Response":{"Text":" TaskFinish\n","Children":[{"Text":"PicProcess"},{"Text":"PicProcess"}]}}"#,
        r#"{"Text":"TaskFinish"}"#,
        r#"{"Count":1,"Children":[{}]}"#,
        "<Response><Text>TaskFinish</Text><Children><Text>PicProcess</Text></Children></Response>",
    ] {
        assert!(read(body).is_ok(), "{body}: {:?}", read(body));
    }
    let event = "expected `TaskFinish` in `Text`, found `WorkflowFinish`";
    let kind = "expected `PicProcess` or `PosterProduction` in `Children.Text`, found `ImageOCR`";
    for (body, named) in [
        (r#"{"Text":"WorkflowFinish"}"#, event),
        (r#"{"Response":{"Text":"WorkflowFinish","RequestId":"r"}}"#, event),
        ("<Response><Text>WorkflowFinish</Text></Response>", event),
        (r#"{"Text":"TaskFinish","Children":[{"Text":"PicProcess"},{"Text":"ImageOCR"}]}"#, kind),
        ("<Response><Text>TaskFinish</Text><Children><Text>ImageOCR</Text></Children></Response>", kind),
        (r#"{"Text":"WorkflowFinish","Child":[]}"#, event),
    ] {
        let error = read(body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.to_string().contains(named), "{body}: {error}");
    }
}

#[test]
fn an_error_in_a_callback_is_an_error() {
    for (body, code, message) in [
        (r#"{"Response":{"Error":{"Code":"C","Message":"m"}}}"#, Some("C"), "m"),
        (r#"{"Text":"x","error":{"code":7,"message":"m"}}"#, Some("7"), "m"),
        (r#"{"Error":"m"}"#, None, "m"),
        ("<Error><Code>C</Code><Message>m</Message></Error>", Some("C"), "m"),
        ("<Response><Text>x</Text><Error><Code>C</Code><Message>m</Message></Error></Response>", Some("C"), "m"),
    ] {
        let error = read(body).unwrap_err();
        assert_eq!((error.code().map(|code| code.as_str()), error.message()), (code, message), "{body}");
    }
}
