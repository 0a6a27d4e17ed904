//! No change passes silently: every change of a schema is reported, by a rule that covers it.

use std::collections::BTreeSet;
use std::path::Path;

use codegen_diff::diff;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::source::Sources;
use codegen_model::{Model, Package, Service, Shape, Type};
use codegen_model::{load, resolve};
use tests::metadata;

use super::mirrors::{ids, mirror};
use super::mutations::{self, Mutation};
use crate::support;

/// The maximum number of changes to try for a service, evenly spread over all changes.
const MAX_CHANGES: usize = 120;

/// The number of operations in a part of a large service.
const PART: usize = 12;

/// The number of parts of a large service to try.
const PARTS: usize = 3;

/// The rules about an operation's status, which can change from any to any other.
const STATUS: [&str; 4] = ["operation-deprecated", "operation-offline", "operation-online", "operation-status-changed"];

/// Returns a resolved model of one service.
fn model(service: Service) -> Model {
    let package = Package {
        name: "all".to_owned(),
        version: "0.1.0".to_owned(),
        description: "All.".to_owned(),
        ..Package::default()
    };
    let mut model = Model { package, services: vec![service] };
    resolve::resolve(&mut model, &mut Diagnostics::default());
    model
}

/// Returns the service or, where it has many operations, parts of it with the shapes that their operations use.
fn parts(service: &Service) -> Vec<Service> {
    let count = service.operations.len();
    if count <= 2 * PART {
        return vec![service.clone()];
    }
    let starts = (0..PARTS).map(|part| part * (count - PART) / (PARTS - 1));
    let part = |start: usize| {
        let mut part = Service { operations: service.operations[start..start + PART].to_vec(), ..service.clone() };
        let mut open: Vec<&Shape> =
            part.operations.iter().flat_map(|found| [Some(&found.input), found.output()]).flatten().collect();
        let mut used = BTreeSet::new();
        while let Some(shape) = open.pop() {
            for member in &shape.members {
                if let Type::Shape(name) | Type::Enum(name) = &member.ty
                    && used.insert(name.clone())
                {
                    open.extend(service.shapes.get(name));
                }
            }
        }
        part.shapes.retain(|name, shape| used.contains(name) || shape.callback);
        part.enums.retain(|name, _| used.contains(name));
        part
    };
    starts.map(part).collect()
}

/// Returns how the report of a change is wrong.
fn problem(base: &Model, base_dump: &str, mutation: &Mutation) -> Option<String> {
    let mut service = base.services[0].clone();
    (mutation.make)(&mut service);
    let head = model(service);
    if base_dump == codegen_model::views::dump(&head) {
        return None;
    }
    let (there, back) = (diff(base, &head), diff(&head, base));
    let silent = there.is_empty() || back.is_empty();
    let (there, back) = (ids(&there), ids(&back));
    let unknown = there.contains("unclassified-change") || back.contains("unclassified-change");
    // Each finding has a mirror, unless the reverse change has fewer findings. A repaired text is a changed one.
    let has_mirror = |id: &&'static str| match *id {
        "docs-text-damaged" => back.iter().any(|id| id.starts_with("docs-")),
        id if STATUS.contains(&id) => STATUS.iter().any(|id| back.contains(id)),
        // A change that both narrows and widens is its own mirror. Of request and response, the worse is reported.
        id => back.iter().any(|other| mirrors(id, other)),
    };
    let mirrored = there.iter().all(has_mirror) || there.len() > back.len();
    let fine = !silent && !unknown && mirrored && diff(&head, &head).is_empty();
    (!fine).then(|| format!("{}: {there:?}, back {back:?}", mutation.name))
}

fn mirrors(id: &'static str, other: &'static str) -> bool {
    let is_group =
        |id: &str| ["one-of-", "some-of-", "together-", "condition-"].iter().any(|start| id.starts_with(start));
    let in_both_directions = |one: &str, two: &str| {
        one.starts_with("parameter-") && two.starts_with("response-")
            || is_group(one) && two == "groups-of-answer-changed"
    };
    let named = id == other || mirror(id).contains(&other) || mirror(other).contains(&id);
    named || in_both_directions(id, other) || in_both_directions(other, id)
}

/// Tries changes of a service and returns their number.
#[track_caller]
fn check(service: Service) -> usize {
    let name = format!("{} {}", service.module, service.version.as_deref().unwrap_or_default());
    let base = model(service);
    let base_dump = codegen_model::views::dump(&base);
    let all = mutations::of(&base.services[0]);
    let step = all.len().div_ceil(MAX_CHANGES).max(1);
    // The extra offset avoids trying the same few changes of every item.
    let chosen: Vec<_> =
        (0..all.len().min(MAX_CHANGES)).map(|index| &all[(index * step + index / 7) % all.len()]).collect();
    let wrong: Vec<_> = chosen.iter().filter_map(|mutation| problem(&base, &base_dump, mutation)).collect();
    assert!(wrong.is_empty(), "{name}: {}\n{} of {}", wrong.join("\n"), wrong.len(), chosen.len());
    chosen.len()
}

#[test]
fn every_change_of_the_schemas_is_reported() {
    let tried: usize = support::model().services.iter().flat_map(parts).map(check).sum();
    assert!(tried > 500, "{tried}");
}

#[test]
fn every_change_of_published_metadata_is_reported() {
    for folder in metadata::folders() {
        // All of the project's own services, and a sample of upstream's.
        let step = if folder == metadata::own() { 1 } else { 60 };
        changes_are_reported(&folder, step);
    }
}

fn changes_are_reported(folder: &Path, step: usize) {
    let files =
        codegen_model::load::published::find(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in files.iter().step_by(step) {
        let text = std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let mut sources = Sources::default();
        let file = sources.add(path, text);
        let service = load::published::load(&sources, file, "module", &mut Diagnostics::default());
        if let Some(service) = &service {
            parts(service).into_iter().for_each(|part| _ = check(part));
        }
    }
}
