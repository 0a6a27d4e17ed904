use codegen_model::validate::Findings;

use super::check_request;
use super::codes::error;
use crate::body::RequestBody;
use crate::host::HostKind;
use crate::index::Index;
use crate::operation::all;
use crate::request::ReceivedRequest;
use crate::routing::find;
use crate::testing::{CI, COS, golden, index, request};

const IMS: &str = "ims.tencentcloudapi.com";

fn findings(index: &Index, request: &ReceivedRequest) -> Findings {
    let target = find(index, request, &HostKind::of(&request.host)).expect("an operation");
    check_request(target, request, &RequestBody::read(target.operation, request))
}

fn moderation(body: &str) -> ReceivedRequest {
    let headers = [("x-tc-action", "ImageModeration"), ("x-tc-version", "2020-12-29")];
    request("POST", IMS, "/", &headers, body)
}

/// The violations, each in one line, and the error code of the response.
fn check(index: &Index, request: &ReceivedRequest) -> (Vec<String>, Option<String>) {
    let violations = findings(index, request).violations;
    let code = error(&HostKind::of(&request.host), &violations).map(|error| error.code().into_owned());
    (violations.iter().map(ToString::to_string).collect(), code)
}

fn single(request: &ReceivedRequest) -> (String, String) {
    let (violations, code) = check(index(), request);
    assert_eq!(violations.len(), 1, "{violations:?}");
    (violations.concat(), code.expect("a code"))
}

#[test]
fn all_violations_are_reported_at_once_with_their_places() {
    let body = r#"{"FileURL":"https://x","BizType":"a-b","MaxFrames":true,"User":{"Gender":"x","Nickname":3}}"#;
    let (violations, code) = check(index(), &moderation(body));
    let text = violations.join("\n");
    for expected in [
        "FileURL is unknown, did you mean `FileUrl`?",
        "BizType must consist of",
        "MaxFrames must be an integer, is a boolean",
        "User.Gender must be an integer, is a string",
        "User.Nickname must be a string, is a number",
        "FileContent, FileUrl need one of them to be set",
    ] {
        assert!(text.contains(expected), "{expected}:\n{text}");
    }
    assert_eq!(code.as_deref(), Some("MissingParameter"), "the first kind decides");
}

#[test]
fn sizes_are_counted_in_bytes() {
    let rules = ("pic-operations", r#"{"is_pic_info":1,"rules":[{"fileid":"a.png","rule":"imageMogr2/rotate/90"}]}"#);
    let upload = |length: usize| request("PUT", COS, "/k", &[rules], &"x".repeat(length));
    assert_eq!(check(index(), &upload(32 << 20)), (Vec::new(), None));
    let (violation, _) = single(&upload((32 << 20) + 1));
    assert_eq!(violation, "the body must have at most 33554432 bytes, has 33554433");
    let moderation = |id: &str| {
        let query = format!("/k?ci-process=sensitive-content-recognition&dataid={id}");
        request("GET", COS, &query, &[], "")
    };
    assert_eq!(check(index(), &moderation(&"%C3%A9".repeat(256))), (Vec::new(), None));
    let (violation, _) = single(&moderation(&"%C3%A9".repeat(257)));
    assert_eq!(violation, "dataid must have at most 512 bytes, has 514");
}

#[test]
fn each_kind_has_its_error_code() {
    let url = r#""FileUrl":"https://x""#;
    for (body, place, code) in [
        ("{", "the body is not valid JSON", "InvalidParameter"),
        ("[1]", "the body must be an object", "InvalidParameter"),
        ("{}", "FileContent, FileUrl", "MissingParameter"),
        (r#"{"FileUrl":null}"#, "FileContent, FileUrl", "MissingParameter"),
        (&format!("{{{url},\"X\":1}}"), "X is unknown", "UnknownParameter"),
        (&format!("{{{url},\"FileContent\":\"MDEyMzQ1Njc4OWFiY2RlZg==\"}}"), "exclude each other", "InvalidParameter"),
        (&format!("{{{url},\"DataId\":1}}"), "DataId must be a string", "InvalidParameter"),
        (
            &format!("{{{url},\"BizType\":\"a\"}}"),
            "BizType must have 3 to 32 characters, has 1",
            "InvalidParameterValue",
        ),
        (r#"{"FileContent":"%%%"}"#, "FileContent must be bytes in base64", "InvalidParameterValue"),
    ] {
        let (found, known) = single(&moderation(body));
        assert!(found.contains(place), "{body}: {found}");
        assert_eq!(known, code, "{body}");
    }
}

#[test]
fn json_of_cloud_infinite_is_checked_with_path_and_query() {
    let (index, host) = (Index::of(golden("bodies"), 0), "1250000000.ci.ap-chengdu.myqcloud.com");
    let violations = |target: &str, body: &str| check(&index, &request("POST", host, target, &[], body)).0;
    assert_eq!(violations("/ask/cars?trace=true", r#"{"Text":"a","Hooks":[{"Url":"u"}]}"#), Vec::<String>::new());
    for (target, body, expected) in [
        ("/ask/cars?trace=7", r#"{"Text":"a"}"#, "trace must be a boolean"),
        ("/ask/cars", "", "Text is required"),
        ("/ask/cars", "[]", "the body must be an object, is a list"),
        ("/ask/cars", "<Request/>", "the body is not valid JSON"),
        ("/ask/cars", r#"{"Text":"a","trace":true}"#, "trace is unknown"),
        ("/ask/cars", r#"{"Text":"a","Set":"cars"}"#, "Set is unknown"),
        ("/ask/cars", r#"{"Text":"a","Hooks":[{}]}"#, "Hooks[0].Url is required"),
    ] {
        let found = violations(target, body);
        assert!(found.len() == 1 && found[0].contains(expected), "{target} {body}: {found:?}");
    }
}

#[test]
fn groups_may_name_members_inside_and_outside_the_document() {
    let (index, good) = (Index::of(golden("bodies"), 0), "<Url>u</Url><Name>n</Name>");
    let choose = |query: &str, choice: &str| {
        let body = format!("<Request>{}</Request>", choice.replace("{}", good));
        check(&index, &request("POST", CI, &format!("/choose{query}"), &[], &body)).0
    };
    assert_eq!(choose("", "<Choice>{}<Label>l</Label></Choice>"), Vec::<String>::new());
    assert_eq!(choose("?ref=r", ""), Vec::<String>::new());
    for (query, choice, expected) in [
        ("", "<Choice>{}<Object>o</Object></Choice>", "Choice[0].Url, Object exclude each other"),
        ("", "<Choice><Url>u</Url></Choice>", "Choice[0].Name, Label need one of them"),
        ("", "<Choice>{}<Width>1</Width></Choice>", "Choice[0].Width, Height go together"),
        ("?ref=r", "<Choice>{}</Choice>", "Choice, ref exclude each other"),
        ("", "", "Choice, ref need one of them"),
    ] {
        let found = choose(query, choice);
        assert!(found.len() == 1 && found[0].contains(expected), "{query} {choice}: {found:?}");
    }
}

#[test]
fn sizes_flags_and_large_numbers_are_checked() {
    let index = Index::of(golden("constraints"), 0);
    let demand = |member: &str| {
        let body = format!(r#"{{"Name":"a","Password":"b","Mode":"fast","Url":"https://x",{member}}}"#);
        let headers = [("x-tc-action", "Demand"), ("x-tc-version", "2024-01-01")];
        check(&index, &request("POST", "constraints.tencentcloudapi.com", "/", &headers, &body)).0
    };
    for (member, expected) in [
        (r#""File":"AAAA""#, None),
        (r#""File":"AAA=""#, Some("File must have 3 to 6 bytes, has 2")),
        (r#""File":"AAAAAAAAAA==""#, Some("File must have 3 to 6 bytes, has 7")),
        (r#""IsSet":1"#, None),
        (r#""IsSet":2"#, Some("IsSet must be 0 or 1, is 2")),
        (r#""Total":18446744073709551615"#, None),
        (r#""Total":-1"#, Some("Total must be a 64-bit integer, is -1")),
        (r#""Imported":{}"#, None),
        (r#""Owner":{"Phone":"1","Pets":[{}]}"#, Some("Owner.Pets[0].Name is required")),
    ] {
        assert_eq!(demand(member).first().map(String::as_str), expected, "{member}");
    }
}

#[test]
fn unknown_enumeration_values_are_notes() {
    let findings = findings(index(), &moderation(r#"{"FileUrl":"https://x","Type":"IMAGE_NEW"}"#));
    assert_eq!(findings.violations, []);
    assert!(findings.notes.iter().any(|note| note.rule.contains("IMAGE_NEW")), "{:?}", findings.notes);
}

#[test]
fn sensitive_values_are_not_quoted() {
    let (index, hook) = (Index::of(golden("bodies"), 0), r#"{"hooks":[{"Url":"u","Secret":5}]}"#);
    let request = request("POST", CI, "/jobs", &[("job-options", hook)], "<Request><Input/></Request>");
    let violations = findings(&index, &request).violations;
    assert_eq!(violations[0].to_string(), "Job-Options.hooks[0].Secret must be a string, is a number");

    for (labels, expected) in [("{\"any\":[1]}", None), ("[1]", Some("Job-Labels must be an object, is a list"))] {
        let request =
            crate::testing::request("POST", CI, "/jobs", &[("job-labels", labels)], "<Request><Input/></Request>");
        let violations = findings(&index, &request).violations;
        assert_eq!(violations.first().map(ToString::to_string).as_deref(), expected);
    }

    let mut model = crate::testing::model();
    let service = model.services.iter_mut().find(|service| service.name == "ci").expect("a service");
    let enhance = service.operations.iter_mut().find(|it| it.name == "AIEnhanceImage").expect("an operation");
    enhance.input.member_mut("denoise").expect("a member").sensitive = true;
    let index = Index::of(model, 0);
    for value in ["secret", "77"] {
        let target = format!("/a.jpg?ci-process=AIEnhanceImage&denoise={value}");
        let found = findings(&index, &crate::testing::request("GET", COS, &target, &[], ""));
        assert!(found.violations.len() == 1 && !found.violations[0].rule.contains(value), "{found:?}");
    }
}

#[test]
fn other_content_types_are_refused() {
    let mut request = moderation(r#"{"FileUrl":"https://x"}"#);
    request.headers.insert("content-type", "application/json; charset=utf-8".parse().expect("a header"));
    assert_eq!(findings(index(), &request).violations, []);
    request.headers.insert("content-type", "multipart/form-data".parse().expect("a header"));
    assert_eq!(single(&request).1, "InvalidParameter");
}

#[test]
fn query_header_and_path_are_checked() {
    let get = |target: &str| request("GET", COS, target, &[], "");
    for (query, expected) in [
        ("denoise=9", "denoise must be 0 to 5, is 9"),
        ("denoise=x", "denoise must be an integer, is x"),
        ("denoize=1", "denoize is unknown, did you mean `denoise`?"),
    ] {
        let (found, code) = single(&get(&format!("/a.jpg?ci-process=AIEnhanceImage&{query}")));
        assert_eq!((found.as_str(), code.as_str()), (expected, "InvalidArgument"));
    }
    let process = |headers: &[(&str, &str)]| request("POST", COS, "/a.jpg?image_process", headers, "");
    assert_eq!(single(&process(&[])), ("Pic-Operations is required".into(), "InvalidPicOperations".into()));
    for rules in ["{", r#"{"rule":[]}"#, r#"{"rules":[{"fileid":1}]}"#, r#"{"rules":{}}"#] {
        let (violations, code) = check(index(), &process(&[("pic-operations", rules)]));
        assert!(!violations.is_empty(), "{rules}");
        assert_eq!(code.as_deref(), Some("InvalidPicOperations"), "{rules}");
    }
}

#[test]
fn processing_rules_are_of_a_kind_in_the_schema() {
    let process = |rule: &str| {
        let operations = format!(r#"{{"rules":[{{"fileid":"a","rule":"{rule}"}}]}}"#);
        request("POST", COS, "/a.jpg?image_process", &[("pic-operations", &operations)], "")
    };
    for known in [
        "imageMogr2/thumbnail/!50p",
        "imageMogr2/thumbnail/240x|watermark/2/text/YQ/gravity/south",
        "style/small",
        "ci-process=AIEnhanceImage&denoise=3",
    ] {
        assert_eq!(check(index(), &process(known)).0, Vec::<String>::new(), "{known}");
    }
    for (text, unknown) in [
        ("imageMogr3/thumbnail/!50p", "imageMogr3/thumbnail/!50p"),
        ("imageMogr2/thumbnial/240x", "imageMogr2/thumbnial/240x"),
        ("imageMogr2/format/webp|sharpen", "sharpen"),
        ("ci-process=AIEnhance", "ci-process=AIEnhance"),
        ("", ""),
    ] {
        let expected = format!("Pic-Operations.rules[0].rule must be a processing rule, has {unknown}");
        assert_eq!(single(&process(text)), (expected, "InvalidPicOperations".to_owned()));
    }
    let download = request("GET", COS, "/a.jpg?imageMogr2/thumbnial/240x", &[], "");
    assert_eq!(single(&download).0, "Rule must be a processing rule, has imageMogr2/thumbnial/240x");
    let one_key = request("GET", COS, "/a.jpg?ci-process%3DAIEnhanceImage%26denoise%3D3", &[], "");
    let expected = "Rule must be sent as separate parameters, is one key: ci-process=AIEnhanceImage&denoise=3";
    assert_eq!(single(&one_key).0, expected);
}

fn submit(index: &Index, body: &str) -> (Vec<String>, Option<String>) {
    check(index, &request("POST", CI, "/jobs", &[("job-options", r#"{"retry_times":1}"#)], body))
}

#[test]
fn documents_are_checked() {
    let index = Index::of(golden("bodies"), 0);
    let good = "<Request><Input><Object>a</Object><Frames><Frame>1</Frame></Frames><Hook><Url>u</Url></Hook>\
                <Headers><any>a</any><any><b/></any></Headers></Input>\
                <Mode>1</Mode></Request>";
    assert_eq!(submit(&index, good), (vec![], None));
    for (body, expected, code) in [
        (
            "<Request><Input><Headers>a</Headers></Input></Request>",
            "Input.Headers must be elements, is a string",
            "InvalidArgument",
        ),
        ("", "the body must be a document with the root <Request>", "MissingContent"),
        ("<Request>", "the body is not valid XML", "InvalidContent"),
        ("<Other/>", "the root <Request>, has <Other>", "InvalidContent"),
        ("<Request/>", "Input is required", "InvalidArgument"),
        ("<Request><Input/><Input/></Request>", "Input is not a list, but occurs 2 times", "InvalidArgument"),
        ("<Request><Input><Object/></Input></Request>", "Input.Object must have at least 1", "InvalidArgument"),
        ("<Request><Input><Objekt>a</Objekt></Input></Request>", "did you mean `Object`?", "InvalidArgument"),
        (
            "<Request><Input><Frames><Frame>x</Frame></Frames></Input></Request>",
            "Input.Frames.Frame[0] must",
            "InvalidArgument",
        ),
        ("<Request><Input><Frames><F>1</F></Frames></Input></Request>", "Input.Frames.F is unknown", "InvalidArgument"),
        ("<Request><Input><Hook><Secret>s</Secret></Hook></Input></Request>", "Input.Hook[0].Url", "InvalidArgument"),
        ("<Request><Input/><Mode>x</Mode></Request>", "Mode must be an integer", "InvalidArgument"),
        ("<Request><Input><Object><a/></Object></Input></Request>", "a string without elements", "InvalidArgument"),
    ] {
        let (violations, found) = submit(&index, body);
        assert!(violations.len() == 1 && violations[0].contains(expected), "{body}: {violations:?}");
        assert_eq!(found.as_deref(), Some(code), "{body}");
    }
}

#[test]
fn violations_are_bounded() {
    let members: Vec<_> = (0..10_000).map(|number| format!("\"X{number}\":1")).collect();
    let findings = findings(index(), &moderation(&format!("{{{}}}", members.join(","))));
    assert_eq!(findings.violations.len(), 100);
}

#[test]
fn opaque_operations_accept_any_object() {
    let opaque = all(&index().model).find(|(_, _, operation)| operation.opaque());
    let (_, service, operation) = opaque.expect("the schemas have opaque operations");
    let host = format!("{}.tencentcloudapi.com", service.name);
    let version = service.version.clone().unwrap_or_default();
    let headers = [("x-tc-action", operation.name.as_str()), ("x-tc-version", &version)];
    let violations = |body: &str| findings(index(), &request("POST", &host, "/", &headers, body)).violations.len();
    assert_eq!((violations(r#"{"Anything":[1,{"A":null}]}"#), violations("[]"), violations("{")), (0, 1, 1));
}
