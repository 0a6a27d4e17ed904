use bytes::Bytes;
use codegen_model::validate::Flaw;
use codegen_model::{Format, Host, HttpBinding, Location, Model, Operation, Protocol, Scalar, Service, Type};
use serde_json::Value;

use super::overrides::ExampleOverrides;
use super::select::select;
use crate::body::RequestBody;
use crate::host::HostKind;
use crate::operation::{ResponseKind, all, is_action, request_root, takes_json};
use crate::request::ReceivedRequest;
use crate::routing::find;
use crate::testing::{CI, COS, golden, index, model, request};
use crate::tree::{Tree, generate, write};
use crate::validate::{ResponseBody, check_request, check_response};
use crate::{Cloud, Mode, Options};

/// Returns status and body of the response to an unsigned request.
fn respond(request: &ReceivedRequest, overrides: &ExampleOverrides) -> (u16, String) {
    let target = find(index(), request, &HostKind::of(&request.host)).expect("an operation");
    let example = select(target, request, &RequestBody::read(target.operation, request), overrides);
    let template = example.map_or(&target.prepared.generated, |example| &example.template);
    let response = template.render("id-1");
    (response.status, String::from_utf8_lossy(&response.body).into_owned())
}

fn moderation(body: &str) -> ReceivedRequest {
    let headers = [("x-tc-action", "ImageModeration"), ("x-tc-version", "2020-12-29")];
    request("POST", "ims.tencentcloudapi.com", "/", &headers, body)
}

fn job(id: &str) -> ReceivedRequest {
    request("GET", CI, &format!("/image/auditing/{id}"), &[], "")
}

#[test]
fn an_example_with_an_equal_request_is_selected() {
    let none = ExampleOverrides::default();
    let (_, gone) = respond(&moderation(r#"{"FileUrl":"https://www.example.com/gone.png"}"#), &none);
    assert!(
        gone.contains("ResourceUnavailable.ImageDownloadError") && gone.contains(r#""RequestId":"id-1""#),
        "{gone}"
    );
    let (status, missing) = respond(&job("si0000000000000000000000000000000"), &none);
    assert!(status == 404 && missing.contains("<RequestId>id-1</RequestId>"), "{missing}");
    assert!(respond(&job("si8263213daf3711eca0d1525400d88xxx"), &none).1.contains("<Category>Weapon</Category>"));
}

#[test]
fn other_requests_select_a_successful_example() {
    let none = ExampleOverrides::default();
    assert!(respond(&moderation("{}"), &none).1.contains(r#""Suggestion":"Review""#), "the first successful example");
    assert!(respond(&job("another"), &none).1.contains("<JobId>iab1ca9fc8a3ed11ea834c525400863904</JobId>"));
    let type_only = moderation(r#"{"FileUrl":"https://example.com/cat.png","Type":"IMAGE"}"#);
    assert!(
        respond(&type_only, &none).1.contains(r#""Suggestion":"Pass""#),
        "the example with the most facts in common"
    );
}

#[test]
fn the_order_of_json_members_does_not_matter() {
    let rules = r#"{"rules":[{"rule":"ci-process=AIEnhanceImage","fileid":"exampleobject"}],"is_pic_info":1}"#;
    let headers = [("pic-operations", rules)];
    let upload = request("PUT", COS, "/filename.jpg", &headers, "other bytes");
    assert!(respond(&upload, &ExampleOverrides::default()).1.contains("<Size>354256</Size>"));
}

#[test]
fn an_override_selects_another_example() {
    let overrides = ExampleOverrides::default();
    overrides.set(&model(), "QueryImageModerationJob", "a job that failed").expect("an example");
    assert!(respond(&job("iab1ca9fc8a3ed11ea834c525400863904"), &overrides).1.contains("ResourceDownloadFailed"));
    let error = overrides.set(&model(), "QueryImageModerationJob", "no such job").expect_err("no example");
    assert!(error.to_string().contains("a job that failed"), "{error}");
    assert!(
        overrides.set(&model(), "UploadImage", "during upload").is_ok(),
        "an example of an operation called through it"
    );
}

/// Generates a valid request of an operation.
fn valid_request(service: &Service, operation: &Operation, binding: Option<&HttpBinding>) -> http::Request<Bytes> {
    // Documents alone are generated, so every member is one of a document here.
    let mut members = operation.input.clone();
    members.members.iter_mut().for_each(|member| member.location = Location::Body);
    let input = generate::shape(service, &members, 5);
    let Some(binding) = binding else {
        let host = format!("{}.tencentcloudapi.com", service.name);
        let version = service.version.clone().unwrap_or_default();
        let head = http::Request::post("/").header("host", host).header("x-tc-version", version);
        let body = write::json(&input).to_string();
        return head.header("x-tc-action", &operation.name).body(body.into()).expect("a request");
    };
    bucket_request(operation, binding, input)
}

fn bucket_request(operation: &Operation, binding: &HttpBinding, input: Tree) -> http::Request<Bytes> {
    let Tree::Shape(members) = input else { panic!("members") };
    let location = |name: &str| operation.input.member(name).map(|member| member.location);
    let mut path = binding.path.clone();
    for label in binding.labels() {
        let ty = operation.input.member(label).map(|member| &member.ty);
        let value = if ty == Some(&Type::Scalar(Scalar::String, Format::Rule)) { "imageSlim" } else { "x" };
        path = path.replace(&format!("{{{label}}}"), value).replace(&format!("{{{label}+}}"), value);
    }
    let required = |name: &str| operation.input.member(name).is_some_and(|member| member.required);
    let grouped = |name: &String| operation.input.some_of.iter().any(|group| group.contains(name));
    let needed = |name: &String| location(name) == Some(Location::Query) && (required(name) || grouped(name));
    let queries = members.iter().filter(|(name, _)| needed(name));
    let queries = queries.map(|(name, value)| format!("{name}={}", text(value)));
    for query in queries.chain(binding.requires.iter().map(|name| format!("{name}=x"))) {
        path = format!("{path}{}{query}", if path.contains('?') { '&' } else { '?' });
    }
    let host = match binding.host {
        Host::Cos => "b-1.cos.r.myqcloud.com",
        Host::Ci => "b-1.ci.r.myqcloud.com",
        Host::Pic => "b-1.pic.r.myqcloud.com",
        Host::Region => "ci.r.myqcloud.com",
        Host::Account => "1.ci.r.myqcloud.com",
        Host::Service => "service.cos.myqcloud.com",
        Host::Migration => "r.migration.myqcloud.com",
        Host::Vectors => "vectors.r.coslake.com",
    };
    let mut head = http::Request::builder().method(&*binding.method).uri(path);
    head = head.header("host", host);
    for (name, value) in members.iter().filter(|(name, _)| location(name) == Some(Location::Header)) {
        head = head.header(name, text(value));
    }
    for (name, value) in members.iter().filter(|(name, _)| location(name) == Some(Location::JsonHeader)) {
        head = head.header(name, write::json(value).to_string());
    }
    let body = members.into_iter().filter(|(name, _)| location(name) == Some(Location::Body)).collect();
    let body = match request_root(operation) {
        _ if takes_json(operation) => write::json(&Tree::Shape(body)).to_string(),
        "" => String::new(),
        root => write::xml(root, &Tree::Shape(body)),
    };
    head.body(body.into()).expect("a request")
}

fn text(value: &Tree) -> String {
    let value = write::json(value);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the HTTP bindings of an operation, or `None` for an action of API 3.0.
fn bindings_or_none(operation: &Operation) -> Vec<Option<&HttpBinding>> {
    match &operation.protocol {
        Protocol::Action => vec![None],
        Protocol::Rest { bindings, .. } => bindings.iter().map(Some).collect(),
    }
}

/// Asserts that a response conforms to the schema, or is an image.
fn check(service: &Service, operation: &Operation, response: &http::Response<Bytes>) {
    let text = String::from_utf8_lossy(response.body());
    let violations = |body: &ResponseBody<'_>, shape| check_response(service, shape, body).violations;
    let mut found = match ResponseKind::of(operation) {
        ResponseKind::Bytes => {
            // An example may have the bytes, which are those of an image otherwise.
            let is_example = !operation.examples.is_empty() && !text.is_empty();
            return assert!(is_example || response.body().starts_with(b"\x89PNG"), "{}", operation.name);
        }
        ResponseKind::Action(shape) => {
            let mut document: Value = serde_json::from_str(&text).expect("JSON");
            let members = document["Response"].as_object_mut().expect("members");
            assert!(members.remove("RequestId").is_some());
            violations(&ResponseBody::Json(&document["Response"]), shape)
        }
        ResponseKind::Json(shape) => {
            violations(&ResponseBody::Json(&serde_json::from_str(&text).expect("JSON")), shape)
        }
        ResponseKind::Xml("", _) => return assert_eq!(text, ""),
        ResponseKind::Xml(root, shape) => {
            let document = crate::xml::parse(&text).expect("XML");
            assert_eq!(document.root_element().tag_name().name(), root);
            violations(&ResponseBody::Xml(document.root_element()), shape)
        }
        ResponseKind::Free => return assert!(serde_json::from_str::<Value>(&text).is_ok_and(|it| it.is_object())),
    };
    // Examples have values out of range.
    found.retain(|violation| violation.flaw != Flaw::Value || operation.examples.is_empty());
    assert_eq!(found, [], "{} {text}", operation.name);
}

/// Valid requests of every operation are accepted, and their responses conform to the schema.
#[test]
fn every_operation_of_every_schema_is_served() {
    let goldens = ["types", "constraints", "recursion", "keywords", "bodies", "paths", "streams", "waiters", "methods"];
    let models: Vec<_> = goldens.into_iter().map(golden).chain([model()]).collect();
    for model in models {
        let without_examples = without_examples(model.clone());
        for model in [model, without_examples] {
            let cloud = Cloud::new(model.clone(), [], Options::default().signature(Mode::Off));
            for (_, service, operation) in all(&model) {
                for binding in bindings_or_none(operation) {
                    let reply = cloud.respond(valid_request(service, operation, binding));
                    let entry = cloud.requests().pop().expect("a request");
                    assert_eq!((entry.refused.as_deref(), &entry.violations[..]), (None, &[][..]), "{entry:?}");
                    // Without a rule, an image is an object like any other.
                    let is_plain =
                        operation.name == "DownloadImage" && binding.is_some_and(|it| !it.path.contains('?'));
                    let name = if is_plain { "GetObject" } else { &operation.name };
                    let status = reply.response.status();
                    // The request of an example gets its response, which may be a failure.
                    let is_own = operation.examples.iter().any(|example| example.status == status.as_u16());
                    assert_eq!((status.is_success() || is_own, entry.operation.as_deref()), (true, Some(name)));
                    if status.is_success() {
                        check(service, operation, &reply.response);
                    }
                }
            }
        }
    }
}

fn without_examples(mut model: Model) -> Model {
    let operations = model.services.iter_mut().flat_map(|service| &mut service.operations);
    operations.for_each(|operation| operation.examples.clear());
    model
}

#[test]
fn the_requests_of_all_examples_conform_to_their_schemas() {
    let model = model();
    for (_, service, operation) in all(&model) {
        for example in operation.examples.iter().filter(|_| is_action(operation)) {
            let host = format!("{}.tencentcloudapi.com", service.name);
            let version = service.version.clone().unwrap_or_default();
            let headers = [("x-tc-action", operation.name.as_str()), ("x-tc-version", &version)];
            let request = request("POST", &host, "/", &headers, &example.request);
            let target = find(index(), &request, &HostKind::of(&host)).expect("an operation");
            let findings = check_request(target, &request, &RequestBody::read(target.operation, &request));
            assert_eq!(findings.violations, [], "{}", example.title);
        }
    }
}
