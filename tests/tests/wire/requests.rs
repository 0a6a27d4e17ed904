//! Members outside the body: in path, query and headers; and which HTTP binding a request uses.

use tencentcloud_runtime::request::prepare;
use tencentcloud_runtime::{Host, Rule};
use tests::bodies::{Ask, GetLocation, Hook, ImageInfo, Input, JobOptions, Submit};
use tests::paths::{CopyPart, EncodingType};
use tests::streams::{Enhance, PicOperations, PicRule, Upload};
use tests::{empty, keywords};

use super::request;

#[test]
fn members_of_actions_are_in_the_body() {
    request(empty::Ping::new(), "POST /\ncontent-type: application/json\n\n{}");
    request(keywords::Match::new().type_("x"), "POST /\ncontent-type: application/json\n\n{\"Type\":\"x\"}");
}

#[test]
#[allow(deprecated, reason = "a deprecated member still works")]
fn members_are_bound_to_labels_query_and_headers() {
    request(CopyPart::new("a/b c", "1").upload_id("u"), "PUT /a/b%20c/parts/1?uploads&mode=copy&upload-id=u");
    request(
        CopyPart::new("k", "a/b")
            .upload_id("u&v")
            .max_parts(2)
            .start_after("s")
            .encoding_type(EncodingType::Any)
            .tags(["x", "y"])
            .dry_run(true)
            .ratio(0.5)
            .x_cos_storage_class("STANDARD")
            .if_modified_since("2024-01-01")
            .x_cos_count(3),
        concat!(
            "PUT /k/parts/a%2Fb?uploads&mode=copy&upload-id=u%26v&max_parts=2&startAfter=s&EncodingType=%2A",
            "&tags=x%2Cy&dry.run=true&ratio=0.5\n",
            "x-cos-storage-class: STANDARD\nIf-Modified-Since: 2024-01-01\nX-Cos-Count: 3",
        ),
    );
    request(ImageInfo::new("a.jpg"), "GET /a.jpg?imageInfo");
    request(GetLocation::new(), "GET /?location");
}

#[test]
fn structures_in_headers_are_json() {
    let options = JobOptions::new().retry_times(2).hooks([Hook::new().url("u")]);
    request(
        Submit::new().job_options(options).input(Input::new().object("o")),
        concat!(
            "POST /jobs\nJob-Options: {\"retry_times\":2,\"hooks\":[{\"Url\":\"u\"}]}\n",
            "content-type: application/xml\n\n<Request><Input><Object>o</Object></Input></Request>",
        ),
    );
    request(
        Submit::new().job_labels([("team", "photos")]).input(Input::new()),
        concat!(
            "POST /jobs\nJob-Labels: {\"team\":\"photos\"}\n",
            "content-type: application/xml\n\n<Request><Input></Input></Request>",
        ),
    );
    let options = JobOptions::new().once(true);
    request(
        Submit::new().job_options(options).input(Input::new()).async_(false),
        concat!(
            "POST /jobs\nJob-Options: {\"once\":1}\ncontent-type: application/xml\n\n",
            "<Request><Input></Input><Async>0</Async></Request>",
        ),
    );
    let error = prepare(Submit::new()).expect_err("a missing member");
    assert_eq!(error.violations()[0].to_string(), "`input` (`Input`) is required");
}

#[test]
fn json_bodies_go_to_the_host_of_the_account() {
    let ask = Ask::new("cars").trace(true).text("red?").hooks([Hook::new().url("u")]);
    assert_eq!(prepare(ask.clone()).expect("a request").host, Some(Host::CiAccount));
    request(
        ask,
        concat!(
            "POST /ask/cars?trace=true\ncontent-type: application/json\naccept: application/json\n\n",
            "{\"Text\":\"red?\",\"Hooks\":[{\"Url\":\"u\"}]}",
        ),
    );
    let error = prepare(Ask::new("cars").hooks([Hook::new()])).expect_err("missing members");
    assert_eq!(error.violations().len(), 2, "{error}");
}

#[test]
fn bytes_are_the_body_and_other_members_may_have_its_name() {
    request(Upload::at_root("a.jpg", b"bytes"), "PUT /a.jpg\n\nbytes");
    let rule = PicRule::new().fileid("b.png").rule(Enhance::rule().denoise(2));
    request(
        Upload::new("folder", "a.jpg", b"bytes").body_2("h").pic_operations(PicOperations::new().rules([rule])),
        concat!(
            "POST /folder/a.jpg\nbody: h\n",
            "Pic-Operations: {\"rules\":[{\"fileid\":\"b.png\",\"rule\":\"ci-process=Enhance&denoise=2\"}]}\n\nbytes",
        ),
    );
}

#[test]
fn the_members_that_are_set_choose_the_http_binding() {
    let query = "?ci-process=Enhance&detect-url=u";
    request(Enhance::new("a.jpg").ignore_error(false), "GET /a.jpg?ci-process=Enhance&ignore-err=0");
    request(Enhance::new("a.jpg").denoise(1), "GET /a.jpg?ci-process=Enhance&denoise=1");
    request(Enhance::new("a.jpg").detect_url("u"), &format!("GET /a.jpg{query}"));
    request(Enhance::from_url("u"), &format!("GET /{query}"));
    request(
        Enhance::from_url("u").from_url_("v").rule_("r").body("b"),
        &format!("GET /{query}&from_url=v&rule=r&body=b"),
    );
    for (operation, host) in [(Enhance::new("a"), Host::Cos), (Enhance::from_url("u"), Host::Pic)] {
        assert_eq!(prepare(operation).expect("a request").host, Some(host));
    }
}

#[test]
fn operations_convert_to_rules() {
    for (operation, rule) in [
        (Enhance::rule(), "ci-process=Enhance"),
        (Enhance::rule().denoise(2).rule_("r"), "ci-process=Enhance&rule=r&denoise=2"),
        (Enhance::rule().ignore_error(true), "ci-process=Enhance&ignore-err=1"),
    ] {
        assert_eq!(Rule::from(operation).as_str(), rule);
    }
}
