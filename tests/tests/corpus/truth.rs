//! Shapes built from the model against generated code: both read the same bytes alike.

use codegen_model::{Operation, Service};
use serde_json::Value;
use tencentcloud_image::registry;
use tencentcloud_image::runtime::replay::Entry;
use tencentcloud_runtime::codec::{read_envelope, write_json};
use tencentcloud_runtime::operation::Protocol;
use tests::{metadata, samples};

use super::dynamic::Dynamic;
use crate::support::model;

/// How many variants of each response are read: the response itself, and damaged ones.
const VARIANTS: usize = 36;

/// Replaces values with values of other kinds.
fn damaged(value: &Value, seed: usize) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().enumerate().map(|(at, (name, value))| (name.clone(), damaged(value, seed + at))).collect()
        }
        Value::Array(items) if !seed.is_multiple_of(5) => items.iter().map(|item| damaged(item, seed + 1)).collect(),
        _ => match seed % 7 {
            0 => "x".into(),
            1 => "12".into(),
            2 => 1.5.into(),
            3 => true.into(),
            4 => serde_json::json!([1, null, {}]),
            5 => serde_json::json!({"RequestId": 1}),
            _ => value.clone(),
        },
    }
}

/// Returns the operation in the generated crate.
fn entry(operation: &Operation, service: &Service) -> Entry {
    let version = service.version.as_deref().unwrap_or_default();
    let is_same = |entry: &Entry| {
        matches!(&entry.meta.protocol, Protocol::Action { service: name, version: known } if *name == service.name && known == version)
            && entry.meta.name == operation.name
    };
    let found = registry::entries().into_iter().find(is_same);
    found.unwrap_or_else(|| panic!("`{}` is not in the generated crate", operation.name))
}

/// Reads variants of a response with generated code and with the model's shapes.
fn assert_read_alike(document: &Value, operation: &'static Operation, service: &'static Service) {
    let entry = entry(operation, service);
    for seed in 0..VARIANTS {
        let body = if seed == 0 { document.clone() } else { damaged(document, seed) };
        let body = serde_json::json!({ "Response": body["Response"] }).to_string();
        let generated = entry.reread(body.as_bytes()).expect("a structure").expect("JSON");
        let mut shape = Dynamic::new(service, operation.output().expect("an output"));
        let envelope = read_envelope(body.as_bytes(), &mut shape).expect("JSON");
        assert_eq!(envelope.deviations, generated.deviations, "{body}");
        if envelope.error.is_none() {
            assert_eq!(write_json(&shape).expect("JSON"), generated.body, "{body}");
        }
    }
}

#[test]
fn generated_code_and_the_model_read_alike() {
    let model = model();
    for folder in metadata::folders() {
        let mut compared = 0;
        for service in model.services.iter().filter(|service| service.version.is_some()) {
            for sample in samples::read(&folder.join(samples::folder(service))).into_iter().flatten() {
                let operation = service.operation(&sample.action).filter(|found| !found.opaque());
                let document = serde_json::from_str::<Value>(&sample.output);
                let (Some(operation), Ok(document)) = (operation, document) else { continue };
                assert_read_alike(&document, operation, service);
                compared += 1;
            }
        }
        println!("{}: {compared} responses compared", folder.display());
        assert!(compared > 0, "no sample of our services in {}", folder.display());
    }
}
