//! Measures decoding and encoding of large responses, relative to the same types with serde derive and serde_json.
//!
//! The responses are the largest published samples in the folder that `TENCENTCLOUD_METADATA` names. Both kinds of
//! types are generated from its metadata.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published;
use codegen_model::resolve::resolve;
use codegen_model::rust_names::feature;
use codegen_model::source::Sources;
use codegen_model::{Model, Operation, Package, Service, Shape, Type};
use serde_json::Value;

use super::project::write;
use super::{derive, project};

/// The number of prepared samples. The program measures the first ten that serde derive can read.
const MAX_SAMPLES: usize = 16;

const MAIN: &str = include_str!("main.rs");

/// Generates the program that measures, and runs it.
pub fn run() -> Result<()> {
    let Some(metadata) = project::metadata(None) else {
        println!("codec: skipped, {} does not name a folder of published metadata", project::VARIABLE);
        return Ok(());
    };
    let folder = project::scratch("codec")?;
    let samples = largest(&metadata)?;
    let model = model(&metadata, &samples)?;
    project::generate(&model, &folder.join("ours"), false)?;
    program(&model, &samples, &folder)?;
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release"]).current_dir(&folder).env("CARGO_TARGET_DIR", folder.join("target"));
    if !cargo.status().context("cannot start cargo")?.success() {
        bail!("the measurement failed");
    }
    fs::remove_dir_all(&folder).context("cannot remove the scratch folder")
}

/// A published response.
struct Sample {
    /// The folder of the service's version.
    path: String,
    action: String,
    body: String,
}

impl Sample {
    fn module(&self) -> String {
        self.path.replace('/', "_")
    }
}

/// Returns the largest responses of different actions, the largest first.
fn largest(metadata: &Path) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for file in published::find(metadata)? {
        let path = file.trim_end_matches("/api.json").to_owned();
        let text = fs::read_to_string(metadata.join(&path).join("examples.json"))?;
        let document: Value = serde_json::from_str(&text)?;
        for (action, samples_of_action) in document["actions"].as_object().into_iter().flatten() {
            let bodies =
                samples_of_action.as_array().into_iter().flatten().filter_map(|sample| sample["output"].as_str());
            let is_response =
                |body: &&str| serde_json::from_str(body).is_ok_and(|found: Value| found["Response"].is_object());
            let body = bodies.filter(is_response).max_by_key(|body| body.len());
            let (path, action) = (path.clone(), action.clone());
            samples.extend(body.map(|body| Sample { path, action, body: body.to_owned() }));
        }
    }
    samples.sort_by_key(|sample| std::cmp::Reverse(sample.body.len()));
    samples.truncate(MAX_SAMPLES);
    Ok(samples)
}

/// Returns a Model with the actions of the samples and the shapes that they need.
fn model(metadata: &Path, samples: &[Sample]) -> Result<Model> {
    let package = Package {
        name: "ours".to_owned(),
        version: "0.0.0".to_owned(),
        description: "Large.".to_owned(),
        ..Package::default()
    };
    let mut model = Model { package, services: Vec::new() };
    let mut diagnostics = Diagnostics::default();
    for sample in samples {
        if model.services.iter().any(|service| service.module == sample.module()) {
            continue;
        }
        let (mut sources, path) = (Sources::default(), format!("{}/api.json", sample.path));
        let file = sources.add(&path, fs::read_to_string(metadata.join(&path))?.as_str());
        let service = published::load(&sources, file, &sample.module(), &mut diagnostics);
        let mut service = service.with_context(|| format!("{path} is not metadata"))?;
        let wanted = |action: &str| samples.iter().any(|other| other.path == sample.path && other.action == action);
        prune(&mut service, wanted);
        model.services.push(service);
    }
    resolve(&mut model, &mut diagnostics);
    Ok(model)
}

/// Removes all other actions, and the shapes that are unreachable without them.
fn prune(service: &mut Service, wanted: impl Fn(&str) -> bool) {
    service.operations.retain(|operation| wanted(&operation.name));
    for unit in &mut service.units {
        unit.path = vec!["all".to_owned()];
    }
    let (mut reached, mut open) = (BTreeSet::new(), Vec::new());
    let shapes = |operation: &Operation| [Some(operation.input.clone()), operation.output().cloned()];
    open.extend(service.operations.iter().flat_map(shapes).flatten());
    while let Some(shape) = open.pop() {
        let names = shape
            .members
            .iter()
            .filter_map(|member| if let Type::Shape(name) = &member.ty { Some(name) } else { None });
        let new = names.filter(|name| reached.insert((*name).clone()));
        open.extend(new.filter_map(|name| service.shapes.get(name).cloned()).collect::<Vec<Shape>>());
    }
    service.shapes.retain(|name, _| reached.contains(name));
}

/// Writes the program: the types with serde derive, the samples, and the code that measures.
fn program(model: &Model, samples: &[Sample], folder: &Path) -> Result<()> {
    let features: Vec<_> = model.services.iter().map(|service| format!("{:?}", feature(&service.module))).collect();
    let manifest = format!(
        "[package]\nname = \"codec\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         ours = {{ path = \"ours\", default-features = false, features = [{}] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n[workspace]\n",
        features.join(", ")
    );
    write(&folder.join("Cargo.toml"), manifest.as_bytes())?;
    let mut derived = String::new();
    for service in &model.services {
        derived.push_str(&format!("pub mod {} {{\n{}}}\n", service.module, derive::module(service)));
    }
    write(&folder.join("src/derived.rs"), derived.as_bytes())?;
    let mut cases = String::new();
    for (index, sample) in samples.iter().enumerate() {
        write(&folder.join(format!("src/{index}.json")), sample.body.as_bytes())?;
        let service = model.services.iter().find(|service| service.module == sample.module());
        let output = service.and_then(|service| service.operation(&sample.action)?.output()).context("an output")?;
        cases.push_str(&format!(
            "    case!({:?}, {index}, {}::{});\n",
            sample.action,
            sample.module(),
            output.rust_name
        ));
    }
    write(&folder.join("src/main.rs"), MAIN.replace("    // Cases are inserted here.\n", &cases).as_bytes())
}
