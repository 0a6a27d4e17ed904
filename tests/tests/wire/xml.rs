//! Types of Cloud Infinite schemas, in XML and JSON.

use tencentcloud_runtime::codec::{read_json, read_xml};
use tencentcloud_runtime::serde_json::json;
use tencentcloud_runtime::{Object, Shape, Timestamp};
use tests::bodies::{GetLocationOutput, Hook, ImageInfoOutput, Input, Job, Mode, Submit, SubmitOutput};
use tests::paths::CopyPartOutput;
use tests::streams::{PicOperations, PicRule, UploadOutput};

use super::{json, output, xml};

#[test]
fn documents_round_trip() {
    let input = Input::new().object("a & b").frames([1, 2]).hook([Hook::new().url("u"), Hook::new().secret("s")]);
    xml(
        "Request",
        Submit::new().input(input).mode(Mode::On),
        concat!(
            "<Request><Input><Object>a &amp; b</Object><Frames><Frame>1</Frame><Frame>2</Frame></Frames>",
            "<Hook><Url>u</Url></Hook><Hook><Secret>s</Secret></Hook></Input><Mode>1</Mode></Request>",
        ),
    );
    let headers = Object::from([("x-cos-meta-a", json!("1 < 2")), ("page", json!(["4", { "size": "5" }]))]);
    xml(
        "Request",
        Submit::new().input(Input::new().headers(headers)),
        concat!(
            "<Request><Input><Headers><page>4</page><page><size>5</size></page>",
            "<x-cos-meta-a>1 &lt; 2</x-cos-meta-a></Headers></Input></Request>",
        ),
    );
    let note = |text: &str| Object::from([("en", text)]);
    let job = output!(Job { id: "1".to_owned(), score: 0.5, creation_time: Timestamp::from("2024-01-01") });
    xml(
        "Response",
        output!(SubmitOutput {
            jobs: vec![job, output!(Job { id: "2".to_owned(), notes: vec![note("one"), note("two")] })],
            request_id: "r".to_owned()
        }),
        concat!(
            "<Response><Jobs><Job><id>1</id><Score>0.5</Score>",
            "<CreationTime>2024-01-01</CreationTime></Job><Job><id>2</id><Notes><en>one</en></Notes><Notes><en>two</en></Notes></Job></Jobs><RequestId>r</RequestId></Response>",
        ),
    );
}

#[test]
fn a_root_element_may_have_only_text() {
    xml(
        "LocationConstraint",
        output!(GetLocationOutput { text: "ap-chengdu".to_owned() }),
        "<LocationConstraint>ap-chengdu</LocationConstraint>",
    );
    xml("LocationConstraint", GetLocationOutput::default(), "<LocationConstraint></LocationConstraint>");
}

#[test]
fn aliases_are_read_but_not_written() {
    for spelling in ["ETag", "Etag", "etag"] {
        let mut read = CopyPartOutput::default();
        let document = format!("<CopyPartResult><{spelling}>e1</{spelling}></CopyPartResult>");
        assert_eq!(read_xml(document.as_bytes(), &mut read), Ok(Vec::new()));
        assert_eq!(read.etag.as_deref(), Some("e1"), "{spelling}");
        xml("CopyPartResult", read, "<CopyPartResult><ETag>e1</ETag></CopyPartResult>");
    }
}

#[test]
fn json_answers_are_read_leniently() {
    let info = output!(ImageInfoOutput { format: "png".to_owned(), width: 42, photo_rgb: "0x123456".to_owned() });
    json(info.clone(), r#"{"format":"png","width":42,"photo_rgb":"0x123456"}"#);
    let mut read = ImageInfoOutput::default();
    let loose = br#"{"format":"png","width":"42","photo_rgb":"0x123456","size":"1"}"#;
    assert_eq!(read_json(loose, &mut read), Ok(Vec::new()));
    assert_eq!(read, info);
}

#[test]
fn rules_are_strings_in_json() {
    let rule = PicRule::new().fileid("b.png").rule("imageMogr2/format/png");
    json(
        PicOperations::new().rules([rule, PicRule::new()]),
        r#"{"rules":[{"fileid":"b.png","rule":"imageMogr2/format/png"},{}]}"#,
    );
}

#[test]
fn an_empty_output_has_no_members() {
    assert!(UploadOutput::default().member("ETag").is_none());
    json(UploadOutput::default(), "{}");
}
