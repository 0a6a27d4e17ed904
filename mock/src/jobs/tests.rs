use bytes::Bytes;
use serde_json::Value;

use crate::answer::made::{Tree, from_json, json, shape};
use crate::testing::{CI, golden, model};
use crate::{Cloud, Fault, Mode, Options};

fn cloud(options: Options) -> Cloud {
    Cloud::new(golden("waiters"), [], options.signature(Mode::Off))
}

fn paint(cloud: &Cloud, action: &str, body: &str) -> Value {
    let head = http::Request::post("/").header("host", "paint.tencentcloudapi.com").header("x-tc-action", action);
    let request = head.header("x-tc-version", "2024-01-01").body(Bytes::from(body.to_owned()));
    let answer = cloud.answer(request.expect("a request")).response;
    let document: Value = serde_json::from_slice(answer.body()).expect("JSON");
    document["Response"].clone()
}

fn submit(cloud: &Cloud) -> String {
    let answer = paint(cloud, "SubmitPaintJob", r#"{"Prompt":"a cat"}"#);
    answer["JobId"].as_str().expect("an id").to_owned()
}

fn ask(cloud: &Cloud, id: &str) -> Value {
    paint(cloud, "QueryPaintJob", &format!(r#"{{"JobId":"{id}"}}"#))
}

#[test]
fn a_job_goes_through_its_states_and_stays_at_the_end() {
    let cloud = cloud(Options::default());
    let id = submit(&cloud);
    let answers: Vec<_> = (0..4).map(|_| ask(&cloud, &id)).collect();
    let states: Vec<_> = answers.iter().map(|answer| answer["JobStatusCode"].as_str().expect("a state")).collect();
    assert_eq!(states, ["1", "2", "5", "5"]);
    assert_eq!(answers[0].get("ResultImage"), None, "there is no result before the end");
    assert!(answers[2]["ResultImage"][0].is_string() && answers[2].get("JobErrorMsg").is_none(), "{}", answers[2]);
    assert!(answers.iter().all(|answer| answer["RequestId"].is_string()));
}

#[test]
fn jobs_are_apart_and_the_same_in_every_run() {
    let first = cloud(Options::default().seed(7));
    let ids = [submit(&first), submit(&first)];
    assert_ne!(ids[0], ids[1]);
    ask(&first, &ids[0]);
    assert_eq!(ask(&first, &ids[1])["JobStatusCode"], "1", "each has states of its own");
    let second = cloud(Options::default().seed(7));
    assert_eq!([submit(&second), submit(&second)], ids);
    assert_ne!(submit(&cloud(Options::default().seed(8))), ids[0]);
}

#[test]
fn the_next_job_can_be_made_to_fail() {
    let cloud = cloud(Options::default());
    cloud.plan(Fault::job().on("paint:SubmitPaintJob").saying("FailedOperation.Inner", "no paint")).expect("a plan");
    let (bad, good) = (submit(&cloud), submit(&cloud));
    let last = |id: &str| (0..3).map(|_| ask(&cloud, id)).last().expect("an answer");
    let failed = last(&bad);
    assert_eq!((&failed["JobStatusCode"], &failed["JobErrorCode"]), (&"4".into(), &"FailedOperation.Inner".into()));
    assert_eq!(failed["JobErrorMsg"], "no paint");
    assert_eq!(last(&good)["JobStatusCode"], "5");
}

#[test]
fn jobs_that_nobody_submitted_are_answered_unless_that_is_to_be_strict() {
    assert!(ask(&cloud(Options::default()), "another")["JobStatusCode"].is_string());
    let strict = ask(&cloud(Options::default().strict_jobs(true)), "another");
    assert_eq!(strict["Error"]["Code"], "ResourceNotFound");
}

#[test]
fn jobs_of_a_bucket_travel_in_documents() {
    let cloud = cloud(Options::default());
    let send = |method: &str, path: &str, body: &str| {
        let request = http::Request::builder().method(method).uri(path).header("host", CI);
        let answer = cloud.answer(request.body(Bytes::from(body.to_owned())).expect("a request"));
        String::from_utf8_lossy(answer.response.body()).into_owned()
    };
    let said = |text: &str, name: &str| -> Vec<String> {
        let document = roxmltree::Document::parse(text).expect("XML");
        let found = document.descendants().filter(|node| node.has_tag_name(name));
        found.map(|node| node.text().unwrap_or_default().to_owned()).collect()
    };
    let submitted = send("POST", "/jobs", "<Request><Object>a.jpg</Object></Request>");
    let id = said(&submitted, "JobId")[0].clone();
    let states: Vec<_> = (0..3)
        .map(|_| {
            let answer = send("GET", &format!("/jobs/{id}"), "");
            assert_eq!(said(&answer, "JobId"), [id.as_str()], "{answer}");
            said(&answer, "State").concat()
        })
        .collect();
    assert_eq!(states, ["Waiting", "Running", "Success"]);
}

/// The states of the enumeration are taken, and the examples that show them.
#[test]
fn states_are_those_that_the_schema_names() {
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
        let response = cloud.answer(request.expect("a request")).response;
        (response.status().as_u16(), String::from_utf8_lossy(response.body()).into_owned())
    };
    let (_, submitted) = send("POST", "/image/submissions");
    let id = submitted.split("<JobId>").nth(1).and_then(|rest| rest.split('<').next()).expect("an id").to_owned();
    let bodies: Vec<_> = (0..3).map(|_| send("GET", &format!("/image/auditing/{id}")).1).collect();
    for (body, state) in bodies.iter().zip(["Submitted", "Auditing", "Success"]) {
        assert!(body.contains(&format!("<State>{state}</State>")) && body.contains(&id), "{body}");
    }
    assert!(bodies[2].contains("<Label>Ads</Label>"), "the example of that state: {}", bodies[2]);
    assert_eq!(send("GET", "/image/auditing/unknown").0, 404, "the example of an error");
}

/// Whatever the schemas have of jobs: submitted, they go through their states to a result.
#[test]
fn every_submission_of_the_schemas_comes_to_its_end() {
    let book = crate::testing::book();
    let cloud = Cloud::new(model(), [], Options::default().signature(Mode::Off).strict_jobs(true));
    let mut count = 0;
    for (at, service, operation) in crate::book::all(&book.model) {
        let Some(link) = book.links.submissions.get(&at).filter(|_| crate::kind::is_action(operation)) else {
            continue;
        };
        let query = &service.operations[link.query.1];
        let send = |name: &str, body: Value| {
            let host = format!("{}.tencentcloudapi.com", service.name);
            let head = http::Request::post("/").header("host", host).header("x-tc-action", name);
            let head = head.header("x-tc-version", service.version.as_deref().unwrap_or_default());
            let answer = cloud.answer(head.body(body.to_string().into()).expect("a request")).response;
            let document: Value = serde_json::from_slice(answer.body()).expect("JSON");
            from_json(&document["Response"])
        };
        let submitted = send(&operation.name, json(&shape(service, &operation.input, 0)));
        let id = link.from.texts(&submitted).pop().expect("an id");
        let mut input = Tree::Shape(Vec::new());
        link.to.set(&mut input, &mut || link.to.value(&id));
        let states = (0..=link.pending.len()).map(|_| link.status.texts(&send(&query.name, json(&input))).concat());
        let expected: Vec<_> = link.pending.iter().chain([&link.done]).cloned().collect();
        assert_eq!(states.collect::<Vec<_>>(), expected, "{}", operation.name);
        count += 1;
    }
    assert!(count > 0, "there are submissions");
}
