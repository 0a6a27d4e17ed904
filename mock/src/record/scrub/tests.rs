use bytes::Bytes;
use http::Response;

use super::{headers, request_body, response_body};
use crate::host::HostKind;
use crate::request::ReceivedRequest;
use crate::routing::find;
use crate::target::Target;
use crate::testing::{CI, COS, NOW, action, index, request};

const JOB: &str = "/image/auditing/si8263213daf3711eca0d1525400d88xxx";

fn target(request: &ReceivedRequest) -> Target<'static> {
    find(index(), request, &HostKind::of(&request.host)).expect("an operation")
}

/// The recorded body of a response to a request.
fn answered(request: &ReceivedRequest, status: u16, body: &[u8]) -> Result<String, String> {
    let response = Response::builder().status(status).body(Bytes::copy_from_slice(body)).expect("a response");
    response_body(target(request), &response).map(|body| String::from_utf8_lossy(&body).into_owned())
}

#[test]
fn sensitive_elements_are_replaced_whatever_is_in_them() {
    let job = request("GET", CI, JOB, &[], "");
    for inner in [
        "<Nickname>secret</Nickname>",
        "<Nickname><![CDATA[secret]]></Nickname>",
        "<Nickname>a<![CDATA[secret]]>b<!-- secret --></Nickname>",
        "<Nickname a='secret>'>&#115;ecret<x>secret</x></Nickname>",
        "<Nickname a='secret'/>",
    ] {
        let body = format!("<Response><JobsDetail><UserInfo>{inner}</UserInfo></JobsDetail></Response>");
        let recorded = answered(&job, 200, body.as_bytes()).expect("XML");
        assert!(recorded.contains("<UserInfo><Nickname>***</Nickname></UserInfo>"), "{recorded}");
    }
}

#[test]
fn what_cannot_be_parsed_is_an_error() {
    let (job, moderation) = (request("GET", CI, JOB, &[], ""), action("AKIDEXAMPLE", NOW, "{}"));
    let image = request("GET", COS, "/a.jpg?ci-process=AIEnhanceImage&denoise=3", &[], "");
    for body in [&b"{\"Response\":{\"RequestId\":\"1\"}"[..], b"<html>", b"secret", b"{} {}", b"{\"a\":\"\xff\"}"] {
        assert!(answered(&moderation, 200, body).is_err(), "{body:?}");
    }
    for body in [&b"<Response><JobsDetail></Response>"[..], b"secret", b"<a>\xff</a>", b"<!DOCTYPE a><a/>", b"<a/><b/>"]
    {
        assert!(answered(&job, 200, body).is_err(), "{body:?}");
        assert!(answered(&image, 403, body).is_err(), "{body:?}");
    }
    for body in ["{", "secret", "a=b"] {
        let request = action("AKIDEXAMPLE", NOW, body);
        assert!(request_body(target(&request), &request).is_err(), "{body}");
    }
    let with_body = request("GET", CI, JOB, &[], "secret");
    assert!(request_body(target(&with_body), &with_body).is_err());
    let rules = request("POST", COS, "/a.jpg?image_process", &[("pic-operations", "{\"rules\":")], "");
    assert!(headers(target(&rules), &rules.headers).is_err());
}

#[test]
fn what_has_no_members_is_kept() {
    let image = request("GET", COS, "/a.jpg?ci-process=AIEnhanceImage&denoise=3", &[], "");
    assert_eq!(answered(&image, 200, b"\x89PNG").as_deref(), Ok("\u{fffd}PNG"));
    assert_eq!(answered(&image, 403, b"<Error><Code>a</Code></Error>").as_deref(), Ok("<Error><Code>a</Code></Error>"));
    assert_eq!(answered(&image, 502, b"").as_deref(), Ok(""));
}
