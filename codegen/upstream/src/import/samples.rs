//! Reads the sample requests that are published beside metadata. They are unchecked and not part of a descriptor; their
//! values disprove limits that are read from prose.

use std::path::Path;

use serde_json::Value;

use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published::METADATA;
use codegen_model::source::Sources;
use codegen_model::syntax::fields::Fields;
use codegen_model::syntax::json;

/// The name of a file of samples.
const SAMPLES: &str = "examples.json";

/// The action and the body of a request.
pub type Request = (String, Value);

/// Returns the published requests with a JSON body, from the samples beside the metadata `file`, if there are any.
pub fn requests(root: &Path, file: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Request> {
    let samples = format!("{}{SAMPLES}", file.strip_suffix(METADATA).unwrap_or_default());
    if root.join(&samples).symlink_metadata().is_err() {
        return Vec::new();
    }
    let Some(file) = sources.read(root, &samples, diagnostics) else { return Vec::new() };
    let mut found = Diagnostics::default();
    let Some(node) = json::parse(sources, file, &mut found) else {
        diagnostics.append(found);
        return Vec::new();
    };
    diagnostics.append_tolerated(found, "it is ignored");
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

/// Returns the body of an HTTP request, if it is JSON.
fn body(input: &str) -> Option<Value> {
    let input = input.replace('\r', "");
    let (_, body) = input.split_once("\n\n")?;
    serde_json::from_str(body.trim()).ok()
}
