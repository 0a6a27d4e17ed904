use super::{Choice, answer};
use crate::host::Place;
use crate::received::Received;
use crate::route::find;
use crate::testing::{CI, COS, model, request};

/// Status and body of the answer to a request that is not verified.
fn answered(request: &Received, choice: &Choice) -> (u16, String) {
    let model = model();
    let target = find(&model, request, &Place::of(&request.host)).expect("an operation");
    let answer = answer(target, request, choice, "id-1");
    (answer.status, String::from_utf8_lossy(&answer.body).into_owned())
}

fn moderation(body: &str) -> Received {
    let named = [("x-tc-action", "ImageModeration"), ("x-tc-version", "2020-12-29")];
    request("POST", "ims.tencentcloudapi.com", "/", &named, body)
}

fn job(id: &str) -> Received {
    request("GET", CI, &format!("/image/auditing/{id}"), &[], "")
}

#[test]
fn the_example_that_the_request_repeats_is_answered() {
    let usual = Choice::default();
    let (_, gone) = answered(&moderation(r#"{"FileUrl":"https://www.example.com/gone.png"}"#), &usual);
    assert!(
        gone.contains("ResourceUnavailable.ImageDownloadError") && gone.contains(r#""RequestId":"id-1""#),
        "{gone}"
    );
    let (status, missing) = answered(&job("si0000000000000000000000000000000"), &usual);
    assert!(status == 404 && missing.contains("<RequestId>id-1</RequestId>"), "{missing}");
    assert!(answered(&job("si8263213daf3711eca0d1525400d88xxx"), &usual).1.contains("<Category>Weapon</Category>"));
}

#[test]
fn a_request_that_no_example_knows_succeeds() {
    let usual = Choice::default();
    assert!(answered(&moderation("{}"), &usual).1.contains(r#""Suggestion":"Review""#), "the first of success");
    assert!(answered(&job("another"), &usual).1.contains("<JobId>iab1ca9fc8a3ed11ea834c525400863904</JobId>"));
    let type_alone = moderation(r#"{"FileUrl":"https://example.com/cat.png","Type":"IMAGE"}"#);
    assert!(answered(&type_alone, &usual).1.contains(r#""Suggestion":"Pass""#), "the one with most in common");
}

#[test]
fn the_order_of_json_members_does_not_matter() {
    let rules = r#"{"rules":[{"rule":"ci-process=AIEnhanceImage","fileid":"exampleobject"}],"is_pic_info":1}"#;
    let headers = [("pic-operations", rules)];
    let upload = request("PUT", COS, "/filename.jpg", &headers, "other bytes");
    assert!(answered(&upload, &Choice::default()).1.contains("<Size>354256</Size>"));
}

#[test]
fn another_example_can_be_asked_for() {
    let choice = Choice::default();
    choice.set(&model(), "QueryImageModerationJob", "a job that failed").expect("an example");
    assert!(answered(&job("iab1ca9fc8a3ed11ea834c525400863904"), &choice).1.contains("ResourceDownloadFailed"));
    let error = choice.set(&model(), "QueryImageModerationJob", "no such job").expect_err("no example");
    assert!(error.to_string().contains("a job that failed"), "{error}");
    assert!(choice.set(&model(), "UploadImage", "during upload").is_ok(), "an example that goes through it");
}
