use std::borrow::Cow;

use super::find;
use crate::host::Place;
use crate::testing::{CI, COS, PIC, book, request};

fn routed(method: &str, host: &str, target: &str, headers: &[(&str, &str)]) -> Result<String, Cow<'static, str>> {
    let request = request(method, host, target, headers, "");
    match find(book(), &request, &Place::of(host)) {
        Ok(target) => Ok(target.operation.name.clone()),
        Err(fault) => Err(fault.code()),
    }
}

fn action(host: &str, action: &str, version: &str) -> Result<String, Cow<'static, str>> {
    let named = [("x-tc-action", action), ("x-tc-version", version)];
    let named: Vec<_> = named.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    routed("POST", host, "/", &named)
}

const IMS: &str = "ims.tencentcloudapi.com";

#[test]
fn actions_are_found_by_their_headers() {
    assert_eq!(action(IMS, "ImageModeration", "2020-12-29").as_deref(), Ok("ImageModeration"));
    assert!(action("ims.ap-guangzhou.tencentcloudapi.com", "ImageModeration", "2020-12-29").is_ok());
    assert_eq!(action(IMS, "ImageModerating", "2020-12-29"), Err("InvalidAction".into()));
    assert_eq!(action(IMS, "ImageModeration", "2020-12-30"), Err("NoSuchVersion".into()));
    assert_eq!(action("cvm.tencentcloudapi.com", "ImageModeration", "2020-12-29"), Err("NoSuchProduct".into()));
    assert_eq!(action("ci.tencentcloudapi.com", "AIEnhanceImage", "2020-12-29"), Err("NoSuchProduct".into()));
    assert_eq!(action(IMS, "", "2020-12-29"), Err("MissingParameter".into()));
    assert_eq!(action(IMS, "ImageModeration", ""), Err("MissingParameter".into()));
    assert_eq!(routed("GET", IMS, "/", &[]), Err("UnsupportedProtocol".into()));
    assert_eq!(routed("POST", IMS, "/v2", &[]), Err("UnsupportedProtocol".into()));
}

#[test]
fn names_that_are_nearly_right_are_named() {
    let named = [("x-tc-action", "ImageModerating"), ("x-tc-version", "2020-12-29")];
    let request = request("POST", IMS, "/", &named, "");
    let refusal = find(book(), &request, &Place::of(IMS)).expect_err("no such action");
    assert!(refusal.message().contains("Did you mean `ImageModeration`?"), "{}", refusal.message());
}

#[test]
fn the_rest_is_found_by_host_method_path_and_query() {
    for (method, host, target, operation) in [
        ("POST", CI, "/picbucket", "CreatePicProcessBucket"),
        ("GET", CI, "/image/auditing/iab1", "QueryImageModerationJob"),
        ("GET", COS, "/folder/document.jpg?ci-process=AIEnhanceImage&denoise=3", "AIEnhanceImage"),
        ("GET", COS, "/a?denoise=3&ci-process=AIEnhanceImage", "AIEnhanceImage"),
        ("GET", PIC, "/?ci-process=AIEnhanceImage&detect-url=http%3A%2F%2Fx%2F", "AIEnhanceImage"),
        ("GET", COS, "/a?ci-process=AIEnhanceImage&brighten=3", "AIEnhanceImage"),
        ("PUT", COS, "/folder/cat.jpg", "UploadImage"),
        ("POST", COS, "/folder/cat.jpg?image_process", "ProcessImage"),
        ("GET", COS, "/a?ci-process=AIEnhanceImage&q-sign-algorithm=sha1&x-cos-security-token=t", "AIEnhanceImage"),
    ] {
        assert_eq!(routed(method, host, target, &[]).as_deref(), Ok(operation), "{method} {host}{target}");
    }
}

#[test]
fn what_no_schema_knows_is_not_found() {
    for (method, host, target, code) in [
        ("GET", CI, "/picbucket", "InvalidUrl"),
        ("POST", CI, "/picbuckets", "InvalidUrl"),
        ("GET", CI, "/image/auditing/a/b", "InvalidUrl"),
        ("GET", CI, "/image/auditing/", "InvalidUrl"),
        ("POST", COS, "/picbucket", "NoSuchKey"),
        ("GET", COS, "/?ci-process=AIEnhanceImage", "NoSuchKey"),
        ("GET", COS, "/a?denoise=3", "NoSuchKey"),
        ("GET", PIC, "/?ci-process=AIEnhanceImage", "NoSuchKey"),
        ("GET", PIC, "/a?ci-process=AIEnhanceImage", "NoSuchKey"),
        ("GET", "127.0.0.1", "/", "InvalidHost"),
    ] {
        assert_eq!(routed(method, host, target, &[]), Err(code.into()), "{method} {host}{target}");
    }
}
