//! Reads the sample requests that are published beside metadata. They are unchecked and not part of a descriptor; their
//! values disprove limits that are read from prose.

use serde_json::Value;

use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::load::published::{METADATA, Source};
use codegen_model::source::{FileId, Sources};
use codegen_model::syntax::fields::Fields;
use codegen_model::syntax::json;

/// The name of a file of samples.
const SAMPLES: &str = "examples.json";

/// The action and the body of a request.
pub type Request = (String, Value);

/// Returns the published requests with a JSON body, from the samples beside the metadata `file`, if there are any. What
/// cannot be read is left out.
pub fn requests(source: &dyn Source, file: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Request> {
    let samples = format!("{}{SAMPLES}", file.strip_suffix(METADATA).unwrap_or_default());
    if !source.contains(&samples) {
        return Vec::new();
    }
    sources.show_below(source.shown());
    let (bytes, mut found) = (source.read(&samples), Diagnostics::default());
    let is_refused = matches!(&bytes, Err(failure) if failure.code == Code::ARCHIVE_REFUSED);
    let file = sources.add_bytes(&samples, bytes, &mut found);
    let requests = file.map_or(Vec::new(), |file| read(sources, file, &mut found));
    match is_refused {
        true => diagnostics.append(found),
        false => diagnostics.append_tolerated(found, "the sample is left out"),
    }
    requests
}

fn read(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Vec<Request> {
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

/// Returns the body of an HTTP request, if it is JSON.
fn body(input: &str) -> Option<Value> {
    let input = input.replace('\r', "");
    let (_, body) = input.split_once("\n\n")?;
    serde_json::from_str(body.trim()).ok()
}
