//! Published answers, read as the client reads them and written again.

use std::collections::BTreeMap;

use serde_json::Value;
use tencentcloud_runtime::codec::{CodecError, Deviation, Envelope, read_bare, read_envelope, read_json, write_json};

use super::compare::differences;
use super::dynamic::Dynamic;
use super::published::{Published, Sample};
use super::{folder, published};

/// What came of the samples.
#[derive(Default)]
struct Tally {
    read: usize,
    errors: usize,
    no_json: usize,
    /// The members alone, of operations that may answer in events.
    bare: usize,
    /// Those of which no member is known, which are read as events and as nothing else.
    events: usize,
    unreadable: Vec<String>,
    changed: Vec<String>,
    deviating: usize,
    by_kind: BTreeMap<String, usize>,
    by_service: BTreeMap<String, usize>,
}

impl Tally {
    fn sample(&mut self, sample: &Sample, of: &Published) {
        let title = format!("{} {}", of.name, sample.action);
        let Ok(document) = serde_json::from_str::<Value>(&sample.output) else {
            self.no_json += 1;
            return;
        };
        let output = of.service.operation(&sample.action).and_then(|operation| operation.output());
        let output = output.unwrap_or_else(|| panic!("{title} is not in the metadata"));
        let mut shape = Dynamic::new(of.service, output);
        let streams = of.service.operation(&sample.action).is_some_and(|operation| operation.events);
        let bare = streams && document.get("Response").is_none();
        let envelope = match (bare, read_answer(&sample.output, bare, &mut shape)) {
            (_, Ok(envelope)) => envelope,
            (true, Err(_)) if read_json(sample.output.as_bytes(), &mut shape).is_ok() => {
                self.events += 1;
                return;
            }
            (_, Err(error)) => return self.unreadable.push(format!("{title}: {error}")),
        };
        self.bare += usize::from(bare);
        self.read += 1;
        if envelope.error.is_some() {
            self.errors += 1;
            return;
        }
        self.count(&envelope.deviations, of);
        let written = write_json(&shape).expect("what was read can be written");
        let written: Value = serde_json::from_slice(&written).expect("JSON");
        let skipped: Vec<_> = envelope.deviations.into_iter().map(|deviation| deviation.member).collect();
        let found =
            differences(if bare { &document } else { &document["Response"] }, &written, output, of.service, &skipped);
        self.changed.extend(found.into_iter().map(|found| format!("{title} {found}")));
    }

    fn count(&mut self, deviations: &[Deviation], of: &Published) {
        self.deviating += usize::from(!deviations.is_empty());
        for deviation in deviations {
            let found = deviation.found.split([' ']).take(2).collect::<Vec<_>>().join(" ");
            *self.by_kind.entry(format!("{}, found {found}", deviation.declared)).or_default() += 1;
            *self.by_service.entry(of.name.clone()).or_default() += 1;
        }
    }
}

/// Reads an answer as the client does: bare ones where there is no envelope.
fn read_answer(text: &str, bare: bool, shape: &mut Dynamic) -> Result<Envelope, CodecError> {
    if bare { read_bare(text.as_bytes(), shape) } else { read_envelope(text.as_bytes(), shape) }
}

#[test]
fn every_published_answer_is_read_and_nothing_of_it_is_lost() {
    let Some(folder) = folder() else { return };
    let mut tally = Tally::default();
    for published in published::all(&folder) {
        published.samples.iter().for_each(|sample| tally.sample(sample, &published));
    }
    let Tally { read, errors, no_json, bare, events, unreadable, changed, deviating, by_kind, by_service } = tally;
    println!("{read} answers read, {errors} of them errors, {bare} without envelope; {} not", unreadable.len());
    println!("{events} can only be events, {no_json} are no JSON");
    println!("{deviating} with deviations: {by_kind:#?}, {by_service:#?}");
    unreadable.iter().for_each(|line| println!("unreadable: {line}"));
    changed.iter().for_each(|line| println!("changed: {line}"));
    assert!(changed.is_empty(), "{} members were changed", changed.len());
    assert!(unreadable.len() * 10_000 <= read, "{} of {read} cannot be read", unreadable.len());
}
