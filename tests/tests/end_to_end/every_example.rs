//! Every example of every schema: sent by the client over HTTP, answered by the mock, read into the output, written again.

use codegen_model::route::RequestText;
use codegen_model::{Example, Operation, Protocol, Service};
use mock::Server;
use serde_json::Value;
use tencentcloud_image::runtime::replay::Recorded;
use tencentcloud_image::runtime::wait::Target;
use tests::tree;

use super::{bucket, client, server};
use crate::support::entries::entry;
use crate::support::model;

fn recorded<'e>(operation: &'e Operation, example: &'e Example) -> Recorded<'e> {
    if matches!(operation.protocol, Protocol::Action) {
        let headers = vec![("X-TC-Action", operation.name.as_str())];
        return Recorded { method: "POST", path: "/", query: Vec::new(), headers, body: example.request.as_bytes() };
    }
    let RequestText { method, path, query, headers, body, .. } =
        RequestText::parse(&example.request).expect("a request line");
    Recorded { method, path, query, headers, body: body.as_bytes() }
}

/// Removes IDs of requests and jobs, which differ in every answer.
fn without_ids(mut value: Value, ids: &[&str]) -> Value {
    match &mut value {
        Value::Object(members) => {
            members.retain(|name, _| !ids.contains(&name.as_str()));
            members.values_mut().for_each(|member| *member = without_ids(member.take(), ids));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_ids(item.take(), ids)),
        _ => {}
    }
    value
}

/// Returns the tree of an answer, without the envelope if it has one.
fn answer_tree(operation: &Operation, text: &[u8]) -> Option<Value> {
    let mut document = tree::document(text)?;
    let has_envelope = matches!(operation.protocol, Protocol::Action) && document.get("Response").is_some();
    let job = operation.waiter.as_ref().and_then(|waiter| waiter.from.rsplit('.').next());
    let ids = ["RequestId", job.unwrap_or_default()];
    Some(without_ids(if has_envelope { document["Response"].take() } else { document }, &ids))
}

async fn check(server: &Server, service: &Service, operation: &Operation, example: &Example) {
    let name = format!("the example \"{}\" of {}:{}", example.title, service.name, operation.name);
    // Examples of another operation may share a title. For those, the mock chooses the example by the request.
    if example.via.is_none() {
        let full_name = format!("{}:{}", service.name, operation.name);
        server.answer_with(&full_name, &example.title).unwrap_or_else(|error| panic!("{error}"));
    }
    let target = match operation.protocol {
        Protocol::Action => Target::from(&client(server)),
        Protocol::Rest { .. } => Target::from(&bucket(server)),
    };
    let reply = entry(service, operation).send(target, &recorded(operation, example)).await;
    let expected = answer_tree(operation, example.response.as_bytes());
    let error = expected.as_ref().and_then(|tree| Some(tree.get("Error")?.get("Code")?.clone()));
    match reply {
        Ok(reply) => {
            assert_eq!(error, None, "{name}");
            assert_eq!(reply.unexpected(), [], "{name}");
            let written = reply.into_inner().collect().await.expect("a body");
            // An image has no tree.
            if let Some(expected) = expected {
                let written = answer_tree(operation, &written).unwrap_or_else(|| panic!("{name} has an empty answer"));
                tree::assert_same(&written, &expected, &name);
            }
        }
        Err(problem) => {
            let code = problem.code().map(|code| code.as_str().to_owned());
            let text = |error: &Value| error.as_str().or_else(|| error[0].as_str()).map(str::to_owned);
            assert!(code.is_some() && code == error.as_ref().and_then(text), "{name}: {problem}");
        }
    }
}

#[tokio::test]
async fn every_example_round_trips_over_http() {
    let (by_title, by_request) = (server().await, server().await);
    let mut checked = 0;
    for service in &model().services {
        for operation in &service.operations {
            for example in &operation.examples {
                let via = example.via.as_ref().map(|via| service.operation(via).expect("an operation"));
                let server = if via.is_some() { &by_request } else { &by_title };
                check(server, service, via.unwrap_or(operation), example).await;
                checked += 1;
            }
        }
    }
    assert!(checked > 250, "only {checked} examples");
    for server in [by_title, by_request] {
        assert!(server.requests().iter().all(|request| request.signature_good), "a signature was refused");
    }
}
