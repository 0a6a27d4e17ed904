use std::borrow::Cow;

use super::find;
use crate::host::HostKind;
use crate::testing::{CI, COS, PIC, index, request};

fn routed(method: &str, host: &str, target: &str, headers: &[(&str, &str)]) -> Result<String, Cow<'static, str>> {
    let request = request(method, host, target, headers, "");
    let target = find(index(), &request, &HostKind::of(host));
    target.map(|target| target.operation.name.clone()).map_err(|error| error.code())
}

fn action(host: &str, action: &str, version: &str) -> Result<String, Cow<'static, str>> {
    let headers = [("x-tc-action", action), ("x-tc-version", version)];
    let headers: Vec<_> = headers.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    routed("POST", host, "/", &headers)
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
fn similar_names_are_suggested() {
    let headers = [("x-tc-action", "ImageModerating"), ("x-tc-version", "2020-12-29")];
    let request = request("POST", IMS, "/", &headers, "");
    let error = find(index(), &request, &HostKind::of(IMS)).expect_err("no such action");
    assert!(error.message().contains("did you mean `ImageModeration`?"), "{}", error.message());
}

#[test]
fn other_operations_are_found_by_host_method_path_and_query() {
    for (method, host, target, operation) in [
        ("POST", CI, "/picbucket", "CreatePicProcessBucket"),
        ("GET", CI, "/image/auditing/iab1", "QueryImageModerationJob"),
        ("GET", COS, "/folder/document.jpg?ci-process=AIEnhanceImage&denoise=3", "AIEnhanceImage"),
        ("GET", COS, "/a?denoise=3&ci-process=AIEnhanceImage", "AIEnhanceImage"),
        ("GET", PIC, "/?ci-process=AIEnhanceImage&detect-url=http%3A%2F%2Fx%2F", "AIEnhanceImage"),
        ("GET", COS, "/a?ci-process=AIEnhanceImage&brighten=3", "AIEnhanceImage"),
        ("PUT", COS, "/folder/cat.jpg", "PutObject"),
        ("GET", COS, "/folder/cat.jpg", "GetObject"),
        ("GET", COS, "/folder/cat.jpg?imageMogr2%2Frotate%2F90", "DownloadImage"),
        ("GET", COS, "/?prefix=folder%2F", "ListObjects"),
        ("POST", COS, "/folder/cat.jpg?image_process", "ProcessImage"),
        ("GET", COS, "/a?ci-process=AIEnhanceImage&q-sign-algorithm=sha1&x-cos-security-token=t", "AIEnhanceImage"),
    ] {
        assert_eq!(routed(method, host, target, &[]).as_deref(), Ok(operation), "{method} {host}{target}");
    }
}

#[test]
fn required_headers_tell_operations_apart() {
    for (headers, operation) in [
        (&[("pic-operations", "{}")][..], "UploadImage"),
        (&[("x-cos-copy-source", "b-1.cos.ap-chengdu.myqcloud.com/a")], "CopyObject"),
        (&[("x-cos-acl", "private")], "PutObject"),
    ] {
        assert_eq!(routed("PUT", COS, "/folder/cat.jpg", headers).as_deref(), Ok(operation));
    }
}

#[test]
fn headers_tell_operations_of_one_name_apart() {
    for (headers, name) in [
        (&[("pic-operations", "{}")][..], "ci:CompleteMultipartUpload"),
        (&[("x-cos-forbid-overwrite", "true")], "cos:CompleteMultipartUpload"),
        (&[], "cos:CompleteMultipartUpload"),
    ] {
        let request = request("POST", COS, "/a.jpg?uploadId=1", headers, "");
        let found = find(index(), &request, &HostKind::of(COS)).ok();
        assert_eq!(found.map(|target| target.name), Some(name));
    }
}

#[test]
fn unknown_requests_are_not_found() {
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
