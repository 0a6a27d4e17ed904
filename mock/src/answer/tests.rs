use bytes::Bytes;
use codegen_model::{Host, HttpBinding, Location, Model, Operation, Protocol, Service};
use serde_json::Value;

use super::made::{self, Tree};
use super::{Choice, choose};
use crate::body::Body;
use crate::host::Place;
use crate::kind::Kind;
use crate::received::Received;
use crate::route::find;
use crate::testing::{CI, COS, book, golden, model, request};
use crate::validate::{Answered, Flaw, check_answer};
use crate::{Cloud, Mode, Options};

/// Status and body of the answer to a request that is not verified.
fn answered(request: &Received, choice: &Choice) -> (u16, String) {
    let target = find(book(), request, &Place::of(&request.host)).expect("an operation");
    let sample = choose(target, request, &Body::read(target, request), choice);
    let answer = sample.map_or(&target.prepared.made, |sample| &sample.template).render("id-1");
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

/// A request that the schema allows, of any operation.
fn allowed(service: &Service, operation: &Operation, way: Option<&HttpBinding>) -> http::Request<Bytes> {
    let input = made::shape(service, &operation.input, 5);
    let Some(way) = way else {
        let host = format!("{}.tencentcloudapi.com", service.name);
        let version = service.version.clone().unwrap_or_default();
        let head = http::Request::post("/").header("host", host).header("x-tc-version", version);
        let body = made::json(&input).to_string();
        return head.header("x-tc-action", &operation.name).body(body.into()).expect("a request");
    };
    rest(operation, way, input)
}

fn rest(operation: &Operation, way: &HttpBinding, input: Tree) -> http::Request<Bytes> {
    let Tree::Shape(members) = input else { panic!("members") };
    let location = |name: &str| operation.input.member(name).map(|member| member.location);
    let mut path = way.path.clone();
    way.labels()
        .for_each(|label| path = path.replace(&format!("{{{label}}}"), "x").replace(&format!("{{{label}+}}"), "x"));
    let required = |name: &str| operation.input.member(name).is_some_and(|member| member.required);
    let queries = members.iter().filter(|(name, _)| location(name) == Some(Location::Query) && required(name));
    let queries = queries.map(|(name, value)| format!("{name}={}", text(value)));
    for query in queries.chain(way.requires.iter().map(|name| format!("{name}=x"))) {
        path = format!("{path}{}{query}", if path.contains('?') { '&' } else { '?' });
    }
    let label = match way.host {
        Host::Cos => "b-1.cos",
        Host::Ci => "b-1.ci",
        Host::Pic => "b-1.pic",
        Host::Region => "ci",
        Host::Account => "1.ci",
    };
    let mut head = http::Request::builder().method(&*way.method).uri(path);
    head = head.header("host", format!("{label}.r.myqcloud.com"));
    for (name, value) in members.iter().filter(|(name, _)| location(name) == Some(Location::Header)) {
        head = head.header(name, text(value));
    }
    for (name, value) in members.iter().filter(|(name, _)| location(name) == Some(Location::JsonHeader)) {
        head = head.header(name, made::json(value).to_string());
    }
    let body = members.into_iter().filter(|(name, _)| location(name) == Some(Location::Body)).collect();
    let body = match crate::kind::root_of(operation) {
        _ if crate::kind::takes_json(operation) => made::json(&Tree::Shape(body)).to_string(),
        "" => String::new(),
        root => made::xml(root, &Tree::Shape(body)),
    };
    head.body(body.into()).expect("a request")
}

fn text(value: &Tree) -> String {
    let value = made::json(value);
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn bindings(operation: &Operation) -> Vec<Option<&HttpBinding>> {
    match &operation.protocol {
        Protocol::Action => vec![None],
        Protocol::Rest { bindings, .. } => bindings.iter().map(Some).collect(),
    }
}

/// What is answered fits the schema; bytes are a picture.
fn check(service: &Service, operation: &Operation, response: &http::Response<Bytes>) {
    let text = String::from_utf8_lossy(response.body());
    let violations = |answer: &Answered<'_>, shape| check_answer(service, shape, answer).violations;
    let mut found = match Kind::of(operation) {
        Kind::Bytes => return assert!(response.body().starts_with(b"\x89PNG"), "{}", operation.name),
        Kind::Action(shape) => {
            let mut document: Value = serde_json::from_str(&text).expect("JSON");
            let members = document["Response"].as_object_mut().expect("members");
            assert!(members.remove("RequestId").is_some());
            violations(&Answered::Json(&document["Response"]), shape)
        }
        Kind::Json(shape) => violations(&Answered::Json(&serde_json::from_str(&text).expect("JSON")), shape),
        Kind::Xml("", _) => return assert_eq!(text, ""),
        Kind::Xml(root, shape) => {
            let document = crate::xml::parse(&text).expect("XML");
            assert_eq!(document.root_element().tag_name().name(), root);
            violations(&Answered::Xml(document.root_element()), shape)
        }
        Kind::Free => return assert!(serde_json::from_str::<Value>(&text).is_ok_and(|it| it.is_object())),
    };
    // Examples show that answers can be out of range.
    found.retain(|violation| violation.flaw != Flaw::Value || operation.examples.is_empty());
    assert_eq!(found, [], "{} {text}", operation.name);
}

/// Requests that the schema allows pass the validation, and their answers fit the schema: of every operation that there
/// is, without a line of code for any of them.
#[test]
fn every_operation_of_every_schema_is_served() {
    let goldens = ["types", "constraints", "recursion", "keywords", "bodies", "paths", "streams", "waiters", "methods"];
    let models: Vec<_> = goldens.into_iter().map(golden).chain([model()]).collect();
    for model in models {
        let without_examples = without_examples(model.clone());
        for model in [model, without_examples] {
            let cloud = Cloud::new(model.clone(), [], Options::default().signature(Mode::Off));
            for (_, service, operation) in crate::book::all(&model) {
                for way in bindings(operation) {
                    let reply = cloud.answer(allowed(service, operation, way));
                    let seen = cloud.seen().pop().expect("a request");
                    assert_eq!((seen.refused.as_deref(), &seen.violations[..]), (None, &[][..]), "{seen:?}");
                    assert_eq!(
                        (reply.response.status().as_u16(), seen.operation.as_ref()),
                        (200, Some(&operation.name))
                    );
                    check(service, operation, &reply.response);
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
fn the_requests_of_all_examples_fit_their_schemas() {
    let model = model();
    for (_, service, operation) in crate::book::all(&model) {
        for example in operation.examples.iter().filter(|_| crate::kind::is_action(operation)) {
            let host = format!("{}.tencentcloudapi.com", service.name);
            let version = service.version.clone().unwrap_or_default();
            let named = [("x-tc-action", operation.name.as_str()), ("x-tc-version", &version)];
            let request = request("POST", &host, "/", &named, &example.request);
            let target = find(book(), &request, &Place::of(&host)).expect("an operation");
            let findings = crate::validate::check(target, &request, &Body::read(target, &request));
            assert_eq!(findings.violations, [], "{}", example.title);
        }
    }
}
