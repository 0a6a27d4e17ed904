//! Policies for operations of the real schemas.

use std::collections::BTreeSet;

use codegen_model::views::policy::{Scope, find, policy};
use serde_json::{Value, json};

use crate::support::model;

fn policy_for(operations: &[&str], bucket: Option<&str>, region: Option<&str>) -> (Value, Vec<String>) {
    let model = model();
    let operations: Vec<_> = operations.iter().map(|name| find(model, name).expect("an operation")).collect();
    let scope = Scope { bucket: bucket.map(str::to_owned), region: region.map(str::to_owned) };
    let (policy, notes) = policy(&operations, &scope);
    (serde_json::from_str(&policy.json()).expect("JSON"), notes)
}

#[test]
fn a_policy_grants_only_required_actions() {
    let operations = ["ims:ImageModeration", "aiart:SubmitTextToImageProJob", "ci:AIEnhanceImage"];
    let (policy, notes) = policy_for(&operations, Some("examplebucket-1250000000"), Some("ap-chengdu"));
    let allow =
        |actions: &[&str], resource: &str| json!({"effect": "allow", "action": actions, "resource": [resource]});
    let expected = json!({"version": "2.0", "statement": [
        allow(&["aiart:SubmitTextToImageProJob", "ims:ImageModeration"], "*"),
        allow(&["ci:CreateAIEnhanceImageJob"], "qcs::ci:ap-chengdu:uid/1250000000:bucket/examplebucket-1250000000/*"),
        allow(&["cos:GetObject"], "qcs::cos:ap-chengdu:uid/1250000000:examplebucket-1250000000/*"),
    ]});
    assert_eq!(policy, expected);
    let about = |start: &str| notes.iter().any(|note| note.starts_with(start));
    assert!(about("ims:ImageModeration: `*`, because"), "{notes:?}");
    assert!(about("aiart:SubmitTextToImageProJob: waiting for the result also needs aiart:QueryTextToImageProJob"));
}

#[test]
fn without_a_bucket_all_resources_are_allowed_with_a_note() {
    let (policy, notes) = policy_for(&["ci:AIEnhanceImage"], None, None);
    assert_eq!(policy["statement"].as_array().map(Vec::len), Some(1));
    assert_eq!(policy["statement"][0]["resource"], json!(["*"]));
    assert!(notes.iter().filter(|note| note.contains("no bucket was named")).count() == 2, "{notes:?}");
    let (policy, notes) = policy_for(&["ci:AIEnhanceImage"], Some("a-1"), None);
    assert_eq!(policy["statement"][0]["resource"], json!(["qcs::ci::uid/1:bucket/a-1/*"]));
    assert!(notes.iter().any(|note| note.contains("of every region")), "{notes:?}");
}

#[test]
fn every_operation_has_a_valid_policy_or_a_reason() {
    let model = model();
    for (service, operation) in
        model.services.iter().flat_map(|service| service.operations.iter().map(move |o| (service, o)))
    {
        let name = format!("{}:{}", service.module, operation.name);
        let (policy, notes) = policy_for(&[&name], Some("examplebucket-1250000000"), Some("ap-chengdu"));
        let statements = policy["statement"].as_array().expect("statements");
        assert!(!statements.is_empty() || !notes.is_empty(), "{name}");
        let texts = |key: &str| {
            statements.iter().flat_map(|found| found[key].as_array().expect("a list").clone()).collect::<Vec<_>>()
        };
        let actions: BTreeSet<String> =
            texts("action").iter().map(|text| text.as_str().expect("a text").to_owned()).collect();
        assert_eq!(
            actions,
            operation.permissions.iter().map(|permission| permission.action.clone()).collect(),
            "{name}"
        );
        for resource in texts("resource") {
            let resource = resource.as_str().expect("a text");
            let is_complete = resource.split(':').count() == 6 && !resource.contains(['{', '}']);
            assert!(resource == "*" || resource.starts_with("qcs::") && is_complete, "{name}: {resource}");
        }
    }
}

#[test]
fn unknown_operations_are_reported() {
    let model = model();
    for (name, message) in [
        ("ims:ImageModeratio", "there is no operation of `ims` `ImageModeratio`: did you mean `ImageModeration`?"),
        ("imz:ImageModeration", "there is no service `imz`: did you mean `ims`?"),
        ("ImageModeration", "`ImageModeration` is not of the form `service:Operation`, such as `ims:ImageModeration`"),
    ] {
        assert_eq!(find(model, name).err().as_deref(), Some(message));
    }
}
