//! Which operation submits jobs, which one asks for them, and where their ids and states are.

use std::collections::HashMap;

use codegen_model::{Model, Operation, Service, Shape, Type, Waiter};

use crate::answer::made::Path;
use crate::answer::tree_of;
use crate::book::{At, all};

/// Which operations submit jobs, and which ask for them.
#[derive(Debug, Default)]
pub(crate) struct Links {
    pub(super) submissions: HashMap<At, Link>,
    /// The operations that ask, each with one that submits.
    pub(super) queries: HashMap<At, At>,
}

/// How a submission and its query belong together.
#[derive(Debug)]
pub(crate) struct Link {
    pub(super) query: At,
    /// The id in the submission's answer.
    pub(super) from: Path,
    /// Whether the answer has several ids.
    pub(super) each: bool,
    /// The id in the query's input.
    pub(super) to: Path,
    /// The state in the query's answer.
    pub(super) status: Path,
    /// The id in the query's answer, where it has a place for it.
    pub(super) echo: Option<Path>,
    pub(super) code: Option<Path>,
    pub(super) message: Option<Path>,
    /// The states that a job passes before it ends.
    pub(super) pending: Vec<String>,
    pub(super) done: String,
    pub(super) failed: String,
}

impl Links {
    pub(crate) fn of(model: &Model) -> Self {
        let mut links = Self::default();
        for (at, service, operation) in all(model) {
            let Some(waiter) = &operation.waiter else { continue };
            let index = service.operations.iter().position(|other| other.name == waiter.query);
            let Some(index) = index else { continue };
            if let Some(link) = Link::of(service, operation, waiter, (at.0, index)) {
                links.queries.insert(link.query, at);
                links.submissions.insert(at, link);
            }
        }
        links
    }
}

impl Links {
    /// Whether an operation submits jobs.
    pub(crate) fn submits(&self, at: At) -> bool {
        self.submissions.contains_key(&at)
    }
}

impl Link {
    fn of(service: &Service, operation: &Operation, waiter: &Waiter, at: At) -> Option<Self> {
        let query = service.operations.get(at.1)?;
        let output = query.output()?;
        let optional = |path: &Option<String>| Path::of(service, output, path.as_ref()?);
        let status = Path::of(service, output, &waiter.status)?;
        Some(Self {
            query: at,
            from: Path::of(service, operation.output()?, &waiter.from)?,
            each: waiter.each,
            to: Path::of(service, &query.input, &waiter.to)?,
            echo: echo(service, output, waiter),
            code: optional(&waiter.code),
            message: optional(&waiter.message),
            pending: pending(service, query, waiter, &status),
            done: waiter.done.first()?.clone(),
            failed: waiter.failed.first()?.clone(),
            status,
        })
    }
}

/// Where the query's answer repeats the id: beside the state or at the top, under one of the names that it has.
fn echo(service: &Service, output: &Shape, waiter: &Waiter) -> Option<Path> {
    let beside = waiter.status.rsplit_once('.').map(|(parent, _)| parent);
    let names = [&waiter.from, &waiter.to].map(|path| path.rsplit('.').next().unwrap_or_default());
    let nested = names.iter().filter_map(|name| Some(format!("{}.{name}", beside?)));
    let top = names.iter().map(|name| (*name).to_owned());
    nested.chain(top).find_map(|path| Path::of(service, output, &path))
}

/// The states before the end: those that the schema names, else those that examples show, else usual ones.
fn pending(service: &Service, query: &Operation, waiter: &Waiter, status: &Path) -> Vec<String> {
    let ends = |state: &String| waiter.done.contains(state) || waiter.failed.contains(state);
    let named = named(service, query, &waiter.status);
    let shown = query.examples.iter().filter_map(|example| tree_of(service, query, &example.response));
    let shown: Vec<String> = shown.flat_map(|tree| status.texts(&tree)).collect();
    let counted = waiter.done.iter().all(|state| state.parse::<i64>().is_ok());
    let usual = if counted { ["1", "2"] } else { ["Waiting", "Running"] }.map(str::to_owned).to_vec();
    let mut states =
        [named, shown, usual].map(|states| states.into_iter().filter(|state| !ends(state)).collect::<Vec<_>>());
    let mut chosen = states.iter_mut().find(|states| !states.is_empty()).map(std::mem::take).unwrap_or_default();
    chosen.dedup();
    chosen.truncate(2);
    chosen
}

/// The values of the state's enumeration.
fn named(service: &Service, query: &Operation, path: &str) -> Vec<String> {
    let mut shape = query.output();
    for name in path.split('.') {
        match shape.and_then(|shape| shape.member(name)).map(|member| &member.ty) {
            Some(Type::Shape(inner)) => shape = service.shapes.get(inner),
            Some(Type::Enum(name)) => {
                let found = service.enums.get(name).map(|found| &found.values).into_iter().flatten();
                return found.map(|value| value.value.clone()).collect();
            }
            _ => break,
        }
    }
    Vec::new()
}
