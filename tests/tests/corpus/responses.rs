//! Published responses, read as the client reads them and written again.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tencentcloud_runtime::codec::{CodecError, Deviation, Envelope, read_bare, read_envelope, read_json, write_json};
use tests::samples::Sample;
use tests::{metadata, snapshot};

use super::compare::differences;
use super::dynamic::Dynamic;
use super::published::{self, Published};

/// The outcome of a sample response.
enum Outcome {
    /// The response is not JSON.
    NoJson,
    /// JSON without a known member, of an operation that may answer in events: the client reads it as an event only.
    Event,
    Unreadable,
    /// The service reports an error.
    Error,
    Read(Read),
}

/// A response that was read and written again.
struct Read {
    /// Whether the members came without the envelope, as operations that may answer in events send them.
    bare: bool,
    /// Members that are of another kind than the declared one.
    deviations: Vec<Deviation>,
    /// Members that were lost or changed.
    changed: Vec<String>,
}

fn outcome(sample: &Sample, published: &Published) -> Outcome {
    let Ok(document) = serde_json::from_str::<Value>(&sample.output) else { return Outcome::NoJson };
    let operation = published.service.operation(&sample.action).expect("an action of the metadata");
    let output = operation.output().expect("an output");
    let mut shape = Dynamic::new(published.service, output);
    let bare = operation.events && document.get("Response").is_none();
    let envelope = match read_response(&sample.output, bare, &mut shape) {
        Ok(envelope) => envelope,
        Err(_) if bare && read_json(sample.output.as_bytes(), &mut shape).is_ok() => return Outcome::Event,
        Err(_) => return Outcome::Unreadable,
    };
    if envelope.error.is_some() {
        return Outcome::Error;
    }
    let written = write_json(&shape).expect("a shape that was read can be written");
    let written: Value = serde_json::from_slice(&written).expect("JSON");
    let deviations = envelope.deviations;
    let skipped: Vec<_> = deviations.iter().map(|deviation| deviation.member.clone()).collect();
    let members = if bare { &document } else { &document["Response"] };
    let changed = differences(members, &written, output, published.service, &skipped);
    Outcome::Read(Read { bare, deviations, changed })
}

/// Reads a response as the client does: without the envelope if there is none.
fn read_response(text: &str, bare: bool, shape: &mut Dynamic) -> Result<Envelope, CodecError> {
    if bare { read_bare(text.as_bytes(), shape) } else { read_envelope(text.as_bytes(), shape) }
}

/// Returns the outcome of every response, each with its service, action and title.
fn outcomes(folder: &Path) -> Vec<(String, Outcome)> {
    published::all(folder).flat_map(|published| published.map_samples(outcome)).collect()
}

fn show(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NoJson => "not JSON".to_owned(),
        Outcome::Event => "an event only".to_owned(),
        Outcome::Unreadable => "unreadable".to_owned(),
        Outcome::Error => "an error".to_owned(),
        Outcome::Read(Read { bare, deviations, changed }) => {
            let found = deviations.iter().map(|found| format!("\n    {}: {}", found.member, kinds(found)));
            let changed = changed.iter().map(|changed| format!("\n    changed: {changed}"));
            let bare = if *bare { " without envelope" } else { "" };
            format!("read{bare}{}", found.chain(changed).collect::<String>())
        }
    }
}

fn kinds(deviation: &Deviation) -> String {
    format!("{}, found {}", deviation.declared, deviation.found)
}

/// Prints how often each kind of outcome and deviation occurs.
fn print_counts(folder: &Path, outcomes: &[(String, Outcome)]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (_, outcome) in outcomes {
        let shown = show(outcome);
        *counts.entry(shown.lines().next().unwrap_or_default().to_owned()).or_default() += 1;
        if let Outcome::Read(Read { deviations, .. }) = outcome {
            deviations.iter().for_each(|deviation| *counts.entry(kinds(deviation)).or_default() += 1);
        }
    }
    println!("{}: {counts:#?}", folder.display());
}

#[test]
fn published_responses_are_read_and_nothing_is_lost() {
    for folder in metadata::folders() {
        let outcomes = outcomes(&folder);
        print_counts(&folder, &outcomes);
        let changed =
            outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Read(read) if !read.changed.is_empty()));
        let changed: Vec<_> = changed.map(|(title, outcome)| format!("{title}: {}", show(outcome))).collect();
        assert!(changed.is_empty(), "{changed:#?}");
        let unreadable = outcomes.iter().filter(|(_, outcome)| matches!(outcome, Outcome::Unreadable));
        let unreadable: Vec<_> = unreadable.map(|(title, _)| title).collect();
        println!("{}: unreadable: {unreadable:#?}", folder.display());
        // Some published samples are in no envelope, or have no member of the output.
        if folder != metadata::own() {
            assert!(unreadable.len() * 1_000 <= outcomes.len(), "{} cannot be read", unreadable.len());
        }
    }
}

#[test]
fn own_responses_have_the_expected_outcome() {
    let text =
        outcomes(&metadata::own()).iter().map(|(title, outcome)| format!("{title}: {}\n", show(outcome))).collect();
    let checked = snapshot::check_file(&metadata::own().join("expected"), "responses.txt", text);
    checked.unwrap_or_else(|difference| panic!("{difference}"));
}
