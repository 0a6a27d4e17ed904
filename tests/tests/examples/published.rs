//! Published samples of the services, where somebody has them: `TENCENTCLOUD_METADATA` names a folder with
//! `<service>/<version>/examples.json`, as the official command line carries them.

use std::path::{Path, PathBuf};

use codegen_model::{Example, Service};
use serde_json::Value;

use super::{Case, case, model, requests, responses};

/// What a published sample is called, what it sends and what it is answered.
fn examples(service: &Service, folder: &Path) -> Vec<(String, Example)> {
    let version = service.version.as_deref().unwrap_or_default().replace('-', "");
    let path = folder.join(&service.name).join(format!("v{version}")).join("examples.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return Vec::new();
    };
    let document: Value = serde_json::from_str(&text).expect("JSON");
    let actions = document["actions"].as_object().expect("actions");
    let of_action = |(action, samples): (&String, &Value)| {
        let samples = samples.as_array().expect("a list").clone();
        let action = action.clone();
        samples.into_iter().map(move |sample| (action.clone(), example(&sample)))
    };
    actions.iter().flat_map(of_action).collect()
}

fn example(sample: &Value) -> Example {
    let text = |key: &str| sample[key].as_str().unwrap_or_default().to_owned();
    let input = text("input").replace('\r', "");
    let body = input.split_once("\n\n").map_or("", |(_, body)| body);
    Example {
        title: text("title"),
        via: None,
        request: body.to_owned(),
        status: 200,
        content_type: String::new(),
        response: text("output"),
        span: codegen_model::source::Span::default(),
    }
}

#[test]
fn every_published_sample_round_trips() {
    let Some(folder) = std::env::var_os("TENCENTCLOUD_METADATA").map(PathBuf::from) else {
        return println!("skipped: TENCENTCLOUD_METADATA names no folder with published metadata");
    };
    let model = model();
    let mut checked = 0;
    for service in model.services.iter().filter(|service| service.version.is_some()) {
        for (action, example) in examples(service, &folder) {
            let operation = service.operation(&action).unwrap_or_else(|| panic!("there is no `{action}`"));
            let case: Case<'_> = case(&example, operation, service);
            requests::check(&case);
            responses::check(&case);
            checked += 1;
        }
    }
    println!("{checked} published samples");
    assert!(checked > 0, "{} has no samples", folder.display());
}
