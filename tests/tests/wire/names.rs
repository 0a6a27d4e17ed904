//! Renamed members, values and types of descriptors, in JSON.

use tencentcloud_runtime::{Blob, Operation};
use tests::{acronyms, collisions, digits, documentation, keywords, methods, prelude, twins};

use super::{json, output};

#[test]
fn keywords_keep_their_wire_names() {
    use keywords::{Match, MatchOutput, Mod, Struct};
    json(
        Match::new()
            .type_(Mod::Trait)
            .self_("a")
            .self_2("b")
            .super_("c")
            .crate_(Struct::new().fn_("d"))
            .gen_(1)
            .async_(true)
            .yield_(["e"])
            .union("f"),
        r#"{"Type":"trait","Self":"a","self":"b","super":"c","crate":{"Fn":"d"},"gen":1,"async":true,"yield":["e"],"union":"f"}"#,
    );
    json(output!(MatchOutput { where_: Struct::new().fn_("g") }), r#"{"Where":{"Fn":"g"}}"#);
    json(Match::new().type_(Mod::Enum), r#"{"Type":"enum"}"#);
    json(Match::new().type_(Mod::Self_), r#"{"Type":"Self"}"#);
}

#[test]
fn names_of_the_prelude_and_the_runtime_keep_their_wire_names() {
    use prelude::{
        BlobShape, BoxShape, CallOperation, CallOperationOutput, ClientShape, ErrorShape, ListShape, OptionShape,
        ResultShape, Shape, SomeShape, StringShape, VecShape,
    };
    json(
        CallOperation::new()
            .option(OptionShape::new().none("a"))
            .box_(BoxShape::new().box_(BoxShape::new()))
            .vec([VecShape::new().length(1), VecShape::new()])
            .string(StringShape::Some)
            .strings([StringShape::None, StringShape::Default])
            .some(SomeShape::Err)
            .text("b")
            .bytes(Blob::from_base64("AA==")),
        concat!(
            r#"{"Option":{"None":"a"},"Box":{"Box":{}},"Vec":[{"Length":1},{}],"String":"Some","#,
            r#""Strings":["None","Default"],"Some":2,"Text":"b","Bytes":"AA=="}"#,
        ),
    );
    json(
        output!(CallOperationOutput {
            result: output!(ResultShape { ok: true }),
            client: output!(ClientShape { name: "c".to_owned() }),
            list: vec![output!(ListShape { items: vec!["d".to_owned()] })],
            shape: output!(Shape { shape: "e".to_owned() }),
            blob: output!(BlobShape { data: Blob::from_base64("AA==") }),
            error: output!(ErrorShape { code: "f".to_owned() }),
        }),
        concat!(
            r#"{"Result":{"Ok":true},"Client":{"Name":"c"},"List":[{"Items":["d"]}],"Shape":{"Shape":"e"},"#,
            r#""Blob":{"Data":"AA=="},"Error":{"Code":"f"}}"#,
        ),
    );
    assert_eq!(CallOperation::META.name, "Call");
}

#[test]
fn operations_outputs_and_shapes_may_share_a_name() {
    use twins::{Detect, DetectMode, DetectModeShape, DetectOutput, DetectOutputShape, DetectOutputShape2};
    use twins::{DetectShape, DetectShape2};
    json(
        Detect::new().detect(DetectShape2::new().detect("a")).mode(DetectModeShape::Exact),
        r#"{"Detect":{"Detect":"a"},"Mode":"exact"}"#,
    );
    json(
        output!(DetectOutputShape {
            output: output!(DetectOutputShape2 { found: 1 }),
            shape: DetectShape::new().round(true),
        }),
        r#"{"Output":{"Found":1},"Shape":{"Round":true}}"#,
    );
    json(DetectMode::new().shape(DetectShape::new()), r#"{"Shape":{}}"#);
    let names = [Detect::META.name, DetectMode::META.name, DetectOutput::META.name];
    assert_eq!(names, ["Detect", "DetectMode", "DetectOutput"]);
}

#[test]
#[allow(deprecated, reason = "a deprecated member gets the suffix, but still works")]
fn colliding_names_keep_their_wire_names() {
    use collisions::{HttpLevel, HttpUrl, HttpUrlShape, Trace, TraceOutput};
    json(
        Trace::new()
            .request_id_4("deprecated")
            .request_id("first")
            .request_id_2("second")
            .request_id_3(["third"])
            .http_url(HttpUrl::new().a("upper").a_2("lower"))
            .http_url_2(HttpUrlShape::new().level(HttpLevel::AB)),
        concat!(
            r#"{"RequestId":"deprecated","RequestID":"first","request_id":"second","Request-Id":["third"],"#,
            r#""HTTPUrl":{"A":"upper","a":"lower"},"HttpURL":{"Level":"a-b"}}"#,
        ),
    );
    json(output!(TraceOutput { task_id_2: "1".to_owned(), task_id: 2 }), r#"{"TaskId":"1","TaskID":2}"#);
    for (level, wire) in
        [(HttpLevel::AB, "a-b"), (HttpLevel::AB2, "a_b"), (HttpLevel::AB3, "A B"), (HttpLevel::Both, "AB")]
    {
        json(HttpUrlShape::new().level(level), &format!(r#"{{"Level":"{wire}"}}"#));
    }
}

#[test]
fn acronyms_keep_their_wire_names() {
    use acronyms::{DescribeIPv6EIPs, DescribeIPv6EIPsOutput, IDCardType, OcrIdcard, QRcodeInfo};
    json(
        DescribeIPv6EIPs::new()
            .ipv6_address("::1")
            .eips(["eip-1"])
            .task_ids([1, 2])
            .file_md5("ab")
            .non_exist_pids(["p"])
            .qrcode_info(QRcodeInfo::new().code_url("u").id_type(IDCardType::HkMacaoPass))
            .ocr_text("t"),
        concat!(
            r#"{"IPv6Address":"::1","EIPs":["eip-1"],"TaskIDs":[1,2],"FileMD5":"ab","NonExistPIDs":["p"],"#,
            r#""QRcodeInfo":{"CodeURL":"u","IDType":"HKMacaoPass"},"OCRText":"t"}"#,
        ),
    );
    json(
        output!(DescribeIPv6EIPsOutput {
            etag: "e".to_owned(),
            vpc_id_set: vec!["v".to_owned()],
            h264_codec: "h".to_owned(),
            cpu_usage5s: 0.5,
        }),
        r#"{"ETag":"e","VPCIdSet":["v"],"H264Codec":"h","CPUUsage5s":0.5}"#,
    );
    assert_eq!(OcrIdcard::META.name, "ocr_idcard");
}

#[test]
fn names_with_digits_keep_their_wire_names() {
    use digits::{_3DModel, _3DScan, _3DScanOutput, Resolution};
    json(
        _3DScan::new()._2fa("1")._3d_model(_3DModel::new()._3d("a")._3d_2("b")).resolution(Resolution::Value4k),
        r#"{"2FA":"1","3DModel":{"3d":"a","3D":"b"},"Resolution":"4k"}"#,
    );
    json(output!(_3DScanOutput { _1080p: true }), r#"{"1080p":true}"#);
    for (value, wire) in [
        (Resolution::Value1080p, "1080p"),
        (Resolution::Value1, "1"),
        (Resolution::Value1_5, "1.5"),
        (Resolution::Value1_5_2, "1_5"),
    ] {
        json(_3DScan::new().resolution(value), &format!(r#"{{"Resolution":"{wire}"}}"#));
    }
    assert_eq!(_3DScan::META.name, "3DScan");
}

#[test]
#[allow(deprecated, reason = "a deprecated member still works")]
fn documentation_does_not_affect_members() {
    use documentation::{Explain, ExplainOutput, Text};
    json(
        Explain::new().html("<b>").quotes("\"\\\n").none(Text::Fence).code("`"),
        r#"{"Html":"<b>","Quotes":"\"\\\n","Code":"`","None":"```\npanic!()\n```"}"#,
    );
    json(Explain::new().none(Text::Tick), r#"{"None":"a `tick`"}"#);
    json(Explain::new().none(Text::Link), r#"{"None":"[link]"}"#);
    json(output!(ExplainOutput { unicode: "图".to_owned() }), r#"{"Unicode":"图"}"#);
}

#[test]
fn members_may_have_the_names_of_methods() {
    use methods::{Conflict, ConflictOutput, IntoShape};
    let conflict = Conflict::new()
        .new_("a")
        .send_("b")
        .rule("c")
        .clone_("d")
        .fmt_("e")
        .default_("f")
        .eq_("g")
        .visit_("h")
        .member_("i")
        .body("j")
        .value("k")
        .into(IntoShape::new().new_("l").send("m").to("n"));
    json(
        conflict.clone(),
        concat!(
            r#"{"New":"a","Send":"b","Rule":"c","Clone":"d","Fmt":"e","Default":"f","Eq":"g","Visit":"h","#,
            r#""Member":"i","Body":"j","Value":"k","Into":{"New":"l","Send":"m","To":"n"}}"#,
        ),
    );
    json(output!(ConflictOutput { new: "a".to_owned(), clone: "b".to_owned() }), r#"{"New":"a","Clone":"b"}"#);
}
