//! Links submissions to the operations that query their jobs, from the waiters of the model.

use std::collections::HashMap;

use codegen_model::{Model, Operation, Service, Shape, Type, Waiter};

use super::batch::Batch;
use crate::operation::{OperationId, all};
use crate::response::prepared::tree_of;
use crate::tree::path::MemberPath;

/// The operations that submit or query jobs.
#[derive(Debug, Default)]
pub(crate) struct JobLinks {
    pub(super) submissions: HashMap<OperationId, JobLink>,
    /// For each operation that queries jobs, one that submits them.
    pub(super) queries: HashMap<OperationId, OperationId>,
}

/// How a query relates to a submission.
#[derive(Debug)]
pub(super) struct JobLink {
    pub(super) query: OperationId,
    /// The id in the submission's response.
    pub(super) submitted_id: MemberPath,
    /// Whether the submission's response has several ids.
    pub(super) each: bool,
    /// How the inputs of a submission with several ids relate to its response.
    pub(super) batch: Option<Batch>,
    /// The id in the query's input.
    pub(super) queried_id: MemberPath,
    /// The path of the structure with the state in the query's response: `JobsDetail.`, or nothing.
    pub(super) parent: String,
    /// The state in the query's response.
    pub(super) state: MemberPath,
    /// The id in the query's response, where there is one.
    pub(super) response_id: Option<MemberPath>,
    pub(super) code: Option<MemberPath>,
    pub(super) message: Option<MemberPath>,
    /// The states of a job before its last one.
    pub(super) pending: Vec<String>,
    pub(super) done: String,
    pub(super) failed: String,
}

impl JobLinks {
    pub(crate) fn of(model: &Model) -> Self {
        let mut links = Self::default();
        for (id, service, operation) in all(model) {
            let Some(waiter) = &operation.waiter else { continue };
            let index = service.operations.iter().position(|other| other.name == waiter.query);
            let Some(index) = index else { continue };
            let query = OperationId { operation: index, ..id };
            if let Some(link) = JobLink::of(service, operation, waiter, query) {
                links.queries.insert(query, id);
                links.submissions.insert(id, link);
            }
        }
        links
    }

    /// Whether an operation submits jobs.
    pub(crate) fn is_submission(&self, id: OperationId) -> bool {
        self.submissions.contains_key(&id)
    }
}

impl JobLink {
    fn of(service: &Service, operation: &Operation, waiter: &Waiter, id: OperationId) -> Option<Self> {
        let query = service.operations.get(id.operation)?;
        let output = query.output()?;
        let optional = |path: &Option<String>| MemberPath::of(service, output, path.as_ref()?);
        let state = MemberPath::of(service, output, &waiter.status)?;
        let submitted_id = MemberPath::of(service, operation.output()?, &waiter.from)?;
        Some(Self {
            query: id,
            batch: if waiter.each { Batch::of(service, operation, &submitted_id) } else { None },
            submitted_id,
            each: waiter.each,
            queried_id: MemberPath::of(service, &query.input, &waiter.to)?,
            parent: waiter.status.rsplit_once('.').map(|(parent, _)| format!("{parent}.")).unwrap_or_default(),
            response_id: response_id(service, output, waiter),
            code: optional(&waiter.code),
            message: optional(&waiter.message),
            pending: pending_states(service, query, waiter, &state),
            done: waiter.done.first()?.clone(),
            failed: waiter.failed.first()?.clone(),
            state,
        })
    }
}

/// Finds the id in the query's response: next to the state or at the top, named as in the submission or the query.
fn response_id(service: &Service, output: &Shape, waiter: &Waiter) -> Option<MemberPath> {
    let parent = waiter.status.rsplit_once('.').map(|(parent, _)| parent);
    let names = [&waiter.from, &waiter.to].map(|path| path.rsplit('.').next().unwrap_or_default());
    let nested = names.iter().filter_map(|name| Some(format!("{}.{name}", parent?)));
    let top = names.iter().map(|name| (*name).to_owned());
    nested.chain(top).find_map(|path| MemberPath::of(service, output, &path))
}

/// Returns up to two states before the last: from the enumeration, else from examples, else defaults.
fn pending_states(service: &Service, query: &Operation, waiter: &Waiter, state: &MemberPath) -> Vec<String> {
    let is_last = |state: &String| waiter.done.contains(state) || waiter.failed.contains(state);
    let enumerated = enum_values(service, query, &waiter.status);
    let examples = query.examples.iter().filter_map(|example| tree_of(service, query, &example.response));
    let from_examples: Vec<String> = examples.flat_map(|tree| state.texts(&tree)).collect();
    let is_numeric = waiter.done.iter().all(|state| state.parse::<i64>().is_ok());
    let defaults = if is_numeric { ["1", "2"] } else { ["Waiting", "Running"] }.map(str::to_owned).to_vec();
    let pending = |states: Vec<String>| states.into_iter().filter(|state| !is_last(state)).collect::<Vec<_>>();
    let sources = [enumerated, from_examples, defaults].map(pending);
    let mut states = sources.into_iter().find(|states| !states.is_empty()).unwrap_or_default();
    states.dedup();
    states.truncate(2);
    states
}

/// Returns the values of the enumeration at a path of the query's output.
fn enum_values(service: &Service, query: &Operation, path: &str) -> Vec<String> {
    let mut shape = query.output();
    for name in path.split('.') {
        match shape.and_then(|shape| shape.member(name)).map(|member| &member.ty) {
            Some(Type::Shape(inner)) => shape = service.shapes.get(inner),
            Some(Type::Enum(name)) => {
                let values = service.enums.get(name).map(|found| &found.values).into_iter().flatten();
                return values.map(|value| value.value.clone()).collect();
            }
            _ => break,
        }
    }
    Vec::new()
}
