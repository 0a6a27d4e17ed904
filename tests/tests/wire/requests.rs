//! Members outside the body: path, query, headers; and which of its ways a request takes.

use tencentcloud_runtime::request::prepare;
use tencentcloud_runtime::{Host, Rule};
use tests::bodies::{Ask, GetLocation, Hook, ImageInfo, Input, JobOptions, Submit};
use tests::paths::{CopyPart, EncodingType};
use tests::streams::{Enhance, PicOperations, PicRule, Upload};
use tests::{empty, keywords};

use crate::sent;

#[test]
fn actions_travel_in_the_body() {
    sent(empty::Ping::new(), "POST /\ncontent-type: application/json\n\n{}");
    sent(keywords::Match::new().type_("x"), "POST /\ncontent-type: application/json\n\n{\"Type\":\"x\"}");
}

#[test]
#[allow(deprecated, reason = "a deprecated member still works")]
fn labels_query_and_headers() {
    sent(CopyPart::new("a/b c", "1").upload_id("u"), "PUT /a/b%20c/parts/1?uploads&mode=copy&upload-id=u");
    sent(
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
    sent(ImageInfo::new("a.jpg"), "GET /a.jpg?imageInfo");
    sent(GetLocation::new(), "GET /?location");
}

#[test]
fn a_document_with_json_in_a_header() {
    let options = JobOptions::new().retry_times(2).hooks([Hook::new().url("u")]);
    sent(
        Submit::new().job_options(options).input(Input::new().object("o")),
        concat!(
            "POST /jobs\nJob-Options: {\"retry_times\":2,\"hooks\":[{\"Url\":\"u\"}]}\n",
            "content-type: application/xml\n\n<Request><Input><Object>o</Object></Input></Request>",
        ),
    );
    sent(
        Submit::new().job_labels([("team", "photos")]).input(Input::new()),
        concat!(
            "POST /jobs\nJob-Labels: {\"team\":\"photos\"}\n",
            "content-type: application/xml\n\n<Request><Input></Input></Request>",
        ),
    );
    let error = prepare(Submit::new()).expect_err("a missing member");
    assert_eq!(error.violations()[0].to_string(), "`Input` is required");
}

#[test]
fn json_on_the_host_of_the_account() {
    let ask = Ask::new("cars").trace(true).text("red?").hooks([Hook::new().url("u")]);
    assert_eq!(prepare(ask.clone()).expect("a request").host, Some(Host::CiAccount));
    sent(
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
fn bytes_and_what_is_called_like_them() {
    sent(Upload::at_root("a.jpg", "bytes"), "PUT /a.jpg\n\nbytes");
    let rule = PicRule::new().fileid("b.png").rule(Enhance::rule().denoise(2));
    sent(
        Upload::new("folder", "a.jpg", "bytes").body_2("h").pic_operations(PicOperations::new().rules([rule])),
        concat!(
            "POST /folder/a.jpg\nbody: h\n",
            "Pic-Operations: {\"rules\":[{\"fileid\":\"b.png\",\"rule\":\"ci-process=Enhance&denoise=2\"}]}\n\nbytes",
        ),
    );
}

#[test]
fn a_request_takes_the_way_of_its_constructor() {
    let query = "?ci-process=Enhance&detect-url=u";
    sent(Enhance::new("a.jpg").denoise(1), "GET /a.jpg?ci-process=Enhance&denoise=1");
    sent(Enhance::new("a.jpg").detect_url("u"), &format!("GET /a.jpg{query}"));
    sent(Enhance::from_url("u"), &format!("GET /{query}"));
    sent(Enhance::from_url("u").from_url_("v").rule_("r").body("b"), &format!("GET /{query}&from_url=v&rule=r&body=b"));
    for (operation, host) in [(Enhance::new("a"), Host::Cos), (Enhance::from_url("u"), Host::Pic)] {
        assert_eq!(prepare(operation).expect("a request").host, Some(host));
    }
}

#[test]
fn an_operation_as_a_rule() {
    for (operation, rule) in [
        (Enhance::rule(), "ci-process=Enhance"),
        (Enhance::rule().denoise(2).rule_("r"), "ci-process=Enhance&rule=r&denoise=2"),
    ] {
        assert_eq!(Rule::from(operation).as_str(), rule);
    }
}
