//! One file's fault changes the outcome of no other file: each file of a set is broken in turn, in several ways.

use std::collections::BTreeMap;

use codegen_model::diagnostic::{Diagnostics, Level};
use codegen_model::load::published::{Folder, Selection, Source, read_from};
use codegen_model::load::read::ReadFailure;
use codegen_model::pipeline::check_published;
use codegen_model::source::Sources;
use codegen_upstream::import::{descriptor_path, descriptor_text};
use serde_json::{Value, json};

use crate::metadata;

/// How many files of a large set are read.
const SAMPLED: usize = 12;

/// Files of a folder, of which one may have another content.
struct Sample<'f> {
    folder: &'f Folder,
    files: &'f [String],
    broken: Option<(&'f str, Vec<u8>)>,
}

impl Source for Sample<'_> {
    fn files(&self) -> &[String] {
        self.files
    }

    fn shown(&self) -> &str {
        ""
    }

    fn contains(&self, path: &str) -> bool {
        self.folder.contains(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        match &self.broken {
            Some((broken, content)) if *broken == path => Ok(content.clone()),
            _ => self.folder.read(path),
        }
    }
}

/// What became of each file: the descriptor and the findings, by its path.
type Outcome = BTreeMap<String, (Option<String>, Vec<String>)>;

fn outcome(source: &dyn Source) -> Outcome {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let services = read_from(source, &Selection::default(), &mut sources, &mut diagnostics);
    let services = check_published(services, &mut diagnostics);
    let mut outcome: Outcome = source.files().iter().map(|path| (path.clone(), (None, Vec::new()))).collect();
    for service in &services {
        let path = &service.units.first().expect("a file").source;
        let text = format!("{}\n{}", descriptor_path(service), descriptor_text(service));
        outcome.get_mut(path).expect("a file of the source").0 = Some(text);
    }
    for finding in diagnostics.finish(&sources) {
        assert!(finding.level < Level::Error, "{finding:?}");
        let path = sources.path(finding.span.file);
        outcome.get_mut(path).expect("a file of the source").1.push(format!("{:?} {}", finding.span, finding.message));
    }
    outcome
}

/// Returns a document after a change.
fn with(document: &Value, change: impl Fn(&mut Value)) -> Vec<u8> {
    let mut changed = document.clone();
    change(&mut changed);
    changed.to_string().into_bytes()
}

/// Returns a file broken in several ways. `other` is another service.
fn broken(bytes: &[u8], other: &str) -> Vec<(&'static str, Vec<u8>)> {
    let document: Value = serde_json::from_slice(bytes).expect("JSON");
    let set = |pointer: &'static str, value: Value| {
        let value = value.clone();
        with(&document, move |changed| {
            if let Some(found) = changed.pointer_mut(pointer) {
                *found = value.clone();
            }
        })
    };
    let each = |table: &'static str, value: Value| {
        with(&document, |changed| {
            let entries = changed.get_mut(table).and_then(Value::as_object_mut).expect("a table");
            entries.values_mut().for_each(|entry| *entry = value.clone());
        })
    };
    let name = |name: &str| with(&document, |changed| changed["metadata"]["serviceShortName"] = name.into());
    vec![
        ("nothing", Vec::new()),
        ("half", bytes[..bytes.len() / 2].to_vec()),
        ("not UTF-8", [bytes, b"\xff"].concat()),
        ("a list", b"[]".into()),
        ("null", b"null".into()),
        ("deep", vec![b'['; 100_000]),
        ("no metadata", set("/metadata", Value::Null)),
        ("no actions", set("/actions", json!({}))),
        ("actions of a wrong type", set("/actions", json!(5))),
        ("no objects", set("/objects", json!({}))),
        ("objects of a wrong type", set("/objects", json!([]))),
        ("each action null", each("actions", Value::Null)),
        ("each object null", each("objects", Value::Null)),
        ("each object without members", each("objects", json!({ "document": 5 }))),
        ("members of a wrong type", each("objects", json!({ "members": [5, null, { "name": "../x" }] }))),
        ("a hostile name", name("../../etc")),
        ("a name in capitals", name("Demo")),
        ("a device", name("con")),
        ("a name that is too long", name(&"x".repeat(120))),
        ("the name of another service", name(other)),
    ]
}

#[test]
fn one_broken_file_changes_no_other() {
    for root in metadata::folders() {
        let folder = Folder::open(&root).expect("metadata");
        let step = folder.files().len().div_ceil(SAMPLED);
        let files: Vec<String> = folder.files().iter().step_by(step).cloned().collect();
        let read = |broken| outcome(&Sample { folder: &folder, files: &files, broken });
        let whole = read(None);
        assert!(whole.values().all(|(text, _)| text.is_some()), "each file is a service");
        for (index, path) in files.iter().enumerate() {
            let bytes = folder.read(path).expect("a file");
            let neighbour = &files[(index + 1) % files.len()];
            let other = whole[neighbour].0.as_deref().and_then(|text| text.split('/').next()).expect("a name");
            for (what, content) in broken(&bytes, other) {
                let mut found = read(Some((path, content)));
                let own = found.remove(path).expect("the file");
                assert!(own.0.as_ref() != whole[path].0.as_ref() || !own.1.is_empty(), "{path}: {what}: no effect");
                assert!(own.0.is_some() || !own.1.is_empty(), "{path}: {what}: left out in silence");
                for (path_of_other, outcome) in &found {
                    assert!(outcome == &whole[path_of_other], "{path}: {what}: {path_of_other} is changed");
                }
            }
        }
    }
}
