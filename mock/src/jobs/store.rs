//! The submitted jobs.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use super::batch::Repeated;
use crate::operation::OperationId;
use crate::seed::mix;

/// The number of jobs that are kept, so that memory is bounded.
const MAX_JOBS: usize = 10_000;

/// A submitted job.
#[derive(Clone, Debug)]
pub(super) struct Job {
    /// The operation that submitted the job.
    pub(super) submission: OperationId,
    /// How often the job was queried.
    pub(super) queries: usize,
    /// What the job repeats from its input.
    pub(super) repeated: Repeated,
    /// Code and message of a job that fails.
    pub(super) failure: Option<(String, String)>,
}

/// The submitted jobs.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    /// By the operation that queries them, and their id.
    jobs: HashMap<(OperationId, String), Job>,
    /// The oldest first.
    order: VecDeque<(OperationId, String)>,
    count: u64,
}

impl Jobs {
    /// Adds a job that `query` queries, and returns its id.
    pub(super) fn add(&self, query: OperationId, job: Job, seed: u64, is_integer: bool) -> String {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        store.count += 1;
        let id = job_id(seed, store.count, is_integer);
        store.jobs.insert((query, id.clone()), job);
        store.order.push_back((query, id.clone()));
        if store.order.len() > MAX_JOBS {
            let oldest = store.order.pop_front();
            oldest.and_then(|oldest| store.jobs.remove(&oldest));
        }
        id
    }

    /// Counts a query of a job, and returns the job.
    pub(super) fn query(&self, query: OperationId, id: &str) -> Option<Job> {
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let job = store.jobs.get_mut(&(query, id.to_owned()))?;
        job.queries = job.queries.saturating_add(1);
        Some(job.clone())
    }
}

/// Returns an id in the format of the cloud, unique through its count.
fn job_id(seed: u64, count: u64, is_integer: bool) -> String {
    let hash = mix(seed, &count.to_string());
    if is_integer { (1_000_000 + count).to_string() } else { format!("j{hash:016x}{count:08x}") }
}
