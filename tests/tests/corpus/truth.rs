//! Shapes made of the model against generated code: on the same bytes both say the same.

use std::path::Path;

use codegen_model::{Model, Protocol};
use serde_json::Value;
use tencentcloud_image::registry;
use tencentcloud_runtime::codec::{read_envelope, write_json};
use tencentcloud_runtime::operation::Protocol as RuntimeProtocol;

use super::dynamic::Dynamic;
use super::{folder, published};

fn model() -> &'static Model {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    Box::leak(Box::new(codegen_model::load(&schemas, &[]).model.expect("the schemas are in order")))
}

/// Values of every wrong kind in place of the right ones.
fn spoiled(value: &Value, seed: usize) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().enumerate().map(|(at, (name, value))| (name.clone(), spoiled(value, seed + at))).collect()
        }
        Value::Array(items) if !seed.is_multiple_of(5) => items.iter().map(|item| spoiled(item, seed + 1)).collect(),
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

#[test]
fn generated_code_and_the_model_read_the_same() {
    let Some(folder) = folder() else { return };
    let (model, mut compared) = (model(), 0);
    for published in published::all(&folder) {
        let twin = |service: &&codegen_model::Service| {
            service.name == published.service.name && service.version == published.service.version
        };
        let Some(service) = model.services.iter().find(twin) else { continue };
        for sample in &published.samples {
            let Some(operation) = service.operation(&sample.action).filter(|found| !found.opaque()) else { continue };
            assert!(matches!(operation.protocol, Protocol::Action));
            let version = service.version.as_deref().unwrap_or_default();
            let entry = registry::entries().into_iter().find(|entry| {
                let same = matches!(entry.meta.protocol, RuntimeProtocol::Action { service: name, version: known } if name == service.name && known == version);
                same && entry.meta.name == operation.name
            });
            let entry = entry.unwrap_or_else(|| panic!("{} is not generated", operation.name));
            let Ok(document) = serde_json::from_str::<Value>(&sample.output) else { continue };
            for seed in 0..36 {
                let body = if seed == 0 { document.clone() } else { spoiled(&document, seed) };
                let body = serde_json::json!({ "Response": body["Response"] }).to_string();
                let generated = entry.reread(body.as_bytes()).expect("a structure").expect("JSON");
                let mut shape = Dynamic::new(service, operation.output().expect("an output"));
                let envelope = read_envelope(body.as_bytes(), &mut shape).expect("JSON");
                assert_eq!(envelope.deviations, generated.deviations, "{body}");
                if envelope.error.is_none() {
                    assert_eq!(write_json(&shape).expect("JSON"), generated.body, "{body}");
                }
                compared += 1;
            }
        }
    }
    println!("{compared} answers compared");
    assert!(compared > 500, "only {compared} answers were compared");
}
