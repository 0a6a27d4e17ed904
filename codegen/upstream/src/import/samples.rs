//! What is published beside metadata: samples of requests. They are many and unchecked, and no part of a descriptor; what
//! they give members tells which limits cannot be right.

use std::path::Path;

use serde_json::Value;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::Sources;
use codegen_model::syntax::fields::Fields;
use codegen_model::syntax::json;

use codegen_model::load::published::METADATA;

/// What a file of samples is called.
const SAMPLES: &str = "examples.json";

/// A request: the action, and the body.
pub type Request = (String, Value);

/// The published requests whose body is JSON, from the file beside the metadata `file`, where there is one.
pub fn requests(root: &Path, file: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Request> {
    let beside = format!("{}{SAMPLES}", file.strip_suffix(METADATA).unwrap_or_default());
    if root.join(&beside).symlink_metadata().is_err() {
        return Vec::new();
    }
    let Some(file) = sources.read(root, &beside, diagnostics) else { return Vec::new() };
    let Some(node) = json::parse(sources, file, diagnostics) else { return Vec::new() };
    let Some(fields) = Fields::open_lenient(&node, diagnostics) else { return Vec::new() };
    let actions = fields.required("actions", diagnostics).and_then(|node| Fields::open_lenient(node, diagnostics));
    let Some(actions) = actions else { return Vec::new() };
    let mut requests = Vec::new();
    for key in actions.keys() {
        for sample in actions.list(&key.text, diagnostics) {
            let Some(sample) = Fields::open_lenient(sample, diagnostics) else { continue };
            let input = sample.text("input", diagnostics);
            requests.extend(body(&input).map(|body| (key.text.to_string(), body)));
        }
    }
    requests
}

/// The body of a request as it goes over the wire, where that is JSON.
fn body(input: &str) -> Option<Value> {
    let input = input.replace('\r', "");
    let (_, body) = input.split_once("\n\n")?;
    serde_json::from_str(body.trim()).ok()
}
