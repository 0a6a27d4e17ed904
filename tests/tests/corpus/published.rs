//! Services and their samples, as they are published.

use std::path::Path;

use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published;
use codegen_model::source::Sources;
use serde_json::Value;

/// A service with its samples. It stays in memory: shapes made of it tell its names for ever.
pub struct Published {
    pub name: String,
    pub service: &'static Service,
    pub samples: Vec<Sample>,
}

/// A sample of an action.
pub struct Sample {
    pub action: String,
    pub input: String,
    pub output: String,
}

/// All services of the folder.
pub fn all(folder: &Path) -> impl Iterator<Item = Published> {
    let files = codegen_model::load::published::find(folder).expect("a folder that can be listed");
    assert!(!files.is_empty(), "there is no api.json below {}", folder.display());
    files.into_iter().map(move |path| one(folder, &path))
}

fn one(folder: &Path, path: &str) -> Published {
    let read =
        |path: &str| std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, read(path).as_str());
    let service = published::load(&sources, file, "module", &mut diagnostics).unwrap_or_else(|| panic!("{path}"));
    let samples = samples(&read(&path.replace("api.json", "examples.json")));
    Published { name: path.trim_end_matches("/api.json").to_owned(), service: Box::leak(Box::new(service)), samples }
}

fn samples(text: &str) -> Vec<Sample> {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let actions = document["actions"].as_object().expect("actions");
    let text = |sample: &Value, key: &str| sample[key].as_str().unwrap_or_default().to_owned();
    let of_action = |(action, samples): (&String, &Value)| -> Vec<Sample> {
        let samples = samples.as_array().expect("a list").iter();
        let sample =
            |sample| Sample { action: action.clone(), input: text(sample, "input"), output: text(sample, "output") };
        samples.map(sample).collect()
    };
    actions.iter().flat_map(of_action).collect()
}
