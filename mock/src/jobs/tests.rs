use bytes::Bytes;
use serde_json::Value;

use crate::operation::{all, is_action};
use crate::testing::{CI, golden, index, model};
use crate::tree::Tree;
use crate::tree::generate::shape;
use crate::tree::read::from_json;
use crate::tree::write::json;
use crate::{Cloud, Fault, Mode, Options};

fn cloud(options: Options) -> Cloud {
    Cloud::new(golden("waiters"), [], options.signature(Mode::Off))
}

fn paint(cloud: &Cloud, action: &str, body: &str) -> Value {
    let head = http::Request::post("/").header("host", "paint.tencentcloudapi.com").header("x-tc-action", action);
    let request = head.header("x-tc-version", "2024-01-01").body(Bytes::from(body.to_owned()));
    let response = cloud.respond(request.expect("a request")).response;
    let document: Value = serde_json::from_slice(response.body()).expect("JSON");
    document["Response"].clone()
}

fn submit(cloud: &Cloud) -> String {
    let response = paint(cloud, "SubmitPaintJob", r#"{"Prompt":"a cat"}"#);
    response["JobId"].as_str().expect("an id").to_owned()
}

fn query(cloud: &Cloud, id: &str) -> Value {
    paint(cloud, "QueryPaintJob", &format!(r#"{{"JobId":"{id}"}}"#))
}

#[test]
fn a_job_advances_through_its_states_and_stays_in_the_last() {
    let cloud = cloud(Options::default());
    let id = submit(&cloud);
    let responses: Vec<_> = (0..4).map(|_| query(&cloud, &id)).collect();
    let states: Vec<_> =
        responses.iter().map(|response| response["JobStatusCode"].as_str().expect("a state")).collect();
    assert_eq!(states, ["1", "2", "5", "5"]);
    assert_eq!(responses[0].get("ResultImage"), None, "a pending job has no result");
    assert!(
        responses[2]["ResultImage"][0].is_string() && responses[2].get("JobErrorMsg").is_none(),
        "{}",
        responses[2]
    );
    assert!(responses.iter().all(|response| response["RequestId"].is_string()));
}

#[test]
fn jobs_are_independent_and_deterministic() {
    let first = cloud(Options::default().seed(7));
    let ids = [submit(&first), submit(&first)];
    assert_ne!(ids[0], ids[1]);
    query(&first, &ids[0]);
    assert_eq!(query(&first, &ids[1])["JobStatusCode"], "1", "each job has its own state");
    let second = cloud(Options::default().seed(7));
    assert_eq!([submit(&second), submit(&second)], ids);
    assert_ne!(submit(&cloud(Options::default().seed(8))), ids[0]);
}

#[test]
fn a_planned_fault_fails_the_next_job() {
    let cloud = cloud(Options::default());
    cloud
        .plan(Fault::job().on("paint:SubmitPaintJob").with_message("FailedOperation.Inner", "no paint"))
        .expect("a plan");
    let (bad, good) = (submit(&cloud), submit(&cloud));
    let last = |id: &str| (0..3).map(|_| query(&cloud, id)).last().expect("a response");
    let failed = last(&bad);
    assert_eq!((&failed["JobStatusCode"], &failed["JobErrorCode"]), (&"4".into(), &"FailedOperation.Inner".into()));
    assert_eq!(failed["JobErrorMsg"], "no paint");
    assert_eq!(last(&good)["JobStatusCode"], "5");
}

#[test]
fn unknown_jobs_are_errors_only_in_strict_mode() {
    assert!(query(&cloud(Options::default()), "another")["JobStatusCode"].is_string());
    let strict = query(&cloud(Options::default().strict_jobs(true)), "another");
    assert_eq!(strict["Error"]["Code"], "ResourceNotFound");
}

#[test]
fn ids_of_bucket_jobs_are_read_from_and_written_to_xml() {
    let cloud = cloud(Options::default());
    let send = |method: &str, path: &str, body: &str| {
        let request = http::Request::builder().method(method).uri(path).header("host", CI);
        let reply = cloud.respond(request.body(Bytes::from(body.to_owned())).expect("a request"));
        String::from_utf8_lossy(reply.response.body()).into_owned()
    };
    let texts = |text: &str, name: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(text).expect("XML");
        let found = document.descendants().filter(|node| node.has_tag_name(name));
        found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    let submitted = send("POST", "/jobs", "<Request><Object>a.jpg</Object></Request>");
    let id = texts(&submitted, "JobId")[0].clone();
    let states: Vec<_> = (0..3)
        .map(|_| {
            let response = send("GET", &format!("/jobs/{id}"), "");
            assert_eq!(texts(&response, "JobId"), [id.as_str()], "{response}");
            texts(&response, "State").concat()
        })
        .collect();
    assert_eq!(states, ["Waiting", "Running", "Success"]);
}

/// Submits inputs to a cloud, and returns the `DataId`, `Url` and `JobId` of each entry of the response.
fn submit_batch(cloud: &Cloud, inputs: &[&str]) -> Vec<[String; 3]> {
    let inputs: String = inputs.iter().map(|input| format!("<Input>{input}</Input>")).collect();
    let body = Bytes::from(format!("<Request>{inputs}</Request>"));
    let request = http::Request::post("/image/auditing").header("host", CI).body(body).expect("a request");
    let response = cloud.respond(request).response;
    let text = String::from_utf8_lossy(response.body()).into_owned();
    let document = roxmltree::Document::parse(&text).expect("XML");
    let entries = document.descendants().filter(|node| node.has_tag_name("JobsDetail"));
    let child = |entry: roxmltree::Node<'_, '_>, name: &str| {
        let found = entry.children().find(|node| node.has_tag_name(name));
        found.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    entries.map(|entry| ["DataId", "Url", "JobId"].map(|name| child(entry, name))).collect()
}

#[test]
fn every_input_of_a_batch_has_a_job_of_its_own() {
    let cloud = Cloud::new(model(), [], Options::default().signature(Mode::Off));
    let inputs = [
        "<DataId>a</DataId><Url>https://example.com/1</Url>",
        "<Object>2.jpg</Object>",
        "<Url>https://example.com/3</Url>",
    ];
    let entries = submit_batch(&cloud, &inputs);
    let repeated: Vec<_> = entries.iter().map(|[data_id, url, _]| (data_id.as_str(), url.as_str())).collect();
    assert_eq!(repeated, [("a", "https://example.com/1"), ("", ""), ("", "https://example.com/3")]);
    let ids: std::collections::BTreeSet<_> = entries.iter().map(|[.., id]| id).filter(|id| !id.is_empty()).collect();
    assert_eq!(ids.len(), 3, "{entries:?}");

    let path = format!("/image/auditing/{}", entries[2][2]);
    let query = || http::Request::get(&path).header("host", CI).body(Bytes::new()).expect("a request");
    let last = (0..3).map(|_| cloud.respond(query()).response).last().expect("a response");
    let text = String::from_utf8_lossy(last.body()).into_owned();
    assert!(text.contains("<Url>https://example.com/3</Url>") && !text.contains("<DataId>"), "{text}");
}

#[test]
fn an_entry_of_an_example_stays_for_its_input() {
    let cloud = Cloud::new(model(), [], Options::default().signature(Mode::Off));
    let poster = "<DataId>upload-2042</DataId><Object>uploads/poster.jpg</Object>";
    let missing = "<DataId>upload-2043</DataId><Url>https://www.example.com/missing.gif</Url>";
    let entries = submit_batch(&cloud, &[poster, missing]);
    assert_eq!(entries.iter().map(|[.., id]| id.is_empty()).collect::<Vec<_>>(), [false, true], "the second fails");
    cloud.answer_with("BatchModerateImages", "two images, synchronously; one fails").expect("an example");
    assert_eq!(submit_batch(&cloud, &[poster]).len(), 2, "a selected example stays as it is");
}

#[test]
fn states_come_from_the_enumeration_and_responses_from_examples() {
    let mut model = model();
    let service = model.services.iter_mut().find(|service| service.name == "ci").expect("a service");
    let query = service.operation("QueryImageModerationJob").cloned().expect("an operation");
    let mut submission = query.clone();
    submission.name = "SubmitIt".to_owned();
    submission.examples.clear();
    submission.waiter = Some(codegen_model::Waiter {
        query: query.name.clone(),
        from: "JobsDetail.JobId".to_owned(),
        to: "JobId".to_owned(),
        status: "JobsDetail.State".to_owned(),
        done: vec!["Success".to_owned()],
        failed: vec!["Failed".to_owned()],
        code: Some("JobsDetail.Code".to_owned()),
        message: Some("JobsDetail.Message".to_owned()),
        ..Default::default()
    });
    if let codegen_model::Protocol::Rest { bindings, .. } = &mut submission.protocol {
        "/image/submissions".clone_into(&mut bindings[0].path);
        "POST".clone_into(&mut bindings[0].method);
    }
    service.operations.push(submission);
    let cloud = Cloud::new(model, [], Options::default().signature(Mode::Off).strict_jobs(true));
    let send = |method: &str, path: &str| {
        let request = http::Request::builder().method(method).uri(path).header("host", CI).body(Bytes::new());
        let response = cloud.respond(request.expect("a request")).response;
        (response.status().as_u16(), String::from_utf8_lossy(response.body()).into_owned())
    };
    let (_, submitted) = send("POST", "/image/submissions");
    let id = submitted.split("<JobId>").nth(1).and_then(|rest| rest.split('<').next()).expect("an id").to_owned();
    let bodies: Vec<_> = (0..3).map(|_| send("GET", &format!("/image/auditing/{id}")).1).collect();
    for (body, state) in bodies.iter().zip(["Submitted", "Auditing", "Success"]) {
        assert!(body.contains(&format!("<State>{state}</State>")) && body.contains(&id), "{body}");
    }
    assert!(bodies[2].contains("<Label>Ads</Label>"), "the example with that state: {}", bodies[2]);
    assert_eq!(send("GET", "/image/auditing/unknown").0, 404, "the example that is an error");
}

#[test]
fn jobs_of_every_submission_in_the_schemas_complete() {
    let index = index();
    let cloud = Cloud::new(model(), [], Options::default().signature(Mode::Off).strict_jobs(true));
    let mut count = 0;
    for (id, service, operation) in all(&index.model) {
        let link = index.links.submissions.get(&id).filter(|_| is_action(operation));
        let Some(link) = link else { continue };
        let query = &service.operations[link.query.operation];
        let send = |name: &str, body: Value| {
            let host = format!("{}.tencentcloudapi.com", service.name);
            let head = http::Request::post("/").header("host", host).header("x-tc-action", name);
            let head = head.header("x-tc-version", service.version.as_deref().unwrap_or_default());
            let response = cloud.respond(head.body(body.to_string().into()).expect("a request")).response;
            let document: Value = serde_json::from_slice(response.body()).expect("JSON");
            from_json(&document["Response"])
        };
        let submitted = send(&operation.name, json(&shape(service, &operation.input, 0)));
        let id = link.submitted_id.texts(&submitted).pop().expect("an id");
        let mut input = Tree::Shape(Vec::new());
        link.queried_id.set(&mut input, &mut || link.queried_id.value(&id));
        let states = (0..=link.pending.len()).map(|_| link.state.texts(&send(&query.name, json(&input))).concat());
        let expected: Vec<_> = link.pending.iter().chain([&link.done]).cloned().collect();
        assert_eq!(states.collect::<Vec<_>>(), expected, "{}", operation.name);
        count += 1;
    }
    assert!(count > 0, "the schemas have submissions");
}
